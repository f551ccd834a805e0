// SPDX-License-Identifier: MIT
//
// A service as the page knows it: what one vendor (or the site itself) does for one purpose. Its
// number is its place in the policy's list; numbers live no longer than the blob they come from.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/category.h"

namespace akkoord {

/// How many services a policy may have.
inline constexpr std::size_t max_services = 512;
/// The longest service id, in bytes.
inline constexpr std::size_t max_service_id_bytes = 64;

/// A service's place in its policy, from 0; less than max_services.
using ServiceNumber = std::uint32_t;

/// Says that no service claims what was asked about: it is unknown, and so never granted.
inline constexpr ServiceNumber no_service = 0xFFFF'FFFF;

/// One service of an opened policy. `id` points into the blob.
struct Service {
  /// Its name in policies and records.
  std::string_view id;
  /// What it is for; the most guarded category unless a policy says otherwise.
  Category category = Category::advertising;
  /// Stays refused on sensitive routes whatever its category: replays visits, or the policy says so
  /// (GDPR 9; facts: health sites).
  bool off_on_sensitive_routes = false;
  /// Needs no consent in any of the site's countries, by a law that the policy names.
  bool exempt = false;
  /// Needs none in some of them (jurisdiction.h): a record says so where a visitor objects to it.
  bool exempt_in_part = false;
};

/// Whether `id` is a service id: kebab-case ASCII, 1 to max_service_id_bytes bytes.
[[nodiscard]] bool is_service_id(std::string_view id) noexcept;

/// A set of services by number. Numbers outside the bound are never in it.
class ServiceSet {
 public:
  /// Puts a service into the set.
  void add(ServiceNumber service) noexcept {
    if (service < max_services) words_[service / 32U] |= bit_of(service);
  }
  /// Whether a service is in the set.
  [[nodiscard]] bool has(ServiceNumber service) const noexcept {
    return service < max_services && (words_[service / 32U] & bit_of(service)) != 0;
  }
  /// Whether no service is in the set.
  [[nodiscard]] bool empty() const noexcept { return *this == ServiceSet{}; }
  bool operator==(const ServiceSet&) const noexcept = default;

 private:
  static constexpr std::uint32_t bit_of(ServiceNumber service) noexcept {
    return std::uint32_t{1} << (service % 32U);
  }

  std::array<std::uint32_t, max_services / 32U> words_{};
};

}  // namespace akkoord
