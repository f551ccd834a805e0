// SPDX-License-Identifier: MIT
//
// Passwords, kept as Argon2id hashes by libsodium (64 MiB, 2 passes: more than OWASP's least).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace akkoord {

/// The shortest password taken, in bytes (OWASP ASVS 4.0, 2.1.1).
inline constexpr std::size_t min_password_bytes = 12;
/// The longest (2.1.2).
inline constexpr std::size_t max_password_bytes = 128;

/// Why `password` is not taken for the account `name`; empty where it is.
[[nodiscard]] std::string_view password_fault(std::string_view password, std::string_view name);

/// What is kept of `password`: the hash with its salt and cost, ASCII. Empty where the machine has
/// no memory for it.
[[nodiscard]] std::string password_hash(std::string_view password);

/// Whether `password` is the one of `hash`. It takes as long where it is not.
[[nodiscard]] bool password_matches(const std::string& hash, std::string_view password) noexcept;

}  // namespace akkoord
