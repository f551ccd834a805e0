// SPDX-License-Identifier: MIT
//
// The five categories, in the order and with the numbers that they have everywhere: in policies,
// record cookies, the blob, events and charts.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace akkoord {

/// What a service is for. Stored numbers: never renumber, never reuse.
enum class Category : std::uint8_t {
  /// The visitor's own request fails without it. Never asked, can't be refused (ePrivacy 5(3)).
  mandatory = 0,
  /// Asked for by the visitor or display only, yet a third party.
  functional = 1,
  /// Counts or replays visits.
  analytical = 2,
  /// Ties a visit to a person, an advertisement or another site.
  advertising = 3,
  /// Code of a social network or of an ad-funded account platform.
  social = 4,
};

/// How many there are.
inline constexpr std::size_t category_count = 5;

/// The categories in their order.
inline constexpr std::array<Category, category_count> all_categories = {
    Category::mandatory, Category::functional, Category::analytical, Category::advertising,
    Category::social};

/// The name as policies write it, e.g. "analytical".
[[nodiscard]] std::string_view name_of(Category category) noexcept;

/// The category that policies call `name`; nothing where there is none of that name.
[[nodiscard]] std::optional<Category> category_named(std::string_view name) noexcept;

/// A set of the four categories that a visitor chooses; mandatory is in it always and unsaid.
class CategorySet {
 public:
  constexpr CategorySet() noexcept = default;

  /// The set as bits: 1 functional, 2 analytical, 4 advertising, 8 social; other bits are dropped.
  [[nodiscard]] static constexpr CategorySet from_bits(unsigned bits) noexcept {
    CategorySet set;
    set.bits_ = bits & all_bits;
    return set;
  }
  /// The set of all four.
  [[nodiscard]] static constexpr CategorySet all() noexcept { return from_bits(all_bits); }

  /// Whether `category` is in the set; mandatory always is.
  [[nodiscard]] constexpr bool has(Category category) const noexcept {
    return category == Category::mandatory || (bits_ & bit_of(category)) != 0;
  }
  /// Puts `category` into the set.
  constexpr void add(Category category) noexcept { bits_ |= bit_of(category); }
  /// The set as from_bits() takes it.
  [[nodiscard]] constexpr unsigned bits() const noexcept { return bits_; }
  /// Whether none of the four is in the set.
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }

  constexpr bool operator==(const CategorySet&) const noexcept = default;

 private:
  static constexpr unsigned all_bits = 0b1111;
  static constexpr unsigned bit_of(Category category) noexcept {
    return (1U << static_cast<unsigned>(category)) >> 1U;
  }

  unsigned bits_ = 0;
};

}  // namespace akkoord
