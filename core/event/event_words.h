// SPDX-License-Identifier: MIT
//
// What single texts of an event look like. All are ASCII without quotes or backslashes, so that
// canonical bytes need no escapes (consent_event.h).
#pragma once

#include <string_view>

#include "core/event/object_reader.h"

namespace akkoord {

/// `sha256:` and 64 lower-case hexadecimal digits.
[[nodiscard]] bool is_hash(std::string_view text) noexcept;
/// "nl" or "nl-BE".
[[nodiscard]] bool is_event_language(std::string_view text) noexcept;
/// Two capitals.
[[nodiscard]] bool is_event_country(std::string_view text) noexcept;
/// Lower-case words and digits joined by hyphens.
[[nodiscard]] bool is_variant(std::string_view text) noexcept;
/// The host of a site, maybe with a port (staging).
[[nodiscard]] bool is_site(std::string_view text) noexcept;
/// A name in lower case, of two labels or more: an address of numbers might be a visitor's.
[[nodiscard]] bool is_foreign_host(std::string_view text) noexcept;

/// How "site" is read.
inline constexpr TextRule site_rule = {260, is_site,
                                       "It is the page's host, as location.host has it."};
/// How "policy" is read.
inline constexpr TextRule policy_rule = {64, nullptr, "It is the id of a policy."};
/// How a hash is read.
inline constexpr TextRule hash_rule = {71, is_hash, "It is sha256: and 64 hexadecimal digits."};
/// How "language" is read.
inline constexpr TextRule language_rule = {6, is_event_language, "It is like \"nl\" or \"nl-BE\"."};
/// How "jurisdiction" is read.
inline constexpr TextRule country_rule = {2, is_event_country, "It is two capitals, like \"BE\"."};
/// How "variant" is read.
inline constexpr TextRule variant_rule = {
    32, is_variant, "It is lower-case words joined by hyphens, like \"box-a\"."};

}  // namespace akkoord
