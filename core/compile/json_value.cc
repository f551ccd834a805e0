// SPDX-License-Identifier: MIT
#include "core/compile/json_value.h"

#include <algorithm>

namespace akkoord {

const JsonValue* JsonValue::find(std::string_view key) const noexcept {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [key](const JsonMember& member) { return member.key == key; });
  return found == members.end() ? nullptr : &found->value;
}

std::string_view text_at(const JsonValue& object, std::string_view key) noexcept {
  const JsonValue* value = object.find(key);
  return value != nullptr && value->kind == JsonKind::string ? std::string_view(value->text)
                                                             : std::string_view();
}

const std::vector<JsonValue>& items_at(const JsonValue& object, std::string_view key) noexcept {
  static const std::vector<JsonValue> none;
  const JsonValue* value = object.find(key);
  return value == nullptr ? none : value->items;
}

std::string canonical_text(const JsonValue& value) {
  switch (value.kind) {
    case JsonKind::null:
      return "null";
    case JsonKind::boolean:
      return value.truth ? "true" : "false";
    case JsonKind::number:
      return std::to_string(value.number);
    case JsonKind::string:
      return std::to_string(value.text.size()) + "\"" + value.text;
    case JsonKind::array:
    case JsonKind::object:
      break;
  }
  std::vector<std::string> parts;
  for (const JsonValue& item : value.items) parts.push_back(canonical_text(item));
  for (const JsonMember& member : value.members) {
    parts.push_back(std::to_string(member.key.size()) + "\"" + member.key +
                    canonical_text(member.value));
  }
  if (value.kind == JsonKind::object) std::sort(parts.begin(), parts.end());
  std::string text(1, value.kind == JsonKind::object ? '{' : '[');
  for (const std::string& part : parts) text += part + ",";
  return text;
}

}  // namespace akkoord
