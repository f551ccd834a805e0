// SPDX-License-Identifier: MIT
//
// Reads JSON of others without trusting its shape: what is absent or of another type is empty.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

namespace akkoord {

/// The member called `key`; null where there is none.
[[nodiscard]] inline const nlohmann::json& member_of(const nlohmann::json& object,
                                                     std::string_view key) {
  static const nlohmann::json none;
  if (!object.is_object()) return none;
  const auto found = object.find(key);
  return found == object.end() ? none : *found;
}

/// A string's text, a view into it; empty for anything else.
[[nodiscard]] inline std::string_view text_of(const nlohmann::json& value) {
  const auto* text = value.get_ptr<const nlohmann::json::string_t*>();
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

/// The text of the member called `key`.
[[nodiscard]] inline std::string_view text_in(const nlohmann::json& object, std::string_view key) {
  return text_of(member_of(object, key));
}

/// Whether the member called `key` is true.
[[nodiscard]] inline bool truth_in(const nlohmann::json& object, std::string_view key) {
  const auto* truth = member_of(object, key).get_ptr<const nlohmann::json::boolean_t*>();
  return truth != nullptr && *truth;
}

/// The number of the member called `key`; 0 where it is none.
[[nodiscard]] inline double number_in(const nlohmann::json& object, std::string_view key) {
  const nlohmann::json& value = member_of(object, key);
  return value.is_number() ? value.get<double>() : 0.0;
}

}  // namespace akkoord
