// SPDX-License-Identifier: MIT
//
// The bytes that a log's key signs (Ed25519, RFC 8032; the cipher is not here). Plain lines, so
// that anyone can write them again; the first keeps one kind from passing for the other.
//
//     akkoord tree head 1            akkoord key change 1
//     log HEX                        log HEX
//     size 1234                      former HEX
//     root HEX                       next HEX
//     time_s 1795737600              size 1234
//                                    time_s 1795737600
//
// HEX is 64 lower-case digits; every line ends in '\n'. A log is named by the SHA-256 of its first
// public key. A key change is signed by both keys: the former says that the log goes on under the
// next, the next that it is held by whoever asked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/proof/merkle_tree.h"

namespace akkoord {

/// An Ed25519 public key, or any other 32 bytes of a log.
using PublicKey = Digest;

/// What a log was at a time.
struct TreeHead {
  /// Which log.
  Digest log{};
  /// How many leaves.
  std::uint64_t size = 0;
  /// The root over them.
  Digest root{};
  /// When it was signed, UTC.
  std::int64_t time_s = 0;
};

/// That a log goes on under another key.
struct KeyChange {
  /// Which log.
  Digest log{};
  /// The key until then.
  PublicKey former{};
  /// The key from then on.
  PublicKey next{};
  /// How many leaves the log had.
  std::uint64_t size = 0;
  /// When, UTC.
  std::int64_t time_s = 0;
};

/// The name of the log whose first key is `key`.
[[nodiscard]] Digest log_named_by(const PublicKey& key) noexcept;

/// The bytes to sign.
[[nodiscard]] std::string signed_text(const TreeHead& head);
/// The bytes to sign, twice.
[[nodiscard]] std::string signed_text(const KeyChange& change);

/// 64 lower-case digits.
[[nodiscard]] std::string hex(const Digest& digest);
/// Reads those; nothing where the text is anything else.
[[nodiscard]] std::optional<Digest> read_hex(std::string_view text) noexcept;

}  // namespace akkoord
