// SPDX-License-Identifier: MIT
//
// Whose rules a page follows, where one policy serves several countries: what is exempt differs.
// The page says it, or its address does; nobody looks up the visitor.
// Source: ePrivacy 5(3) is national law; CNIL 2020-091 exempts what Belgium does not.
#pragma once

#include <string_view>

#include "core/blob.h"

namespace akkoord {

struct Circumstances;

/// The line of section `countries` that a page falls under: the country that it names, else the
/// first whose host is its host or whose path its path begins with. Empty where there is none, and
/// where a page names a country that is not the policy's: then nothing is exempt but what is so
/// everywhere.
[[nodiscard]] ClaimLine country_of(const PolicyBlob& policy,
                                   const Circumstances& circumstances) noexcept;

/// The two capitals of such a line; empty for an empty one.
[[nodiscard]] inline std::string_view code_of(const ClaimLine& country) noexcept {
  return country.claim.substr(0, 2);
}

}  // namespace akkoord
