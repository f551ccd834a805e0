// SPDX-License-Identifier: MIT
#include "collector/clickhouse_proof_source.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "collector/clickhouse_archive.h"
#include "collector/clickhouse_schema.h"
#include "collector/row_binary.h"
#include "collector/shard_epochs.h"
#include "collector/shard_log.h"

namespace akkoord {

namespace {

using IdBytes = std::array<std::uint8_t, 16>;

constexpr std::int64_t longest_adoption_s = 4 * 86'400;

/// Notes which subtrees a proof is made of.
class WantedSubtrees : public SubtreeSource {
 public:
  [[nodiscard]] std::optional<Digest> hash_of(const SubtreePlace& place) const override {
    places.push_back(place);
    return Digest{};
  }
  mutable std::vector<SubtreePlace> places;
};

/// Finds the events of a chain, from any of them in both directions.
class ChainFinder {
 public:
  ChainFinder(ClickHouse& clickhouse, std::size_t most) : clickhouse_(clickhouse), most_(most) {}

  std::vector<ShardRow> find(const ConsentId& id) {
    seen_.insert(id.bytes);
    read_tails();
    for (std::vector<ConsentId> next = {id}; !next.empty() && found_.size() <= most_;) {
      next = neighbours(next);
    }
    return in_order();
  }

 private:
  /// What no head covers is in no links yet either: of each shard, which event follows which there.
  void read_tails() {
    const std::string heads = clickhouse_.ask(
        "SELECT substring(_table, 7), max(size), max(time_s) FROM heads GROUP BY _table "
        "FORMAT RowBinary");
    std::string uncovered;
    for (RowReader reader(heads); !reader.at_end();) {
      const std::string shard = reader.text();
      const std::string size = std::to_string(reader.u64());
      // Older rows are there only where they were adopted: by then it is days.
      const std::string since_s = std::to_string(reader.i64() - longest_adoption_s);
      uncovered += " AND NOT (_table = " + literal("events_" + shard) + " AND (leaf < " + size +
                   " OR received_s < " + since_s + "))";
    }
    const std::string rows = clickhouse_.ask(
        "SELECT previous_id, id FROM events WHERE kind < " + std::to_string(int{witness_kind}) +
        " AND previous_id != toFixedString('', 16)" + uncovered + " FORMAT RowBinary");
    for (RowReader reader(rows); !reader.at_end();) {
      const ConsentId previous = reader.id();
      tails_.emplace(previous.bytes, reader.id());
    }
  }

  /// Reads the rows of `ids`; returns the ids that they lead to and that were not seen yet.
  std::vector<ConsentId> neighbours(const std::vector<ConsentId>& ids) {
    std::vector<ConsentId> next;
    const auto see = [&](const ConsentId& id) {
      if (!id.nil() && seen_.insert(id.bytes).second) next.push_back(id);
    };
    const std::string rows = clickhouse_.ask(
        std::string("SELECT _table, ") + event_columns + " FROM events PREWHERE id IN " +
        literals(ids) + " WHERE kind < " + std::to_string(int{witness_kind}) + " FORMAT RowBinary");
    for (RowReader reader(rows); !reader.at_end();) {
      constexpr std::size_t prefix_bytes = 7;  // "events_"
      ShardRow one;
      const std::string table = reader.text();
      one.shard = table.substr(std::min(prefix_bytes, table.size()));
      one.row = EventRow::read(reader);
      see(one.row.previous_id);
      keep(std::move(one));
    }
    const std::string links =
        clickhouse_.ask("SELECT DISTINCT id FROM links PREWHERE previous_id IN " + literals(ids) +
                        " LIMIT " + std::to_string(most_ + 1) + " FORMAT RowBinary");
    for (RowReader reader(links); !reader.at_end();) see(reader.id());
    for (const ConsentId& one : ids) {
      const auto [first, last] = tails_.equal_range(one.bytes);
      for (auto at = first; at != last; ++at) see(at->second);
    }
    return next;
  }

  void keep(ShardRow one) {
    const auto rank = [this](const ShardRow& of) {
      return std::tuple(!in_log(of), of.row.received_s, of.shard, of.row.leaf);
    };
    const auto known = found_.find(one.row.id.bytes);
    if (known == found_.end()) {
      found_.emplace(one.row.id.bytes, std::move(one));
    } else if (rank(one) < rank(known->second)) {
      known->second = std::move(one);
    }
  }

