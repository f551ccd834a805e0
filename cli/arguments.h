// SPDX-License-Identifier: MIT
//
// A command's words and options, as they were typed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace akkoord {

/// An option that a command knows.
struct Option {
  /// As it is typed, e.g. "--base"; a second spelling, e.g. "-o", or empty.
  std::string_view name;
  std::string_view short_name = {};
  /// Whether a value follows, as the next word or behind '='.
  bool takes_value = true;
};

/// What was typed.
class Arguments {
 public:
  /// Sorts `words` by the `known` options. A lone "-" is a word, "--" ends the options.
  Arguments(std::span<const std::string_view> words, std::span<const Option> known);

  /// What is wrong with the call; empty where nothing is.
  [[nodiscard]] const std::string& fault() const noexcept { return fault_; }
  /// The words that are no options.
  [[nodiscard]] const std::vector<std::string_view>& words() const noexcept { return words_; }
  /// The value of an option; nothing where it was not given.
  [[nodiscard]] std::optional<std::string_view> value(std::string_view name) const noexcept;
  /// The number of an option, `otherwise` where it was not given; nothing where it is no number
  /// from `least` to `most`.
  [[nodiscard]] std::optional<std::int64_t> number(std::string_view name, std::int64_t otherwise,
                                                   std::int64_t least,
                                                   std::int64_t most) const noexcept;
  /// All values of an option that may be repeated, in their order.
  [[nodiscard]] std::vector<std::string_view> values(std::string_view name) const;
  /// Whether an option was given.
  [[nodiscard]] bool has(std::string_view name) const noexcept { return value(name).has_value(); }

 private:
  struct Given {
    std::string_view name;
    std::string_view value;
  };

  std::vector<std::string_view> words_;
  std::vector<Given> given_;
  std::string fault_;
};

}  // namespace akkoord
