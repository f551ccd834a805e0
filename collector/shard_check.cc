// SPDX-License-Identifier: MIT
#include "collector/shard_check.h"

#include <algorithm>
#include <map>
#include <set>

#include "collector/clickhouse_schema.h"
#include "collector/event_row.h"
#include "collector/row_binary.h"
#include "collector/shard_epochs.h"
#include "collector/shard_log.h"
#include "core/proof/evidence.h"

namespace akkoord {

namespace {

constexpr std::uint64_t leaves_at_once = 65'536;
constexpr std::uint64_t records_at_once = 16'384;
constexpr std::uint64_t rows_at_once = 20'000;

/// What others have seen of logs: by log and size, the root.
using Sightings = std::map<Digest, std::map<std::uint64_t, Digest>>;
using IdBytes = std::array<std::uint8_t, 16>;

std::string between(const std::string& column, std::uint64_t from, std::uint64_t to) {
  return column + " >= " + std::to_string(from) + " AND " + column + " < " + std::to_string(to);
}

/// Checks one shard; the first fault stays.
class ShardChecker {
 public:
  ShardChecker(ClickHouse& clickhouse, const std::string& shard)
      : clickhouse_(clickhouse), tables_(shard), epochs_(ShardEpochs::of(clickhouse, shard)) {
    result_.shard = shard;
  }

  /// Takes what its witnesses have seen; first in all shards, since logs grow meanwhile.
  void gather(Sightings& sightings);
  ShardCheck check(const Sightings& sightings);

 private:
  void fail(const std::string& fault) {
    if (result_.log.fault.empty()) result_.log.fault = fault;
  }
  [[nodiscard]] bool has_failed() const { return !result_.log.fault.empty(); }
  void check_keys();
  void read_heads();
  bool check_leaves(std::uint64_t from);
  void check_records(std::uint64_t from, std::uint64_t to, const std::vector<Digest>& leaves);
  void check_size(std::uint64_t size);
  void check_rest();

