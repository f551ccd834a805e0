// SPDX-License-Identifier: MIT
//
// The sums of roll_up.h once more, the slow way: all records, one by one, with the C library's
// days.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "collector/sqlite.h"

namespace akkoord::test {

/// Rows of the sums in words, "TABLE|KEY|KEY|...", and their counts.
using SumRows = std::map<std::string, std::int64_t>;

/// The day of `time_s` at the sites of `policy` (random_zones).
[[nodiscard]] std::int64_t c_library_day(const std::string& policy, std::int64_t time_s);
/// What the sums must be for the records in `database`.
[[nodiscard]] SumRows recounted(Database& database);
/// What they are.
[[nodiscard]] SumRows rolled_up(Database& database);

}  // namespace akkoord::test
