// SPDX-License-Identifier: MIT
//
// Under which circumstances visitors were asked: what rates are told apart by. Sums name them by a
// number, so that a year of sums is a few megabytes of integers.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "collector/sqlite.h"
#include "core/event/consent_event.h"

namespace akkoord {

/// What a banner was and where it stood.
struct BannerCircumstances {
  std::string policy{};           ///< The policy's id.
  std::string site{};             ///< The page's host.
  std::uint32_t revision = 0;     ///< The policy's revision.
  std::string variant{};          ///< Which banner.
  std::string language{};         ///< In which language.
  std::string jurisdiction{};     ///< Whose rules applied.
  Device device = Device::small;  ///< The size of the screen.

  auto operator<=>(const BannerCircumstances&) const = default;
};

/// Those of an event.
[[nodiscard]] BannerCircumstances circumstances_of(const ConsentEvent& event);

/// The table `circumstances`. Throws SqliteFault.
class CircumstancesRows {
 public:
  /// Reads and writes in `database`, which must outlive this.
  explicit CircumstancesRows(Database& database);
  /// Their number; a new one where they are new, inside a transaction that somebody has begun.
  [[nodiscard]] std::int64_t number_of(const BannerCircumstances& circumstances);

 private:
  Statement find_;
  Statement add_;
};

}  // namespace akkoord
