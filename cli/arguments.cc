// SPDX-License-Identifier: MIT
#include "cli/arguments.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <system_error>

namespace akkoord {

namespace {

const Option* option_named(std::string_view name, std::span<const Option> known) noexcept {
  const auto found = std::find_if(known.begin(), known.end(), [name](const Option& option) {
    return option.name == name || (!option.short_name.empty() && option.short_name == name);
  });
  return found == known.end() ? nullptr : &*found;
}

}  // namespace

Arguments::Arguments(std::span<const std::string_view> words, std::span<const Option> known) {
  bool options_ended = false;
  for (std::size_t i = 0; i < words.size() && fault_.empty(); ++i) {
    const std::string_view word = words[i];
    if (options_ended || word == "-" || !word.starts_with('-')) {
      words_.push_back(word);
      continue;
    }
    if (word == "--") {
      options_ended = true;
      continue;
    }
    const std::size_t equals = word.starts_with("--") ? word.find('=') : std::string_view::npos;
    const Option* option = option_named(word.substr(0, equals), known);
    if (option == nullptr) {
      fault_ = "unknown option " + std::string(word.substr(0, equals));
    } else if (!option->takes_value) {
      if (equals != std::string_view::npos) {
        fault_ = std::string(option->name) + " takes no value";
      }
      given_.push_back({option->name, {}});
    } else if (equals != std::string_view::npos) {
      given_.push_back({option->name, word.substr(equals + 1)});
    } else if (i + 1 < words.size()) {
      given_.push_back({option->name, words[++i]});
    } else {
      fault_ = std::string(option->name) + " needs a value";
    }
  }
}

std::optional<std::string_view> Arguments::value(std::string_view name) const noexcept {
  const auto found = std::find_if(given_.rbegin(), given_.rend(),
                                  [name](const Given& one) { return one.name == name; });
  if (found == given_.rend()) return std::nullopt;
  return found->value;
}

std::optional<std::int64_t> Arguments::number(std::string_view name, std::int64_t otherwise,
                                              std::int64_t least,
                                              std::int64_t most) const noexcept {
  const std::optional<std::string_view> text = value(name);
  if (!text) return otherwise;
  std::int64_t number = 0;
  const char* end = text->data() + text->size();
  const auto [stop, error] = std::from_chars(text->data(), end, number);
  const bool is_fine = error == std::errc() && stop == end && number >= least && number <= most;
  return is_fine ? std::optional(number) : std::nullopt;
}

std::vector<std::string_view> Arguments::values(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const Given& one : given_) {
    if (one.name == name) values.push_back(one.value);
  }
  return values;
}

}  // namespace akkoord
