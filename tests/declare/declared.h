// SPDX-License-Identifier: MIT
//
// Policies of the tests' own, and what is declared of them.
#pragma once

#include <string>
#include <string_view>

#include "core/compile/compile.h"
#include "core/declare/declaration.h"
#include "core/declare/draw_up.h"

namespace akkoord::test {

/// The parts of a policy that tests vary, as JSON.
struct DeclaredParts {
  std::string controller = R"({ "name": "Clinic", "country": "BE", "privacy_notice": "/privacy/",
    "address": "Street 1", "email": "ask@clinic.test", "dpo": "officer@clinic.test" })";
  std::string jurisdictions = R"(["BE"])";
  std::string services = R"(["google-analytics", "jotform"])";
  /// Further keys, each with a comma before it.
  std::string more{};
};

/// A service in full, with `keys` (each with a comma before it) besides what every service has.
std::string service_text(std::string_view name, std::string_view category,
                         std::string_view keys = {});

/// A policy in English, Dutch and French, opened.
OpenedPolicy opened(const DeclaredParts& parts = {});

/// Its declaration in `language`, which is one of the three; for pages of `country`.
Declaration declared(const DeclaredParts& parts = {}, std::string_view language = "en",
                     std::string_view date = "2026-11-21", std::string_view country = {});

/// The same as its writers give it.
std::string html_of(const DeclaredParts& parts = {}, std::string_view language = "en");
std::string markdown_of(const DeclaredParts& parts = {}, std::string_view language = "en");

/// All of a section's text, a line each; of its parts too.
std::string text_of(const Declaration& declaration, std::string_view section);

/// Whether `text` holds `part`; for BOOST_TEST, which then shows both.
bool holds(std::string_view text, std::string_view part);

/// How often it does.
std::size_t count_of(std::string_view text, std::string_view part);

}  // namespace akkoord::test
