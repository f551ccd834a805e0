// SPDX-License-Identifier: MIT
#include "collector/dashboard/dashboard_request.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "core/event/event_fault.h"

namespace akkoord {

namespace {

/// Undoes percent-encoding and '+' (URL Standard, urlencoded parsing).
std::optional<std::string> decoded(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      plain += text[i] == '+' ? ' ' : text[i];
      continue;
    }
    unsigned byte = 0;
    const char* begin = text.data() + i + 1;
    const char* end = text.data() + std::min(i + 3, text.size());
    const auto [stop, error] = std::from_chars(begin, end, byte, 16);
    if (error != std::errc() || stop != begin + 2) return std::nullopt;
    plain += static_cast<char>(byte);
    i += 2;
  }
  return plain;
}

/// Hands each pair of a query to `take`, still encoded, until that returns true.
void each_pair(std::string_view query, const auto& take) {
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (take(pair.substr(0, equals), pair.substr(std::min(equals + 1, pair.size())))) return;
  }
}

}  // namespace

DashboardReply refused_call(unsigned status, std::string fault, std::string remedy) {
  DashboardReply reply;
  reply.status = status;
  reply.body = fault_json(EventFault{"", std::move(fault), std::move(remedy)});
  return reply;
}

std::optional<std::string> query_value(std::string_view query, std::string_view key) {
  std::optional<std::string> found;
  each_pair(query, [&](std::string_view name, std::string_view value) {
    if (decoded(name) != key) return false;
    found = decoded(value);
    return true;
  });
  return found;
}

std::vector<std::string> query_keys(std::string_view query) {
  std::vector<std::string> keys;
  each_pair(query, [&](std::string_view name, std::string_view /*value*/) {
    keys.push_back(decoded(name).value_or("%"));
    return false;
  });
  return keys;
}

}  // namespace akkoord
