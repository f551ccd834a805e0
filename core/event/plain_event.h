// SPDX-License-Identifier: MIT
//
// Reads an event as page scripts write it, fast: by simdjson, in place, without words for what is
// wrong. It only ever takes what read_event_strictly() takes, and as that one reads it; whatever is
// unusual or wrong it leaves to that one.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/event/consent_event.h"
#include "core/event/known_policies.h"

namespace akkoord {

/// Reads `body` at `now_s`, as read_event() does; nothing where it has to be read strictly.
[[nodiscard]] std::optional<ConsentEvent> read_plain_event(std::string_view body,
                                                           const KnownPolicies& policies,
                                                           std::int64_t now_s);

}  // namespace akkoord
