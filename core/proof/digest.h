// SPDX-License-Identifier: MIT
//
// SHA-256 for the proof log, by OpenSSL, which has the processor's own instructions for it: a
// record with its leaf and nodes is hashed in a tenth of the time that core/compile/sha256.h takes.
// That one serves where OpenSSL has none, and WebAssembly.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>

#include "core/compile/sha256.h"

namespace akkoord {

/// A SHA-256.
using Digest = std::array<std::uint8_t, sha256_bytes>;

/// The digest of `parts`, one behind the other.
[[nodiscard]] Digest digest_of(std::initializer_list<std::span<const std::uint8_t>> parts) noexcept;

}  // namespace akkoord
