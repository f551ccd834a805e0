// SPDX-License-Identifier: MIT
#include "collector/named_consent.h"

#include <algorithm>

#include "core/lines.h"
#include "core/record.h"
#include "core/records.h"

namespace akkoord {

namespace {

std::string_view trimmed(std::string_view text) noexcept {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The name of the cookie that carries the record: the first line of that section.
std::string_view record_name(const PolicyBlob& policy) noexcept {
  std::string_view name;
  Lines(policy.section(BlobSection::records)).next(name);
  return name;
}

}  // namespace

std::optional<ConsentId> consent_in(std::string_view cookies, const PolicyBlob& policy) noexcept {
  const std::string_view name = record_name(policy);
  std::optional<ConsentRecord> newest;
  if (cookies.size() > max_cookie_header_bytes) return std::nullopt;
  while (!cookies.empty()) {
    const std::size_t end = std::min(cookies.find(';'), cookies.size());
    const std::string_view pair = cookies.substr(0, end);
    cookies.remove_prefix(std::min(end + 1, cookies.size()));
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || trimmed(pair.substr(0, equals)) != name) continue;
    const Result<ConsentRecord> record = decode(trimmed(pair.substr(equals + 1)));
    if (!record.ok() || record.value().id.nil()) continue;
    if (!newest || newest->issued_s < record.value().issued_s) newest = record.value();
  }
  return newest ? std::optional(newest->id) : std::nullopt;
}

std::optional<ConsentId> consent_named(std::string_view word) noexcept {
  constexpr std::string_view urn = "urn:uuid:";
  if (word.starts_with(urn)) word.remove_prefix(urn.size());
  ConsentId id{};
  if (const Result<ConsentId> alone = parse_consent_id(word); alone.ok()) {
    id = alone.value();
  } else if (const Result<ConsentRecord> record = decode(word); record.ok()) {
    id = record.value().id;
  }
  return id.nil() ? std::nullopt : std::optional(id);
}

}  // namespace akkoord
