// SPDX-License-Identifier: MIT
//
// What links, sessions and tokens are made of: 32 random bytes, told once to whom they belong. Kept
// is their hash alone (BLAKE2b), so that who reads the database can't come in with it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/proof/merkle_tree.h"

namespace akkoord {

/// The length of a secret as text: base64 for addresses, unpadded.
inline constexpr std::size_t secret_length = 43;

/// A new one.
[[nodiscard]] std::string new_secret();

/// What is kept of `secret`; `purpose`, e.g. "session", keeps one kind from passing for another.
[[nodiscard]] Digest hash_of_secret(std::string_view purpose, std::string_view secret) noexcept;

/// `bytes` in base64 for addresses (RFC 4648, 5), unpadded.
[[nodiscard]] std::string base64_url(const Digest& bytes);

/// Whether two texts are one, told in a time that depends on their lengths alone.
[[nodiscard]] bool same_secret(std::string_view one, std::string_view other) noexcept;

}  // namespace akkoord
