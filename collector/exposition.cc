// SPDX-License-Identifier: MIT
#include "collector/exposition.h"

#include <array>
#include <charconv>

namespace akkoord {

void Exposition::counter(const Family& family, std::uint64_t value) {
  begin(family, "counter");
  text_.append(family.name).append(" ").append(std::to_string(value)).append("\n");
}

void Exposition::gauge(const Family& family, double value) {
  begin(family, "gauge");
  sample(family.name, {}, value);
}

void Exposition::begin(const Family& family, std::string_view type) {
  text_.append("# HELP ").append(family.name).append(" ").append(family.help).append("\n");
  text_.append("# TYPE ").append(family.name).append(" ").append(type).append("\n");
}

void Exposition::sample(std::string_view name, std::string_view labels, double value) {
  std::array<char, 64> digits{};
  const auto [end, failed] =
      std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
  text_.append(name);
  if (!labels.empty()) text_.append("{").append(labels).append("}");
  text_.append(" ").append(digits.data(), end).append("\n");
}

}  // namespace akkoord
