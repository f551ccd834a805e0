// SPDX-License-Identifier: MIT
//
// What the rules look at: the policy in types and as it was written, and what is known of vendors.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/compile/json_value.h"
#include "core/compile/lock.h"
#include "core/compile/policy.h"
#include "core/lint/wording.h"

namespace akkoord {

/// Views: all must outlive this.
struct LintSubject {
  /// The policy.
  const Policy& policy;
  /// The policy as it was written.
  const JsonValue& written;
  /// All presets.
  const std::vector<PolicyService>& known;
  /// The word lists.
  const Wording& wording;
  /// The lock file, where there is one.
  const std::optional<LockFile>& lock;
};

/// The preset called `id`; null where there is none.
[[nodiscard]] const PolicyService* known_service(const LintSubject& subject,
                                                 std::string_view id) noexcept;

/// The value that `keys`, names with '/' between them, lead to; null where they lead nowhere.
[[nodiscard]] const JsonValue* value_at(const JsonValue& root, std::string_view keys) noexcept;

/// Where that value stands; where its nearest container stands, if it is not there.
[[nodiscard]] const JsonPlace& nearest_place(const JsonValue& root, std::string_view keys) noexcept;

/// Whether a service may be refused: it is neither mandatory nor exempt in all countries.
[[nodiscard]] bool is_refusable(const Policy& policy, const PolicyService& service) noexcept;

/// Whether a service asks a third party for something.
[[nodiscard]] bool asks_third_party(const PolicyService& service) noexcept;

}  // namespace akkoord
