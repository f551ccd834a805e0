// SPDX-License-Identifier: MIT
#include "core/compile/contrast.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace akkoord {

namespace {

int hex_digit(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// A channel as WCAG's "relative luminance" weighs it; negative where it is no hexadecimal number.
double channel(std::string_view colour, std::size_t start) noexcept {
  const int high = hex_digit(colour[start]);
  const int low = hex_digit(colour[start + 1]);
  if (high < 0 || low < 0) return -1;
  const double share = (high * 16 + low) / 255.0;
  return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

/// `colour` with `sixteenths` of white in it.
std::string whitened(std::string_view colour, int sixteenths) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string mixed = "#";
  for (std::size_t start = 1; start < colour.size(); start += 2) {
    const int value = hex_digit(colour[start]) * 16 + hex_digit(colour[start + 1]);
    const int whiter = value + (255 - value) * sixteenths / 16;
    mixed += digits[static_cast<std::size_t>(whiter >> 4)];
    mixed += digits[static_cast<std::size_t>(whiter & 15)];
  }
  return mixed;
}

/// Negative where `colour` is none.
double luminance(std::string_view colour) noexcept {
  if (colour.size() != 7 || colour[0] != '#') return -1;
  const double red = channel(colour, 1);
  const double green = channel(colour, 3);
  const double blue = channel(colour, 5);
  if (red < 0 || green < 0 || blue < 0) return -1;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

}  // namespace

double contrast_ratio(std::string_view one, std::string_view other) noexcept {
  const double a = luminance(one);
  const double b = luminance(other);
  if (a < 0 || b < 0) return 0;
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

std::string lightened_until(std::string_view colour, std::string_view ground, double least) {
  std::string lighter(colour);
  for (int sixteenths = 1; sixteenths <= 16; ++sixteenths) {
    const double ratio = contrast_ratio(lighter, ground);
    if (ratio == 0 || ratio >= least) break;
    lighter = whitened(colour, sixteenths);
  }
  return lighter;
}

}  // namespace akkoord
