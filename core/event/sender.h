// SPDX-License-Identifier: MIT
//
// Who an event or count comes from: site, policy and revision, which must belong together.
#pragma once

#include <array>
#include <string_view>

#include "core/event/known_policies.h"
#include "core/event/object_reader.h"

namespace akkoord {

/// The words for a screen's size, by Device.
inline constexpr std::array<std::string_view, 2> device_words = {"small", "large"};

/// The sender; views into the object read and the policies.
struct Sender {
  /// The page's host.
  std::string_view site{};
  /// The policy's id.
  std::string_view policy{};
  /// What was asked; null after a fault.
  const KnownRevision* revision = nullptr;
};

/// Reads "site", "policy" and "revision".
[[nodiscard]] Sender read_sender(ObjectReader& object, const KnownPolicies& policies);

}  // namespace akkoord
