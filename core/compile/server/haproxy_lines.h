// SPDX-License-Identifier: MIT
//
// How HAProxy is written to: lines of a frontend, words in quotes, conditions in braces.
#pragma once

#include <string>
#include <string_view>

namespace akkoord {

/// One word of a configuration in double quotes; `\`, `"` and `$` escaped.
[[nodiscard]] std::string haproxy_word(std::string_view text);

/// A text within a log format, where '%' opens a variable.
[[nodiscard]] std::string haproxy_format(std::string_view text);

/// A condition: a variable of the transaction has `text` in it.
[[nodiscard]] std::string haproxy_holds(std::string_view variable, std::string_view text);

/// Lines, each under the frontend's indentation.
class HaproxyLines {
 public:
  /// An empty line.
  HaproxyLines& blank() {
    text_ += '\n';
    return *this;
  }
  /// A comment of one line.
  HaproxyLines& note(std::string_view text) { return line("# " + std::string(text)); }
  /// A line as it is.
  HaproxyLines& line(std::string_view text);
  /// Sets a variable of the transaction, under a condition or always.
  HaproxyLines& set(std::string_view name, std::string_view expression,
                    std::string_view condition = {});
  /// All lines.
  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  std::string text_;
};

}  // namespace akkoord
