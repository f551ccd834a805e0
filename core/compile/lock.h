// SPDX-License-Identifier: MIT
//
// What visitors were asked, by revision: the lock file beside a policy. Consent covers what was
// named (GDPR 4(11), 7); whoever asks for more has to ask again, so more under an unchanged
// revision is an error.
//
//     { "policy": "2pass",
//       "revisions": { "1": { "date": "2026-11-21", "services": { "hotjar": {
//         "category": "analytical", "provider": "Hotjar Ltd", "country": "MT",
//         "purpose": "..." } } } } }
//
// The date is the day on which the revision was first locked; older locks have none. An exempt
// service has "exempt": the law, and "exempt_in": the countries, where it is
// not so in all. Asking less, or in better words, changes the lock alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/compile/diagnostic.h"
#include "core/compile/policy.h"

namespace akkoord {

/// The largest lock read, in bytes: revisions add up.
inline constexpr std::size_t max_lock_bytes = 16U << 20U;

/// A lock file as it was found.
struct LockFile {
  /// Its bytes.
  std::string_view text;
  /// How messages name it.
  std::string_view path;
};

/// The day on which `revision` was first locked, as the lock spells it; empty where it does not
/// say. Nothing where the revision is not in it, or the lock can't be read.
[[nodiscard]] std::optional<std::string> date_in_lock(const LockFile& lock, std::uint32_t revision);

/// The new lock for `policy`, after `former` where there was one. A revision that is new in it gets
/// the `date` of today, unless that is empty. Reports what asks for more than
/// the same revision did, a revision below the newest, and a lock that can't be read; the text is
/// of no use then.
[[nodiscard]] std::string write_lock(const Policy& policy, const std::optional<LockFile>& former,
                                     std::string_view date, Diagnostics& diagnostics);

}  // namespace akkoord
