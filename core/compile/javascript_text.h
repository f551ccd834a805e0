// SPDX-License-Identifier: MIT
//
// JavaScript literals that are safe wherever a script may stand, inline in HTML too.
#pragma once

#include <string>
#include <string_view>

namespace akkoord {

/// A string literal in double quotes. Escaped: quotes, '\', control characters, '<' (so that no
/// tag ends the script around it) and U+2028, U+2029 (which end a line in older JavaScript).
[[nodiscard]] std::string javascript_string(std::string_view utf8_text);

/// An object literal, built member by member.
class JavascriptObject {
 public:
  /// Adds `key: literal`; the key must be an identifier.
  JavascriptObject& literal(std::string_view key, std::string_view literal);
  /// Adds `key: "text"`.
  JavascriptObject& string(std::string_view key, std::string_view utf8_text);
  /// Adds a getter of `key`, an identifier, that answers `expression` anew each time.
  JavascriptObject& getter(std::string_view key, std::string_view expression);
  /// Adds `"key": literal`, whatever the key is.
  JavascriptObject& entry(std::string_view utf8_key, std::string_view literal);
  /// Whether nothing was added yet.
  [[nodiscard]] bool empty() const noexcept { return text_.size() == 1; }
  /// The literal.
  [[nodiscard]] std::string text() const { return text_ + "}"; }

 private:
  std::string text_ = "{";
};

}  // namespace akkoord
