// SPDX-License-Identifier: MIT
//
// What the proof log holds of a record: not the record, but
//
//     entry = SHA-256(salt || record)      salt: 32 random bytes, one for each record
//
// and the log's leaf is the hash of that entry. Whoever has salt and record can show that this very
// record was logged. Once both are deleted nothing about the visitor can be won from the entry, not
// even by guessing, while the log still verifies: erasing (GDPR 17) and proving go together.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/proof/merkle_tree.h"

namespace akkoord {

/// The length of a salt, in bytes.
inline constexpr std::size_t salt_bytes = 32;

/// Random bytes that belong to one record.
using Salt = std::array<std::uint8_t, salt_bytes>;

/// The log's entry for `record`, as record_bytes() writes it.
[[nodiscard]] Digest entry_of(const Salt& salt, std::string_view record);

/// The leaf's hash for that entry.
[[nodiscard]] Digest leaf_of(const Digest& entry) noexcept;

}  // namespace akkoord
