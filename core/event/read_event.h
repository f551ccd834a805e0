// SPDX-License-Identifier: MIT
//
// Reads an event and holds it against the policies that are known. What passes is true to its
// format, names nothing that the revision did not have, and says nothing of a visitor who refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/event/consent_event.h"
#include "core/event/event_fault.h"
#include "core/event/known_policies.h"

namespace akkoord {

/// How many exceptions, or services that were held, an event may list.
inline constexpr std::size_t max_listed_services = 64;
/// How many unknown hosts an event may list.
inline constexpr std::size_t max_unknown_hosts = 16;
/// How long ago a choice may lie that is told only now: as long as any choice lasts.
inline constexpr std::int64_t max_event_age_s = 34'560'000;

/// Reads `body`, at most max_event_bytes, at `now_s`. Nothing where it is refused; `fault`, which
/// must be empty before, says why. A clock of the visitor's up to max_clock_skew_s ahead passes.
[[nodiscard]] std::optional<ConsentEvent> read_event(std::string_view body,
                                                     const KnownPolicies& policies,
                                                     std::int64_t now_s, EventFault& fault);
/// The same without the fast way ahead (plain_event.h), which read_event() tries first.
[[nodiscard]] std::optional<ConsentEvent> read_event_strictly(std::string_view body,
                                                              const KnownPolicies& policies,
                                                              std::int64_t now_s,
                                                              EventFault& fault);

}  // namespace akkoord
