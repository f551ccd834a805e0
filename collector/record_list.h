// SPDX-License-Identifier: MIT
//
// Which records a site has of a time, for whoever knows of a visitor no more than where and when.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/proof_source.h"

namespace akkoord {

/// The most records listed at once.
inline constexpr std::size_t max_listed_records = 1'000;

/// A record of the list.
struct ListedRecord {
  std::string id{};             ///< Its id, for `akkoord prove`.
  std::int64_t received_s = 0;  ///< When it came in, UTC.
  std::string kind{};           ///< "consent" or "withdrawal".
  std::string method{};         ///< How the visitor chose.
  std::string language{};       ///< In which language.
  std::string device{};         ///< On what size of screen.
};

/// What is looked for.
struct ListWish {
  std::string site{};       ///< The page's host.
  std::int64_t from_s = 0;  ///< The first second.
  std::int64_t to_s = 0;    ///< The last.
};

/// The records of a wish, oldest first: one more than max_listed_records where there are more.
/// Throws what its source throws. Looks through what came in at that time alone, however much there
/// is besides.
[[nodiscard]] std::vector<ListedRecord> list_records(ProofSource& source, const ListWish& wish);

/// Reads "2026-12-01", "2026-12-01T14:03", "...:12", each maybe with "Z" for UTC, else in the time
/// zone of this process. Of what is left out `is_end` takes the last second, else the first.
[[nodiscard]] std::optional<std::int64_t> read_moment(const std::string& text, bool is_end);

}  // namespace akkoord
