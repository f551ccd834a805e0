// SPDX-License-Identifier: MIT
//
// A policy that is known, and events of it with one thing changed.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "core/event/known_policies.h"

namespace akkoord::test {

/// When the events were issued.
inline constexpr std::int64_t issued_s = 1'795'737'600;

/// "2pass" with www.2passclinic.test: revision 6 has hotjar alone and no sensitive pages; 7 has
/// youtube, hotjar, pixel, october (mandatory) and counter (exempt).
KnownPolicies known_policies();

/// A consent, as model.md shows it.
nlohmann::json consent();

/// A refusal.
nlohmann::json refusal();

/// A withdrawal that follows consent().
nlohmann::json withdrawal();

/// `pointer: fault` for an event that is refused at issued_s + 2; empty where it is taken.
std::string refused(const nlohmann::json& event);

/// The same for bytes.
std::string refused_bytes(std::string_view body);

}  // namespace akkoord::test
