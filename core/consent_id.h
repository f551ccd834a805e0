// SPDX-License-Identifier: MIT
//
// The id of a consent: a UUID of version 7 (RFC 9562, 5.7), or all zeros where nothing was granted:
// a refusal leaves no identifier.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/result.h"

namespace akkoord {

/// The length of an id as text, in bytes.
inline constexpr std::size_t consent_id_text_bytes = 36;
/// How many random bytes an id takes.
inline constexpr std::size_t consent_id_entropy_bytes = 10;

/// A consent's id; as it stands, that of a refusal.
struct ConsentId {
  /// The 128 bits of the UUID, the first byte first (RFC 9562, 4).
  std::array<std::uint8_t, 16> bytes{};

  /// The id of a refusal: all zeros.
  [[nodiscard]] bool nil() const noexcept { return *this == ConsentId{}; }

  bool operator==(const ConsentId&) const noexcept = default;
};

/// Reads the 36 characters of a version 7 UUID in lower case, or of the nil UUID.
/// Errors: malformed with the offset in bytes.
Result<ConsentId> parse_consent_id(std::string_view text) noexcept;

/// Writes the 36 characters of `id` and returns them, a view into `out`.
std::string_view write_consent_id(const ConsentId& id,
                                  std::span<char, consent_id_text_bytes> out) noexcept;

/// Makes an id from the time, in milliseconds since 1970-01-01 UTC, and random bytes.
[[nodiscard]] ConsentId make_consent_id(
    std::int64_t now_ms, std::span<const std::uint8_t, consent_id_entropy_bytes> entropy) noexcept;

}  // namespace akkoord