  ClickHouse& clickhouse_;
  ShardTables tables_;
  ShardEpochs epochs_;
  ShardCheck result_;
  Digest name_{};
  std::vector<PublicKey> keys_;
  std::multimap<std::uint64_t, SignedHead> heads_;
  std::map<std::uint64_t, Digest> sighted_;
  TreeEdge edge_;
  std::set<IdBytes> unplaced_;
};

void ShardChecker::gather(Sightings& sightings) {
  std::uint64_t from = 0;
  for (bool may_be_more = true; may_be_more;) {
    const std::string rows =
        clickhouse_.ask("SELECT leaf, epoch, record FROM " + tables_.events +
                        " PREWHERE kind = " + std::to_string(int{witness_kind}) +
                        " AND leaf >= " + std::to_string(from) + " ORDER BY leaf, epoch LIMIT " +
                        std::to_string(rows_at_once) + " FORMAT RowBinary");
    std::uint64_t count = 0;
    for (RowReader reader(rows); !reader.at_end(); ++count) {
      const std::uint64_t leaf = reader.u64();
      from = leaf + 1;
      const bool is_placed = epochs_.in_log(reader.u64(), leaf);
      const std::optional<Witness> witness = read_witness(reader.text());
      if (!is_placed) continue;
      if (!witness) {
        fail("the witness of leaf " + std::to_string(leaf) + " can't be read");
        continue;
      }
      ++result_.witnesses;
      for (const TreeHead& head : witness->seen) {
        const auto [known, is_new] = sightings[head.log].emplace(head.size, head.root);
        if (!is_new && known->second != head.root) fail("two roots were seen of one log and size");
      }
    }
    may_be_more = count == rows_at_once;
  }
}

void ShardChecker::check_keys() {
  for (const LoggedKey& logged : shard_keys(clickhouse_, result_.shard)) {
    if (keys_.empty()) {
      name_ = log_named_by(logged.key);
    } else {
      const std::string text =
          signed_text(KeyChange{name_, keys_.back(), logged.key, logged.size, logged.time_s});
      if (!verify_signature(keys_.back(), text, *logged.former) ||
          !verify_signature(logged.key, text, *logged.own)) {
        fail("key " + std::to_string(keys_.size()) + " was not named by the one before it");
      }
    }
    keys_.push_back(logged.key);
  }
  result_.log.keys = keys_.size();
}

void ShardChecker::read_heads() {
  std::uint64_t from = 0;
  for (bool may_be_more = true; may_be_more;) {
    const std::string rows =
        clickhouse_.ask("SELECT size, root, time_s, public_key, signature FROM " + tables_.heads +
                        " WHERE size >= " + std::to_string(from) + " ORDER BY size LIMIT " +
                        std::to_string(rows_at_once) + " FORMAT RowBinary");
    const std::size_t known_before = heads_.size();
    std::uint64_t count = 0;
    for (RowReader reader(rows); !reader.at_end(); ++count) {
      SignedHead head;
      head.head.log = name_;
      head.head.size = reader.u64();
      head.head.root = reader.digest();
      head.head.time_s = reader.i64();
      head.key = reader.digest();
      const std::string signature = reader.fixed(head.signature.size());
      std::transform(signature.begin(), signature.end(), head.signature.begin(),
                     [](char c) { return static_cast<std::uint8_t>(c); });
      // A size can have several heads, and a page can end between them.
      from = head.head.size;
      const auto [first, last] = heads_.equal_range(from);
      const bool is_known = std::any_of(first, last, [&head](const auto& known) {
        return known.second.signature == head.signature;
      });
      if (!is_known) heads_.emplace(from, head);
    }
    may_be_more = count == rows_at_once && heads_.size() > known_before;
  }
}

/// What was said of the first `size` leaves, by this log's heads and by others.
void ShardChecker::check_size(std::uint64_t size) {
  const auto [first, last] = heads_.equal_range(size);
  for (auto at = first; at != last; ++at) {
    const SignedHead& head = at->second;
    const bool is_known = std::find(keys_.begin(), keys_.end(), head.key) != keys_.end();
    if (head.head.root != edge_.root() || !is_known ||
        !verify_signature(head.key, signed_text(head.head), head.signature)) {
      fail("the head over " + std::to_string(size) + " leaves does not fit the log");
    }
    ++result_.log.heads;
  }
  const auto sighted = sighted_.find(size);
  if (sighted != sighted_.end() && sighted->second != edge_.root()) {
    fail("another log has seen other leaves than the first " + std::to_string(size));
  }
}

/// Reads the leaves from `from` on with all subtrees that they complete. Returns whether there may
/// be more.
bool ShardChecker::check_leaves(std::uint64_t from) {
  const std::uint64_t to = from + leaves_at_once;
  std::string wanted;
  for (unsigned level = 0; level < max_tree_levels && (to >> level) > 0; ++level) {
    wanted += (level == 0 ? "(" : " OR (") + std::string("level = ") + std::to_string(level) +
              " AND " + between("number", from >> level, to >> level) + ")";
  }
  const std::string rows =
      clickhouse_.ask("SELECT level, number, hash FROM " + tables_.hashes + " WHERE " + wanted +
                      " GROUP BY level, number, hash ORDER BY level, number FORMAT RowBinary");
  std::vector<Digest> leaves;
  std::map<std::pair<unsigned, std::uint64_t>, Digest> subtrees;
  for (RowReader reader(rows); !reader.at_end();) {
    const unsigned level = reader.u8();
    const std::uint64_t number = reader.u64();
    const Digest hash = reader.digest();
    if (!subtrees.emplace(std::pair(level, number), hash).second) {
      fail("there are two hashes of subtree " + std::to_string(number) + " of level " +
           std::to_string(level));
    }
    if (level != 0) continue;
    if (number != from + leaves.size()) fail("leaf " + std::to_string(number) + " follows a gap");
    leaves.push_back(hash);
  }
  std::vector<Subtree> completed;
  for (const Digest& leaf : leaves) {
    completed.clear();
    edge_.append(leaf, completed);
    for (const Subtree& subtree : completed) {
      const auto kept = subtrees.find({subtree.place.level, subtree.place.number});
      if (kept != subtrees.end() && kept->second == subtree.hash) continue;
      fail("subtree " + std::to_string(subtree.place.number) + " of level " +
           std::to_string(subtree.place.level) + " does not follow from its leaves");
    }
    check_size(edge_.size());
  }
  for (std::uint64_t at = 0; at < leaves.size() && !has_failed(); at += records_at_once) {
    check_records(from + at, from + std::min(at + records_at_once, std::uint64_t{leaves.size()}),
                  leaves);
  }
  return leaves.size() == leaves_at_once;
}

void ShardChecker::check_records(std::uint64_t from, std::uint64_t to,
                                 const std::vector<Digest>& leaves) {
  const std::uint64_t page = from / leaves_at_once * leaves_at_once;
  const std::string rows = clickhouse_.ask(
      "SELECT leaf, epoch, kind, id, salt, record FROM " + tables_.events + " PREWHERE " +
      between("leaf", from, to) + " ORDER BY leaf, epoch FORMAT RowBinary");
  for (RowReader reader(rows); !reader.at_end();) {
    const std::uint64_t leaf = reader.u64();
    const bool is_placed = epochs_.in_log(reader.u64(), leaf);
    const std::uint8_t kind = reader.u8();
    const ConsentId id = reader.id();
    const Digest salt = reader.digest();
    const std::string record = reader.text();
    if (!is_placed) {
      if (kind < witness_kind) unplaced_.insert(id.bytes);
      continue;
    }
    if (leaf_of(entry_of(salt, record)) != leaves[leaf - page]) {
      fail("the record of leaf " + std::to_string(leaf) + " is not what was logged");
    }
    if (kind < witness_kind) ++result_.log.records;
  }
}

/// What no head covers yet, and what has lost its place and found none again.
void ShardChecker::check_rest() {
  const std::string rows = clickhouse_.ask("SELECT leaf, epoch, kind, id FROM " + tables_.events +
                                           " PREWHERE leaf >= " + std::to_string(edge_.size()) +
                                           " WHERE kind <= " + std::to_string(int{witness_kind}) +
                                           " ORDER BY leaf, epoch FORMAT RowBinary");
  std::uint64_t next = edge_.size();
  for (RowReader reader(rows); !reader.at_end();) {
    const std::uint64_t leaf = reader.u64();
    const bool is_placed = epochs_.in_log(reader.u64(), leaf);
    const bool is_record = reader.u8() != witness_kind;
    const ConsentId id = reader.id();
    if (!is_placed) {
      if (is_record) unplaced_.insert(id.bytes);
      continue;
    }
    if (leaf > next) fail("leaf " + std::to_string(next) + " is lost");
    next = leaf + 1;
    if (is_record) ++result_.unsigned_records;
  }
  std::vector<ConsentId> ids;
  for (const IdBytes& id : unplaced_) {
    ids.push_back({id});
    if (ids.size() < 1'000 && ids.size() < unplaced_.size()) continue;
    const std::string placed =
        clickhouse_.ask("SELECT leaf, epoch, id FROM " + tables_.events + " PREWHERE id IN " +
                        literals(ids) + " FORMAT RowBinary");
    std::set<IdBytes> found;
    for (RowReader reader(placed); !reader.at_end();) {
      const std::uint64_t leaf = reader.u64();
      const bool is_placed = epochs_.in_log(reader.u64(), leaf);
      const ConsentId one = reader.id();
      if (is_placed) found.insert(one.bytes);
    }
    result_.unplaced_records += ids.size() - found.size();
    ids.clear();
  }
}

ShardCheck ShardChecker::check(const Sightings& sightings) {
  epochs_ = ShardEpochs::of(clickhouse_, result_.shard);
  check_keys();
  read_heads();
  const auto sighted = sightings.find(name_);
  if (sighted != sightings.end()) sighted_ = sighted->second;
  while (!has_failed() && check_leaves(edge_.size())) continue;
  result_.log.leaves = edge_.size();
  if (has_failed()) return result_;
  const std::uint64_t size = edge_.size();
  // Heads that were signed since their list was read are no matter; lost leaves are.
  if (!heads_.empty() && heads_.rbegin()->first > size) {
    fail("a head was signed over more leaves than there are");
  }
  if (!sighted_.empty() && sighted_.rbegin()->first > size) {
    fail("the log has been cut back: another log has seen " +
         std::to_string(sighted_.rbegin()->first) + " leaves, there are " + std::to_string(size));
  }
  check_rest();
  return result_;
}

}  // namespace

std::vector<ShardCheck> check_shards(ClickHouse& clickhouse) {
  std::vector<ShardChecker> checkers;
  Sightings sightings;
  std::set<Digest> logs;
  for (const std::string& shard : shards_of(clickhouse)) {
    checkers.emplace_back(clickhouse, shard).gather(sightings);
    const std::vector<LoggedKey> keys = shard_keys(clickhouse, shard);
    if (!keys.empty()) logs.insert(log_named_by(keys.front().key));
  }
  std::vector<ShardCheck> results;
  for (ShardChecker& checker : checkers) results.push_back(checker.check(sightings));
  for (const auto& [log, roots] : sightings) {
    if (logs.contains(log) || results.empty()) continue;
    LogCheck& first = results.front().log;
    if (first.fault.empty()) first.fault = "log " + hex(log) + " was seen by others and is gone";
  }
  return results;
}

}  // namespace akkoord
