// SPDX-License-Identifier: MIT
#include "collector/reissue.h"

#include <algorithm>

#include "core/decision.h"
#include "core/lines.h"
#include "core/records.h"

namespace akkoord {

namespace {

constexpr std::size_t most_ended = 64;

std::string_view trimmed(std::string_view text) noexcept {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string_view> names_in(std::string_view cookies) {
  std::vector<std::string_view> names;
  while (!cookies.empty()) {
    const std::size_t end = std::min(cookies.find(';'), cookies.size());
    const std::string_view pair = cookies.substr(0, end);
    const std::string_view name = trimmed(pair.substr(0, pair.find('=')));
    if (!name.empty()) names.push_back(name);
    cookies.remove_prefix(std::min(end + 1, cookies.size()));
  }
  return names;
}

bool matches(std::string_view pattern, std::string_view name) noexcept {
  if (!pattern.ends_with('*')) return pattern == name;
  return name.starts_with(pattern.substr(0, pattern.size() - 1));
}

/// Where a cookie seen at `host` can have been set: on it alone, or on it and what lies above.
std::vector<std::string> places_of(std::string_view host) {
  std::vector<std::string> places = {""};
  for (std::string_view domain = host; domain.find('.') != std::string_view::npos;
       domain.remove_prefix(domain.find('.') + 1)) {
    places.push_back("; Domain=" + std::string(domain));
  }
  return places;
}

/// write_records() gives a cookie the whole life of its choice; this one has begun already.
std::string with_rest_of_life(std::string_view line, const ConsentRecord& record,
                              std::int64_t now_s) {
  const std::string whole = "; Max-Age=" + std::to_string(record.expires_s - record.issued_s) + ";";
  std::string text(line);
  const std::size_t place = text.find(whole);
  if (place != std::string::npos) {
    text.replace(place, whole.size(),
                 "; Max-Age=" + std::to_string(record.expires_s - now_s) + ";");
  }
  return text;
}

}  // namespace

RecordAnswer reissue(const SitePolicy& policy, const RecordRequest& request) {
  RecordAnswer answer;
  const Result<PolicyBlob> blob = PolicyBlob::open(policy.blob);
  if (!blob.ok()) return answer;
  const Records records = read_records(request.cookies, blob.value(), request.now_s);
  if (records.state != RecordState::current) return answer;

  const std::string_view host = request.host.substr(0, request.host.find(':'));
  std::string room(max_exceptions_bytes + 8'192, '\0');
  const Result<std::string_view> lines =
      write_records(blob.value(), records.choice, records.record, {host, request.secure}, room);
  if (!lines.ok()) return answer;
  std::string_view line;
  for (Lines rest(lines.value()); rest.next(line);) {
    answer.records.push_back(with_rest_of_life(line, records.record, request.now_s));
  }

  const Decision decision = decide(records, blob.value(), {request.gpc, "/"});
  for (const std::string_view name : names_in(request.cookies)) {
    for (const HttpOnlyCookie& cookie : policy.http_only) {
      if (!matches(cookie.name, name) || decision.grants(cookie.service)) continue;
      for (const std::string& place : places_of(host)) {
        if (answer.ended.size() == most_ended) return answer;
        answer.ended.push_back(std::string(name) + "=; Path=" + cookie.path + "; Max-Age=0" +
                               place + "; HttpOnly" + (request.secure ? "; Secure" : ""));
      }
    }
  }
  return answer;
}

}  // namespace akkoord