  bool in_log(const ShardRow& one) {
    auto epochs = epochs_.find(one.shard);
    if (epochs == epochs_.end()) {
      epochs = epochs_.emplace(one.shard, ShardEpochs::of(clickhouse_, one.shard)).first;
    }
    return epochs->second.in_log(one.row.epoch, one.row.leaf);
  }

  /// First to last: each after the one it follows, those that follow one in the order they came.
  std::vector<ShardRow> in_order() {
    std::vector<ShardRow> rows;
    for (auto& [id, one] : found_) {
      one.in_log = in_log(one);
      rows.push_back(std::move(one));
    }
    std::sort(rows.begin(), rows.end(), [](const ShardRow& a, const ShardRow& b) {
      return std::tie(a.row.received_s, a.row.id.bytes) <
             std::tie(b.row.received_s, b.row.id.bytes);
    });
    std::vector<ShardRow> ordered;
    std::set<IdBytes> placed;
    while (!rows.empty()) {
      const auto ready = std::find_if(rows.begin(), rows.end(), [&](const ShardRow& one) {
        const bool waits = found_.contains(one.row.previous_id.bytes);
        return !waits || placed.contains(one.row.previous_id.bytes);
      });
      // Events that follow one another in a ring are no chain: as they came.
      const auto next = ready == rows.end() ? rows.begin() : ready;
      placed.insert(next->row.id.bytes);
      ordered.push_back(std::move(*next));
      rows.erase(next);
    }
    return ordered;
  }

  ClickHouse& clickhouse_;
  std::size_t most_;
  std::set<IdBytes> seen_;
  std::multimap<IdBytes, ConsentId> tails_;
  std::map<IdBytes, ShardRow> found_;
  std::map<std::string, ShardEpochs> epochs_;
};

}  // namespace

std::vector<ShardRow> chain_rows(ClickHouse& clickhouse, const ConsentId& id, std::size_t most) {
  return ChainFinder(clickhouse, most).find(id);
}

std::vector<ChainRecord> ClickHouseProofSource::chain_of(const ConsentId& id, std::size_t most) {
  std::vector<ChainRecord> chain;
  for (const ShardRow& one : chain_rows(clickhouse_, id, most)) {
    chain.push_back({one.shard, one.row.leaf, std::string(one.row.salt.begin(), one.row.salt.end()),
                     one.row.record, one.in_log});
  }
  return chain;
}

std::optional<std::string> ClickHouseProofSource::record_of(const ConsentId& id) {
  const std::string rows =
      clickhouse_.ask("SELECT record FROM events PREWHERE id = " + literal(id) + " WHERE kind < " +
                      std::to_string(int{witness_kind}) + " LIMIT 1 FORMAT RowBinary");
  if (rows.empty()) return std::nullopt;
  return RowReader(rows).text();
}

/// An event that came to several collectors at once is there once.
std::vector<std::string> ClickHouseProofSource::records_at(const std::string& site,
                                                           std::int64_t from_s, std::int64_t to_s,
                                                           std::size_t most) {
  const std::string rows = clickhouse_.ask(
      "SELECT record FROM events WHERE received_s >= " + std::to_string(from_s) +
      " AND received_s <= " + std::to_string(to_s) + " AND site = " + literal(site) +
      " AND kind < " + std::to_string(int{witness_kind}) +
      " ORDER BY received_s, id LIMIT 1 BY id LIMIT " + std::to_string(most) + " FORMAT RowBinary");
  std::vector<std::string> records;
  for (RowReader reader(rows); !reader.at_end();) records.push_back(reader.text());
  return records;
}

std::vector<std::string> ClickHouseProofSource::logs() {
  return shards_of(clickhouse_);
}

std::vector<LoggedKey> ClickHouseProofSource::keys_of(const std::string& log) {
  return shard_keys(clickhouse_, log);
}

std::optional<SignedHead> ClickHouseProofSource::newest_head(const std::string& log,
                                                             std::uint64_t size) {
  return newest_shard_head(clickhouse_, log, size);
}

std::optional<MerkleProof> ClickHouseProofSource::inclusion(const std::string& log,
                                                            std::uint64_t leaf,
                                                            std::uint64_t size) {
  const WantedSubtrees wanted;
  if (!inclusion_proof(leaf, size, wanted)) return std::nullopt;
  ShardSubtrees subtrees(clickhouse_, log);
  subtrees.fetch(wanted.places);
  return inclusion_proof(leaf, size, subtrees);
}

std::optional<ArchivedFile> ClickHouseProofSource::archived(const Digest& hash) {
  return akkoord::archived(clickhouse_, hash);
}

}  // namespace akkoord
