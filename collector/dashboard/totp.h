// SPDX-License-Identifier: MIT
//
// One-time codes by time (RFC 6238) with HMAC-SHA-1 (RFC 4226), six digits, thirty seconds: what
// every authenticator app speaks.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace akkoord {

/// The key that an app and we share (RFC 4226 R6 recommends 160 bits).
using TotpKey = std::array<std::uint8_t, 20>;

/// The length of a step, in seconds.
inline constexpr std::int64_t totp_step_s = 30;

/// A new key.
[[nodiscard]] TotpKey new_totp_key() noexcept;

/// The code of step number `step`, of `digits` digits (at most 8).
[[nodiscard]] std::string totp_code(const TotpKey& key, std::int64_t step, int digits = 6);

/// The step that `code` belongs to: the one of `now_s` or a neighbour, since clocks differ, and
/// later than `used_step`, since a code counts once (RFC 6238, 5.2). Nothing where it is none.
[[nodiscard]] std::optional<std::int64_t> totp_step(const TotpKey& key, std::string_view code,
                                                    std::int64_t now_s, std::int64_t used_step);

/// The key in Base32 (RFC 4648), to be typed into an app.
[[nodiscard]] std::string base32(const TotpKey& key);

/// The address that an app reads from a picture; `account` has nothing that would need escaping.
[[nodiscard]] std::string otpauth_url(const TotpKey& key, std::string_view account);

}  // namespace akkoord
