// SPDX-License-Identifier: MIT
//
// That a banner was shown, which rates are counted against. Nobody has chosen anything yet, so it
// has no id and says nothing that could tell one visitor from another:
//
//     { "site": "www.2passclinic.test", "policy": "2pass", "revision": 7, "variant": "box-a",
//       "language": "nl", "jurisdiction": "BE", "device": "small", "entry": true }
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/event/consent_event.h"
#include "core/event/event_fault.h"
#include "core/event/known_policies.h"

namespace akkoord {

/// One showing that has been checked.
struct ShownCount {
  std::string site{};             ///< The page's host: one of the policy's.
  std::string policy{};           ///< The policy's id.
  std::uint32_t revision = 0;     ///< The policy's revision.
  std::string variant{};          ///< Which banner.
  std::string language{};         ///< In which language.
  std::string jurisdiction{};     ///< Whose rules applied.
  Device device = Device::small;  ///< The size of the screen.
  bool entry = false;             ///< The visitor came from another site.
};

/// Reads `body`, at most max_event_bytes. Nothing where it is refused; `fault`, which must be empty
/// before, says why.
[[nodiscard]] std::optional<ShownCount> read_shown_count(std::string_view body,
                                                         const KnownPolicies& policies,
                                                         EventFault& fault);

}  // namespace akkoord
