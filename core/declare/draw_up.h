// SPDX-License-Identifier: MIT
//
// Draws up the declaration of a policy in one language: what GDPR 13, ePrivacy 5(3) and CJEU
// Planet49 (C-673/17) want visitors to be told: services, purposes, legal bases, recipients,
// countries, names, lifetimes; the controller, the way to withdraw and to complain.
#pragma once

#include <string_view>

#include "core/compile/catalogue.h"
#include "core/compile/json_value.h"
#include "core/compile/policy.h"
#include "core/declare/declaration.h"

namespace akkoord {

/// Where a link opens the cookie settings, in a page that has the script.
inline constexpr std::string_view settings_in_page = "#akkoord";

/// What a declaration is drawn up from. Views: all must outlive the call alone.
struct DeclarationInput {
  /// The policy, as its author wrote the hosts.
  const Policy& policy;
  /// The texts of the declaration's language.
  const JsonValue& language;
  /// Names of countries and lifetimes; authorities.
  const Catalogue& catalogue;
  /// The day of the policy's revision, YYYY-MM-DD; empty where nobody knows it.
  std::string_view date = {};
  /// Where the cookie settings are: settings_in_page, or the site's address.
  std::string_view settings = settings_in_page;
  /// Of which of the policy's countries; empty: of all together.
  std::string_view country = {};
};

/// The declaration.
[[nodiscard]] Declaration draw_up(const DeclarationInput& input);

}  // namespace akkoord
