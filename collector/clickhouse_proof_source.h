// SPDX-License-Identifier: MIT
//
// What receipts are made of, out of ClickHouse: a log for each shard, chains that go from one to
// another.
#pragma once

#include <string>
#include <vector>

#include "collector/clickhouse.h"
#include "collector/event_row.h"
#include "collector/proof_source.h"

namespace akkoord {

/// Reads from ClickHouse. Throws ClickHouseFault.
class ClickHouseProofSource : public ProofSource {
 public:
  /// Connects with the first question.
  explicit ClickHouseProofSource(const ClickHouseSettings& settings) : clickhouse_(settings) {}

  std::vector<ChainRecord> chain_of(const ConsentId& id, std::size_t most) override;
  std::optional<std::string> record_of(const ConsentId& id) override;
  std::vector<std::string> records_at(const std::string& site, std::int64_t from_s,
                                      std::int64_t to_s, std::size_t most) override;
  std::vector<std::string> logs() override;
  std::vector<LoggedKey> keys_of(const std::string& log) override;
  std::optional<SignedHead> newest_head(const std::string& log, std::uint64_t size) override;
  std::optional<MerkleProof> inclusion(const std::string& log, std::uint64_t leaf,
                                       std::uint64_t size) override;
  std::optional<ArchivedFile> archived(const Digest& hash) override;

 private:
  ClickHouse clickhouse_;
};

/// A row with the shard that it is in.
struct ShardRow {
  std::string shard{};  ///< Which shard.
  EventRow row{};       ///< The row.
  bool in_log = true;   ///< Whether it has its place in the log.
};

/// The rows of the chain that `id` belongs to, each event once and after the one that it follows,
/// at most `most` and one; where an event came to several collectors at once, the row that was
/// received first, and one that has its place in a log before one that has not.
[[nodiscard]] std::vector<ShardRow> chain_rows(ClickHouse& clickhouse, const ConsentId& id,
                                               std::size_t most);

}  // namespace akkoord
