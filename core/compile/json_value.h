// SPDX-License-Identifier: MIT
//
// A JSON value that knows where it stands. Keys keep their order.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/compile/json_place.h"

namespace akkoord {

/// The kinds of values (RFC 8259, 3).
enum class JsonKind : std::uint8_t { null, boolean, number, string, array, object };

struct JsonMember;

/// A value and all that is in it.
struct JsonValue {
  /// What it is; only the members below that belong to the kind are filled in.
  JsonKind kind = JsonKind::null;
  /// Where its first character stands.
  JsonPlace place;
  /// A string's text; a number as the file spells it, where that is known.
  std::string text;
  /// A number's value.
  double number = 0;
  /// Whether a number has no fraction.
  bool whole = false;
  /// A boolean's value.
  bool truth = false;
  /// An array's items.
  std::vector<JsonValue> items;
  /// An object's members in their order.
  std::vector<JsonMember> members;

  /// The member called `key`, the first where there are several; null where there is none.
  [[nodiscard]] const JsonValue* find(std::string_view key) const noexcept;
};

/// A key and its value.
struct JsonMember {
  /// The key.
  std::string key;
  /// Where the key stands.
  JsonPlace key_place;
  /// The value.
  JsonValue value;
};

/// The text of member `key`; empty where there is none or it is no string.
[[nodiscard]] std::string_view text_at(const JsonValue& object, std::string_view key) noexcept;

/// The items of member `key`; none where there is none or it is no array.
[[nodiscard]] const std::vector<JsonValue>& items_at(const JsonValue& object,
                                                     std::string_view key) noexcept;

/// A text that equal values share, whatever blanks stand in them.
[[nodiscard]] std::string canonical_text(const JsonValue& value);

}  // namespace akkoord
