// SPDX-License-Identifier: MIT
//
// Words that tell of health (GDPR 9): in the site's own paths, and in what leaves for others.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace akkoord {

/// `text` with %XX and '+' undone, in lower case.
[[nodiscard]] std::string decoded(std::string_view text);

/// The first word in a path that tells of treatments or appointments; nothing where none does.
[[nodiscard]] std::optional<std::string> health_word_in_path(std::string_view path);

/// The first word in a decoded address or body that names an illness, a treatment or a part of the
/// body; nothing where none does.
[[nodiscard]] std::optional<std::string> health_term_in(std::string_view text);

}  // namespace akkoord
