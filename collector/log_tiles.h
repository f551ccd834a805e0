// SPDX-License-Identifier: MIT
//
// The full subtrees of the proof log on disk: tiles of 256 hashes, after C2SP's tlog-tiles.
//
//     tier 0   the hashes of leaves: tile 0 has leaves 0 to 255, tile 1 leaves 256 to 511, ...
//     tier 1   of every full tile of tier 0 the hash, which is that of a subtree of level 8; and so
//              on, eight levels a tier
//
// The last tile of a tier is open: it has less than 256 and grows. What lies between two tiers is
// hashed again when it is asked for. A row for each subtree took two writes for each record, and
// more room than these tiles by half.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "collector/sqlite.h"
#include "core/proof/merkle_tree.h"

namespace akkoord {

/// How many levels of the tree a tier spans.
inline constexpr unsigned tile_levels = 8;
/// How many hashes a full tile has.
inline constexpr std::size_t tile_hashes = 1U << tile_levels;

/// The subtrees of a database, as they stand: make one for each transaction that reads.
class LoggedSubtrees : public SubtreeSource {
 public:
  /// Reads from `database`, which must outlive this.
  explicit LoggedSubtrees(Database& database);
  [[nodiscard]] std::optional<Digest> hash_of(const SubtreePlace& place) const override;
  /// How many leaves there are.
  [[nodiscard]] std::uint64_t size();

 private:
  struct Tile {
    std::uint64_t number;
    std::vector<Digest> hashes;
  };

  const Tile& tile(unsigned tier, std::uint64_t number) const;

  mutable Statement select_;
  Statement last_;
  mutable std::map<unsigned, Tile> read_;  // by tier, the one read last: proofs stay near it
};

/// Adds subtrees to the tiles of a database.
class TileWriter {
 public:
  /// A tile that is not full yet.
  struct OpenTile {
    /// Which of its tier.
    std::uint64_t number = 0;
    /// Its hashes, one behind the other.
    std::string hashes{};
    /// Whether the database has less of it.
    bool grown = false;
  };
  /// The open tile of each tier.
  using OpenTiles = std::vector<OpenTile>;

  /// Writes into `database`, which must outlive this, behind the tiles that are there.
  explicit TileWriter(Database& database);

  /// Adds a subtree, of each level in the order of their numbers; those between tiles are left out.
  void add(const Subtree& subtree);
  /// Brings the open tiles to the database: before the transaction ends.
  void write();
  /// The open tiles, to come back to when a transaction fails.
  [[nodiscard]] const OpenTiles& open_tiles() const noexcept { return open_; }
  /// Comes back to those.
  void restore(OpenTiles open) noexcept { open_ = std::move(open); }

 private:
  void write(std::size_t tier);

  Statement put_;
  OpenTiles open_;
};

}  // namespace akkoord
