// SPDX-License-Identifier: MIT
//
// Base64 (RFC 4648, 4), in which files travel to and from Chromium.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace akkoord {

/// `bytes` as base64.
[[nodiscard]] std::string base64_of(std::string_view bytes);
/// The bytes of a base64 text; nothing where it is none.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace akkoord
