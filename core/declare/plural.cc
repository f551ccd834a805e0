// SPDX-License-Identifier: MIT
#include "core/declare/plural.h"

namespace akkoord {

namespace {

bool is_few_slavic(std::int64_t count) noexcept {
  const std::int64_t last = count % 10;
  const std::int64_t last_two = count % 100;
  return last >= 2 && last <= 4 && (last_two < 12 || last_two > 14);
}

std::string_view arabic_form(std::int64_t count) noexcept {
  if (count == 1) return "one";
  if (count == 2) return "two";
  const std::int64_t last_two = count % 100;
  if (last_two >= 3 && last_two <= 10) return "few";
  return last_two >= 11 ? "many" : "other";
}

}  // namespace

std::string_view plural_form(std::string_view language, std::int64_t count) noexcept {
  if (language == "ar") return arabic_form(count);
  if (language == "uk") {
    if (count % 10 == 1 && count % 100 != 11) return "one";
    return is_few_slavic(count) ? "few" : "many";
  }
  if (count == 1) return "one";
  if (language == "pl") return is_few_slavic(count) ? "few" : "many";
  if (language == "ro") return count % 100 >= 1 && count % 100 <= 19 ? "few" : "other";
  return "other";
}

}  // namespace akkoord
