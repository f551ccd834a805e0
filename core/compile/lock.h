// SPDX-License-Identifier: MIT
//
// What visitors were asked, by revision: the lock file beside a policy. Consent covers what was
// named (GDPR 4(11), 7); whoever asks for more has to ask again, so more under an unchanged
// revision is an error.
//
//     { "policy": "2pass",
//       "revisions": { "1": { "services": { "hotjar": { "category": "analytical",
//         "provider": "Hotjar Ltd", "country": "MT", "purpose": "..." } } } } }
//
// An exempt service has "exempt": the law. Asking less, or in better words, changes the lock alone.
#pragma once

#include <cstddef>
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

/// The new lock for `policy`, after `former` where there was one. Reports what asks for more than
/// the same revision did, a revision below the newest, and a lock that can't be read; the text is
/// of no use then.
[[nodiscard]] std::string write_lock(const Policy& policy, const std::optional<LockFile>& former,
                                     Diagnostics& diagnostics);

}  // namespace akkoord
