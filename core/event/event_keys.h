// SPDX-License-Identifier: MIT
//
// The keys and words of an event, and the bounds of its numbers (consent_event.h), for both readers
// of it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace akkoord {

/// The members of an event.
inline constexpr std::array<std::string_view, 23> event_keys = {
    "version",           "id",          "previous_id",  "site",      "policy",
    "revision",          "policy_hash", "bundle_hash",  "text_hash", "language",
    "jurisdiction",      "variant",     "method",       "layer",     "device",
    "seconds_to_choice", "choice",      "sensitive",    "services",  "issued_s",
    "expires_s",         "held",        "unknown_hosts"};
/// The members of "choice".
inline constexpr std::array<std::string_view, 4> choice_keys = {"functional", "analytical",
                                                                "advertising", "social"};
/// The words for "method", by ChoiceMethod.
inline constexpr std::array<std::string_view, 5> method_words = {"banner", "settings", "embed",
                                                                 "withdrawal", "gpc"};
/// The most seconds from showing to choosing.
inline constexpr std::int64_t max_seconds_to_choice = 86'400;
/// The latest time that is read, in seconds since 1970.
inline constexpr std::int64_t max_time_s = 999'999'999'999;
/// How often a service is held at most, as events say.
inline constexpr std::int64_t max_held_times = 1'000'000;

}  // namespace akkoord
