// SPDX-License-Identifier: MIT
//
// A catalogue of the tests' own: a schema with the keys of the real one, two presets, two
// languages, scripts of one line; and policies made from their parts.
#pragma once

#include <string>
#include <string_view>

#include "core/compile/catalogue.h"
#include "core/compile/compile.h"

namespace akkoord::test {

/// The presets are "counter" (analytical) and "pixel" (advertising); the languages "en" and "nl".
Catalogue test_catalogue();

/// The parts of a policy that tests vary, as JSON.
struct PolicyParts {
  std::string revision = "1";
  std::string site = R"({ "hosts": ["www.clinic.test"] })";
  std::string languages = R"(["en"])";
  std::string services = R"(["counter"])";
  /// Further keys, each with a comma before it.
  std::string more{};
};

/// The policy's text. Its services stand on line 7.
std::string policy_text(const PolicyParts& parts = {});

/// A service in full, with `keys` (each with a comma before it) besides what every service has.
std::string service_text(std::string_view id, std::string_view category,
                         std::string_view keys = {});

/// Opens a policy called "clinic.json".
OpenedPolicy open_text(const std::string& text);

/// Opens a policy and returns all that was said about it.
std::string said_about(const std::string& text);

/// All messages as people read them.
std::string text_of_all(const Diagnostics& diagnostics);

/// Whether `text` holds `part`; for BOOST_TEST, which then shows both.
bool holds(std::string_view text, std::string_view part);

}  // namespace akkoord::test
