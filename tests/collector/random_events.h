// SPDX-License-Identifier: MIT
//
// What visitors of several sites might send, in great variety: valid events, the same ones for the
// same seed.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "collector/local_days.h"
#include "core/event/consent_event.h"
#include "core/event/shown_count.h"

namespace akkoord::test {

/// Where the days of the policies that events name begin.
inline const std::vector<PolicyZone> random_zones = {{"harbour", "America/New_York"},
                                                     {"2pass", "Europe/Brussels"}};

/// Makes events.
class RandomEvents {
 public:
  explicit RandomEvents(std::uint64_t seed) : engine_(seed) {}

  /// A consent, withdrawal or refusal; some follow an earlier one.
  ConsentEvent event(std::int64_t issued_s);
  /// A showing.
  ShownCount shown();
  /// A moment within seconds of where days, hours and months are cut: midnight, changes of daylight
  /// saving time, a leap day, the turn of the year.
  std::int64_t edge_s();
  /// A number below `end`.
  std::uint64_t below(std::uint64_t end);

 private:
  [[nodiscard]] bool one_in(std::uint64_t many) { return below(many) == 0; }
  void ask(auto& asked);
  void grant(ConsentEvent& event);

  std::mt19937_64 engine_;
  std::uint64_t made_ = 0;
  std::vector<ConsentId> given_;
};

}  // namespace akkoord::test
