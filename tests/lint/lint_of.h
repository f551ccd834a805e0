// SPDX-License-Identifier: MIT
//
// Policies made from their parts, linted with the real catalogue.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/lint/finding.h"

namespace akkoord::test {

/// The parts of a policy that tests vary, as JSON. As they are, no rule has anything against it.
struct LintedParts {
  std::string site = R"({ "hosts": ["www.clinic.test"] })";
  std::string controller =
      R"({ "name": "Clinic", "country": "IE", "email": "a@clinic.test", "privacy_notice": "/p/" })";
  std::string jurisdictions = R"(["IE"])";
  std::string languages = R"(["en"])";
  std::string services = "[]";
  /// Further keys, each with a comma before it.
  std::string more{};
  /// The lock file's text.
  std::optional<std::string> lock{};
};

/// The policy's text; it is called "clinic.json".
std::string linted_text(const LintedParts& parts);

/// A service in full; `keys`, each with a comma before it, besides what every service has. Its
/// provider is "P" in IE, with a notice.
std::string linted_service(std::string_view id, std::string_view category,
                           std::string_view keys = {});

/// What a lint finds.
Findings lint_of(const LintedParts& parts);

/// What a lint says about one rule, a line a finding: `error: EVIDENCE (/pointer)`, `passed`, or
/// `not checked`.
std::string said(std::string_view rule, const LintedParts& parts);

/// Whether `text` holds `part`; for BOOST_TEST, which then shows both.
bool holds(std::string_view text, std::string_view part);

}  // namespace akkoord::test
