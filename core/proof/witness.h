// SPDX-License-Identifier: MIT
//
// What one log says of others. Where several collectors write, each has a log of its own, and now
// and then a leaf of it is no visitor's record but a witness: the newest heads of the other logs,
//
//     akkoord witness 1
//     log HEX                            the log that this is a leaf of
//     time_s 1795737600
//     seen HEX 1234 HEX 1795737540       another log: its name, its size, its root, when it signed
//
// one line "seen" for each, sorted by name. The leaf is hashed with a salt like any other. From
// then on the other log can't be cut back below that size, or changed before it, unless this one
// is too: whoever would roll back one log must roll back all of them, and everybody who has kept a
// single head of any sees it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/proof/signed_text.h"

namespace akkoord {

/// The longest witness read, in bytes: some 600 logs.
inline constexpr std::size_t max_witness_bytes = 131'072;

/// What a log says of others at a time.
struct Witness {
  /// Which log says it.
  Digest log{};
  /// When, UTC.
  std::int64_t time_s = 0;
  /// The heads it has seen, sorted by log.
  std::vector<TreeHead> seen{};
};

/// The bytes of the leaf.
[[nodiscard]] std::string witness_text(const Witness& witness);
/// Reads those; nothing where the text is not just what witness_text() writes.
[[nodiscard]] std::optional<Witness> read_witness(std::string_view text);

}  // namespace akkoord
