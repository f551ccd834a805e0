// SPDX-License-Identifier: MIT
//
// `akkoord-later.js`: what the one script loads when it is needed, with the whole page module, and
// with what of the policy only a choice needs. web/later/later-data.ts has the type of that.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/compile/catalogue.h"
#include "core/compile/json_value.h"
#include "core/compile/policy.h"

namespace akkoord {

/// Whether the first layer says the text `key` of a banner only once a choice is made.
[[nodiscard]] bool is_said_after_choice(std::string_view key) noexcept;

/// The literal that takes the place of AKKOORD_LATER; `language` is the default one.
[[nodiscard]] std::string later_literal(const Policy& policy, const JsonValue& language);

/// The file. Nothing where the catalogue's has no place for what is put in.
[[nodiscard]] std::optional<std::string> write_later_script(const Policy& policy,
                                                            const JsonValue& language,
                                                            const Catalogue& catalogue);

}  // namespace akkoord
