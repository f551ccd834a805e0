// SPDX-License-Identifier: MIT
#include "collector/rates_column.h"

namespace akkoord {

std::string_view column_of(RatesBy by) noexcept {
  switch (by) {
    case RatesBy::policy:
      return "policy";
    case RatesBy::site:
      return "site";
    case RatesBy::revision:
      return "revision";
    case RatesBy::variant:
      return "variant";
    case RatesBy::language:
      return "language";
    case RatesBy::jurisdiction:
      return "jurisdiction";
    case RatesBy::device:
      return "device";
    case RatesBy::method:
      return "method";
    case RatesBy::layer:
      return "layer";
    case RatesBy::day:
    case RatesBy::weekday:
      break;
  }
  return {};
}

bool is_text(RatesBy by) noexcept {
  return by == RatesBy::policy || by == RatesBy::site || by == RatesBy::variant ||
         by == RatesBy::language || by == RatesBy::jurisdiction;
}

}  // namespace akkoord
