// SPDX-License-Identifier: MIT
#include "core/category.h"

namespace akkoord {

namespace {

constexpr std::array<std::string_view, category_count> names = {
    "mandatory", "functional", "analytical", "advertising", "social"};

}  // namespace

std::string_view name_of(Category category) noexcept {
  const auto number = static_cast<std::size_t>(category);
  return number < names.size() ? names[number] : std::string_view{};
}

std::optional<Category> category_named(std::string_view name) noexcept {
  for (const Category category : all_categories) {
    if (name_of(category) == name) return category;
  }
  return std::nullopt;
}

}  // namespace akkoord
