// SPDX-License-Identifier: MIT
#include "collector/proof_words.h"

#include <array>
#include <ctime>

#include "collector/proof_parts.h"

namespace akkoord {

namespace {

using nlohmann::json;

std::string formatted(const std::tm& parts, const char* format) {
  std::array<char, 64> text{};
  return {text.data(), std::strftime(text.data(), text.size(), format, &parts)};
}

}  // namespace

std::optional<ProofWords> ProofWords::in(std::string_view language) {
  for (const ProofPart& one : proof_languages()) {
    if (one.name == language) return ProofWords(json::parse(one.text));
  }
  return std::nullopt;
}

std::string ProofWords::languages() {
  std::string list;
  for (const ProofPart& one : proof_languages()) {
    if (!list.empty()) list += ", ";
    list += one.name;
  }
  return list;
}

std::string ProofWords::text(std::string_view key, std::initializer_list<Filling> fillings) const {
  const auto found = words_.find(std::string(key));
  if (found == words_.end() || !found->is_string()) return {};
  const std::string pattern = *found;
  std::string text;
  // From left to right, so that nothing that was put in is ever looked at again.
  for (std::size_t at = 0; at < pattern.size();) {
    std::size_t step = 1;
    std::string_view put = std::string_view(pattern).substr(at, 1);
    for (const auto& [name, value] : fillings) {
      const std::string mark = "{" + std::string(name) + "}";
      if (pattern.compare(at, mark.size(), mark) != 0) continue;
      step = mark.size();
      put = value;
    }
    text += put;
    at += step;
  }
  return text;
}

std::string ProofWords::date(int year, int month, int day) const {
  const auto months = words_.find("months");
  if (months == words_.end() || !months->is_array() || month >= static_cast<int>(months->size())) {
    return {};
  }
  const std::string name = (*months)[static_cast<std::size_t>(month)];
  return text(
      "date",
      {{"day", std::to_string(day)}, {"month", name}, {"year", std::to_string(1900 + year)}});
}

std::string ProofWords::moment(std::int64_t time_s) const {
  const auto time = static_cast<std::time_t>(time_s);
  std::tm local{};
  std::tm utc{};
  if (::localtime_r(&time, &local) == nullptr || ::gmtime_r(&time, &utc) == nullptr) {
    return std::to_string(time_s) + " s";
  }
  const bool same_day = local.tm_mday == utc.tm_mday;
  return text("time", {{"date", date(local.tm_year, local.tm_mon, local.tm_mday)},
                       {"time", formatted(local, "%H:%M:%S")},
                       {"zone", formatted(local, "%Z")},
                       {"utc", formatted(utc, same_day ? "%H:%M:%S" : "%Y-%m-%d %H:%M:%S")}});
}

}  // namespace akkoord
