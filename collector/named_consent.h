// SPDX-License-Identifier: MIT
//
// Which consent somebody means: a visitor by the cookies of a request, an officer by the word that
// was typed.
#pragma once

#include <optional>
#include <string_view>

#include "core/blob.h"
#include "core/consent_id.h"

namespace akkoord {

/// The consent that the record among `cookies` names; of twins the newest, current or not. Nothing
/// where there is none, or it is a refusal, which has no id.
[[nodiscard]] std::optional<ConsentId> consent_in(std::string_view cookies,
                                                  const PolicyBlob& policy) noexcept;

/// Reads an id, alone or behind "urn:uuid:", or the whole value of the cookie that ends with it.
/// Nothing where `word` is neither, or the id is that of no consent.
[[nodiscard]] std::optional<ConsentId> consent_named(std::string_view word) noexcept;

}  // namespace akkoord
