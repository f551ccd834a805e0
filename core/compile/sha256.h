// SPDX-License-Identifier: MIT
//
// SHA-256 (FIPS 180-4). Our own, since the studio module must have it too and links no library of
// ciphers; it hashes what is public, so timing tells nobody anything.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace akkoord {

/// The length of a digest, in bytes.
inline constexpr std::size_t sha256_bytes = 32;

/// The digest of `message`.
[[nodiscard]] std::array<std::uint8_t, sha256_bytes> sha256(std::string_view message) noexcept;

/// The digest in lower-case hexadecimal.
[[nodiscard]] std::string sha256_hex(std::string_view message);

/// `sha256-BASE64`: how a Content-Security-Policy names the inline script `source`.
[[nodiscard]] std::string policy_hash(std::string_view source);

}  // namespace akkoord
