// SPDX-License-Identifier: MIT
//
// The record of a choice, as the cookie `cookie_consent_set` carries it:
//
//     1.7.1795737600.1811462400.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12
//     | | issued_s   expires_s  consent id (UUIDv7, RFC 9562)
//     | policy revision
//     format version
//
// Any server can read it: split on '.'. What each category got is in its siblings (records.h).
// Reading a record never grants anything: ask standing() whether it counts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/consent_id.h"
#include "core/result.h"

namespace akkoord {

/// The longest life that browsers grant a cookie, in seconds (RFC 6265bis: 400 days).
inline constexpr std::int64_t max_lifetime_s = 34'560'000;
/// How far ahead of the reader's clock a record may be issued, since no two clocks agree.
inline constexpr std::uint64_t max_clock_skew_s = 300;
/// The longest encoded record, in bytes; decode() refuses anything longer unread.
inline constexpr std::size_t max_record_bytes = 80;

/// When a visitor chose, under which policy, and until when it holds: seconds since 1970-01-01 UTC.
struct ConsentRecord {
  /// The revision of the policy that was shown.
  std::uint32_t revision = 0;
  /// When the visitor chose.
  std::int64_t issued_s = 0;
  /// From when on it no longer counts.
  std::int64_t expires_s = 0;
  /// Which consent it is; nil for a refusal.
  ConsentId id;

  bool operator==(const ConsentRecord&) const noexcept = default;
};

/// Whether a record counts now. Only `current` does; every other answer means: ask again.
enum class Standing : std::uint8_t { current, expired, issued_later, other_revision };

/// Reads a cookie value. Allocates nothing.
/// Errors, each with the offset in bytes: too_long, unknown_format (not version 1), malformed.
Result<ConsentRecord> decode(std::string_view cookie_value) noexcept;

/// Writes `record` into `out` and returns the part written, a view into `out`. Errors: no_room,
/// also for a record that would be longer than max_record_bytes.
Result<std::string_view> encode(const ConsentRecord& record, std::span<char> out) noexcept;

/// Judges a decoded record at `now_s` under policy `revision`; a life beyond max_lifetime_s is cut.
/// Source: GDPR 7(1), consent is provable: a record from the future or of another text is no proof.
[[nodiscard]] Standing standing(const ConsentRecord& record, std::uint32_t revision,
                                std::int64_t now_s) noexcept;

}  // namespace akkoord
