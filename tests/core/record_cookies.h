// SPDX-License-Identifier: MIT
//
// Cookie headers with a record of clinic_policy(), as browsers send them, and how they are read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/records.h"

namespace akkoord::test {

/// The record that the headers carry: under revision 7, for 182 days.
inline constexpr std::int64_t issued_s = 1'795'737'600;
inline constexpr std::int64_t expires_s = 1'811'462'400;
/// A day after it was issued.
inline constexpr std::int64_t now_s = issued_s + 86'400;
/// That record's cookie.
inline constexpr std::string_view set_pair =
    "cookie_consent_set=1.7.1795737600.1811462400.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12";

ConsentRecord given_record();

/// A Cookie header; `categories` are the values of fu, ga, ma and so, a character each.
std::string record_header(std::string_view categories, const std::string& more = "");

/// Reads `cookies` in a tight block under clinic_policy().
Records read_in_clinic(const std::string& cookies, std::int64_t at_s = now_s);

/// Whether no choice and no id comes with `records`, whatever their state.
bool empty_of_consent(const Records& records);

/// Whether `cookies` are malformed, and so empty of consent.
bool malformed_in_clinic(const std::string& cookies);

}  // namespace akkoord::test
