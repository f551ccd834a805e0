// SPDX-License-Identifier: MIT
//
// Who may see what in the dashboard:
//
//     marketing   consent rates, nothing about a single visitor
//     officer     proofs of single consents, and who has looked at which
//     admin       accounts, tokens, and who has looked at which proof
//
// Rates are open to all three. An account may have several roles; none includes another.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>

namespace akkoord {

/// A role. Stored numbers: bits.
enum class Role : std::uint8_t { marketing = 1, officer = 2, admin = 4 };

/// The words for roles, as JSON and the command line write them.
inline constexpr std::array<std::pair<Role, std::string_view>, 3> role_names = {
    {{Role::marketing, "marketing"}, {Role::officer, "officer"}, {Role::admin, "admin"}}};

/// Some roles.
class RoleSet {
 public:
  constexpr RoleSet() = default;
  /// These.
  constexpr RoleSet(std::initializer_list<Role> roles) {
    for (const Role role : roles) add(role);
  }
  /// As bits() gave them; bits that mean nothing are dropped.
  [[nodiscard]] static constexpr RoleSet from_bits(std::int64_t bits) noexcept {
    RoleSet roles;
    roles.bits_ = static_cast<std::uint8_t>(bits & 7);
    return roles;
  }

  /// Adds one.
  constexpr void add(Role role) noexcept { bits_ |= static_cast<std::uint8_t>(role); }
  /// Whether it has one.
  [[nodiscard]] constexpr bool has(Role role) const noexcept {
    return (bits_ & static_cast<std::uint8_t>(role)) != 0;
  }
  /// Whether it shares one with `other`.
  [[nodiscard]] constexpr bool meets(RoleSet other) const noexcept {
    return (bits_ & other.bits_) != 0;
  }
  /// Whether there is none.
  [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
  /// Stored number.
  [[nodiscard]] constexpr std::int64_t bits() const noexcept { return bits_; }

  bool operator==(const RoleSet&) const = default;

 private:
  std::uint8_t bits_ = 0;
};

/// All there are.
inline constexpr RoleSet every_role = {Role::marketing, Role::officer, Role::admin};

/// The role of that name.
[[nodiscard]] constexpr std::optional<Role> role_named(std::string_view name) noexcept {
  for (const auto& [role, known] : role_names) {
    if (known == name) return role;
  }
  return std::nullopt;
}

}  // namespace akkoord
