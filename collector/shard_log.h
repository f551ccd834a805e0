// SPDX-License-Identifier: MIT
//
// A shard's proof log in ClickHouse. A leaf comes to the table with its record, in one row of one
// block; what follows from the leaves (full subtrees, links) is written later, before a head is
// signed over them, and made again from the rows where that did not happen. So nothing has to be
// kept beside ClickHouse but the key.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "collector/clickhouse.h"
#include "collector/clickhouse_schema.h"
#include "collector/event_row.h"
#include "collector/proof_source.h"
#include "collector/shard_epochs.h"
#include "collector/signing_key.h"
#include "core/event/consent_event.h"
#include "core/proof/merkle_tree.h"
#include "core/proof/witness.h"

namespace akkoord {

/// The full subtrees that a shard keeps in ClickHouse. Throws ClickHouseFault.
class ShardSubtrees : public SubtreeSource {
 public:
  /// Reads those of `shard`; `clickhouse` must outlive this.
  ShardSubtrees(ClickHouse& clickhouse, const std::string& shard);
  [[nodiscard]] std::optional<Digest> hash_of(const SubtreePlace& place) const override;
  /// Fetches several at once; hash_of() then knows them.
  void fetch(const std::vector<SubtreePlace>& places);

 private:
  ClickHouse& clickhouse_;
  std::string table_;
  std::map<std::pair<unsigned, std::uint64_t>, Digest> fetched_;
};

/// The newest head of a shard with at least `size` leaves; nothing where none was signed yet.
[[nodiscard]] std::optional<SignedHead> newest_shard_head(ClickHouse& clickhouse,
                                                          const std::string& shard,
                                                          std::uint64_t size = 0);

/// A shard's keys, from the first; none where it has no log yet.
[[nodiscard]] std::vector<LoggedKey> shard_keys(ClickHouse& clickhouse, const std::string& shard);

/// Adds a key. Throws ClickHouseFault.
void add_shard_key(ClickHouse& clickhouse, const std::string& shard, std::size_t number,
                   const LoggedKey& key);

/// What a leaf follows: it is written to links before a head covers the leaf.
struct Link {
  ConsentId previous_id{};
  ConsentId id{};
  std::string policy{};
  std::int64_t expires_s = 0;
};

/// The growing log of a shard.
class ShardLog {
 public:
  /// Comes to the edge of the log that `key` signs, as far as `epochs` count; a new log begins with
  /// that key. All must outlive this. Throws ClickHouseFault where something does not fit.
  ShardLog(ClickHouse& clickhouse, const std::string& shard, const SigningKey& key,
           const ShardEpochs& epochs, std::int64_t now_s);

  /// Adds the leaf of a record, and what it follows. What is added stays: write its row until it is
  /// acknowledged.
  std::uint64_t append(const Digest& entry, std::optional<Link> link);
  /// Adds the leaf of a witness.
  std::uint64_t append_witness(const Digest& entry);
  /// What was not said yet of other shards; nothing where all was. Of a shard that has been cut
  /// back, `fault` says so.
  [[nodiscard]] std::optional<Witness> new_witness(std::int64_t now_s, std::string& fault);
  /// Writes what follows from the leaves and signs a head, unless nothing was added since. Throws;
  /// all of it can be done again.
  bool sign_head(std::int64_t now_s);

  /// How many leaves there are.
  [[nodiscard]] std::uint64_t size() const noexcept { return edge_.size(); }
  /// How many leaves the newest head has.
  [[nodiscard]] std::uint64_t signed_size() const noexcept { return signed_size_; }

 private:
  void recover_edge();
  void recover_tail(const ShardEpochs& epochs);
  void recover_witness();
  void write_hashes();
  void write_links();
  void add_leaf(const Digest& entry);

  ClickHouse& clickhouse_;
  std::string shard_;
  ShardTables tables_;
  const SigningKey& key_;
  Digest name_{};
  TreeEdge edge_;
  std::uint64_t signed_size_ = 0;
  std::uint64_t records_ = 0;  // leaves that are no witness
  std::uint64_t signed_records_ = 0;
  std::vector<Subtree> unwritten_;   // not in hashes yet
  std::vector<Link> unlinked_;       // not in links yet
  std::map<Digest, TreeHead> seen_;  // of other logs, in a witness
};

}  // namespace akkoord
