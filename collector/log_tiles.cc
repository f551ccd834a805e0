// SPDX-License-Identifier: MIT
#include "collector/log_tiles.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

namespace akkoord {

namespace {

std::int64_t signed_number(std::uint64_t number) noexcept {
  return static_cast<std::int64_t>(number);
}

std::vector<Digest> hashes_in(const std::string& bytes) {
  if (bytes.size() % sha256_bytes != 0 || bytes.size() > tile_hashes * sha256_bytes) {
    throw SqliteFault("a tile of the proof log is not as long as it was written");
  }
  std::vector<Digest> hashes(bytes.size() / sha256_bytes);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    hashes[i / sha256_bytes][i % sha256_bytes] = static_cast<std::uint8_t>(bytes[i]);
  }
  return hashes;
}

/// The root over hashes of full subtrees; as many as a power of two, at least one.
Digest root_over(std::span<const Digest> hashes) {
  std::vector<Digest> level(hashes.begin(), hashes.end());
  for (; level.size() > 1; level.resize(level.size() / 2)) {
    for (std::size_t i = 0; i < level.size() / 2; ++i) {
      level[i] = node_hash(level[2 * i], level[2 * i + 1]);
    }
  }
  return level.front();
}

}  // namespace

LoggedSubtrees::LoggedSubtrees(Database& database)
    : select_(database, "SELECT hashes FROM log_tiles WHERE tier = ? AND number = ?"),
      last_(database,
            "SELECT number, hashes FROM log_tiles WHERE tier = 0 ORDER BY number DESC LIMIT 1") {}

const LoggedSubtrees::Tile& LoggedSubtrees::tile(unsigned tier, std::uint64_t number) const {
  const auto known = read_.find(tier);
  if (known != read_.end() && known->second.number == number) return known->second;
  Tile tile{number, {}};
  select_.bind(tier).bind(signed_number(number));
  if (select_.step()) {
    tile.hashes = hashes_in(select_.bytes(0));
    select_.reset();
  }
  return read_.insert_or_assign(tier, std::move(tile)).first->second;
}

std::optional<Digest> LoggedSubtrees::hash_of(const SubtreePlace& place) const {
  const unsigned rise = place.level % tile_levels;
  const std::uint64_t first = place.number << rise;
  const std::size_t count = std::size_t{1} << rise;
  const std::size_t at = first % tile_hashes;
  const Tile& read = tile(place.level / tile_levels, first / tile_hashes);
  if (at + count > read.hashes.size()) return std::nullopt;
  return root_over(std::span(read.hashes).subspan(at, count));
}

std::uint64_t LoggedSubtrees::size() {
  if (!last_.step()) return 0;
  const auto full_tiles = static_cast<std::uint64_t>(last_.number(0));
  const std::size_t in_last = hashes_in(last_.bytes(1)).size();
  last_.reset();
  return full_tiles * tile_hashes + in_last;
}

TileWriter::TileWriter(Database& database)
    : put_(database,
           "INSERT INTO log_tiles (tier, number, hashes) VALUES (?, ?, ?) "
           "ON CONFLICT (tier, number) DO UPDATE SET hashes = excluded.hashes") {
  Statement last(
      database, "SELECT number, hashes FROM log_tiles WHERE tier = ? ORDER BY number DESC LIMIT 1");
  while (last.bind(signed_number(open_.size())).step()) {
    OpenTile tile{static_cast<std::uint64_t>(last.number(0)), last.bytes(1)};
    if (hashes_in(tile.hashes).size() == tile_hashes) tile = {tile.number + 1};
    open_.push_back(std::move(tile));
    last.reset();
  }
}

void TileWriter::add(const Subtree& subtree) {
  if (subtree.place.level % tile_levels != 0) return;
  const std::size_t tier = subtree.place.level / tile_levels;
  if (tier >= open_.size()) open_.resize(tier + 1);
  OpenTile& tile = open_[tier];
  std::transform(subtree.hash.begin(), subtree.hash.end(), std::back_inserter(tile.hashes),
                 [](std::uint8_t byte) { return static_cast<char>(byte); });
  tile.grown = true;
  if (tile.hashes.size() < tile_hashes * sha256_bytes) return;
  write(tier);
  tile = {tile.number + 1};
}

void TileWriter::write() {
  for (std::size_t tier = 0; tier < open_.size(); ++tier) {
    if (open_[tier].grown) write(tier);
  }
}

void TileWriter::write(std::size_t tier) {
  OpenTile& tile = open_[tier];
  put_.bind(static_cast<std::int64_t>(tier))
      .bind(signed_number(tile.number))
      .bind_bytes(std::string_view(tile.hashes))
      .run();
  tile.grown = false;
}

}  // namespace akkoord
