// SPDX-License-Identifier: MIT
#include "core/compile/country.h"

#include <algorithm>
#include <array>

namespace akkoord {

namespace {

constexpr std::array<std::string_view, 30> eea = {
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
    "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"};

}  // namespace

std::string_view country_code(std::string_view country) noexcept {
  return country == "UK" ? std::string_view("GB") : country;
}

bool is_in_eea(std::string_view country) noexcept {
  return std::find(eea.begin(), eea.end(), country) != eea.end();
}

}  // namespace akkoord
