// SPDX-License-Identifier: MIT
#include "collector/shard_log.h"

#include <algorithm>

#include "collector/block.h"
#include "collector/row_binary.h"
#include "core/proof/evidence.h"
#include "core/proof/merkle_proof.h"

namespace akkoord {

namespace {

constexpr std::chrono::seconds patience(10);
constexpr std::size_t hashes_at_once = 50'000;
constexpr std::uint64_t tail_at_once = 20'000;

/// The full subtrees that make up the first `size` leaves.
std::vector<SubtreePlace> edge_places(std::uint64_t size) {
  std::vector<SubtreePlace> places;
  for (unsigned level = 0; level < max_tree_levels; ++level) {
    if ((size >> level & 1U) != 0) places.push_back({level, (size >> level) - 1});
  }
  return places;
}

void insert_surely(ClickHouse& clickhouse, Block block) {
  if (!block.insert(clickhouse, Block::Clock::now() + patience)) {
    throw ClickHouseFault(block.fault(), 0);
  }
}

[[noreturn]] void refuse(const std::string& fault) {
  throw ClickHouseFault(fault, -1);
}

}  // namespace

ShardLog::ShardLog(ClickHouse& clickhouse, const std::string& shard, const SigningKey& key,
                   const ShardEpochs& epochs, std::int64_t now_s)
    : clickhouse_(clickhouse), shard_(shard), tables_(shard), key_(key) {
  std::vector<LoggedKey> keys = shard_keys(clickhouse_, shard_);
  const std::string any = clickhouse_.ask("SELECT leaf FROM " + tables_.events + " LIMIT 1");
  if (keys.empty() && any.empty()) {
    keys.push_back({key.public_key(), 0, now_s, std::nullopt, std::nullopt});
    add_shard_key(clickhouse_, shard_, 0, keys.front());
  }
  if (keys.empty() || keys.back().key != key.public_key()) {
    refuse("the key is not the one that signs the log of shard \"" + shard_ +
           "\": restore its file from your backup");
  }
  name_ = log_named_by(keys.front().key);
  recover_edge();
  recover_tail(epochs);
  recover_witness();
}

/// What the newest head covers is in hashes: the edge is made of that.
void ShardLog::recover_edge() {
  const std::string rows =
      clickhouse_.ask("SELECT size, root, records FROM " + tables_.heads +
                      " ORDER BY size DESC, time_s DESC LIMIT 1 FORMAT RowBinary");
  if (rows.empty()) return;
  RowReader reader(rows);
  signed_size_ = reader.u64();
  const Digest root = reader.digest();
  records_ = signed_records_ = reader.u64();
  ShardSubtrees subtrees(clickhouse_, shard_);
  subtrees.fetch(edge_places(signed_size_));
  const std::optional<TreeEdge> edge = TreeEdge::of(signed_size_, subtrees);
  if (!edge) refuse("the proof log of shard \"" + shard_ + "\" lacks a part");
  if (edge->root() != root) {
    refuse("the proof log of shard \"" + shard_ + "\" is not the one whose head was signed");
  }
  edge_ = *edge;
}

/// What came after that head is in events alone, as far as its epoch counts.
void ShardLog::recover_tail(const ShardEpochs& epochs) {
  for (bool may_be_more = true; may_be_more;) {
    const std::uint64_t from = edge_.size();
    const std::string rows = clickhouse_.ask(
        "SELECT leaf, epoch, kind, id, previous_id, policy, expires_s, salt, record FROM " +
        tables_.events + " WHERE leaf >= " + std::to_string(from) + " AND leaf < " +
        std::to_string(from + tail_at_once) + " ORDER BY leaf, epoch FORMAT RowBinary");
    for (RowReader reader(rows); !reader.at_end();) {
      const std::uint64_t leaf = reader.u64();
      const bool counts = epochs.in_log(reader.u64(), leaf);
      const std::uint8_t kind = reader.u8();
      Link link;
      link.id = reader.id();
      link.previous_id = reader.id();
      link.policy = reader.text();
      link.expires_s = reader.i64();
      const Digest salt = reader.digest();
      const std::string record = reader.text();
      if (!counts || leaf < edge_.size()) continue;  // below: a row that came twice
      if (leaf != edge_.size()) {
        refuse("leaf " + std::to_string(edge_.size()) + " of shard \"" + shard_ + "\" is lost");
      }
      const Digest entry = entry_of(salt, record);
      if (kind == witness_kind) {
        append_witness(entry);
      } else {
        append(entry, link.previous_id.nil() ? std::optional<Link>() : std::optional(link));
      }
    }
    may_be_more = edge_.size() == from + tail_at_once;
  }
}

void ShardLog::recover_witness() {
  const std::string rows = clickhouse_.ask("SELECT record FROM " + tables_.events +
                                           " PREWHERE kind = " + std::to_string(int{witness_kind}) +
                                           " ORDER BY leaf DESC LIMIT 1 FORMAT "
                                           "RowBinary");
  if (rows.empty()) return;
  const std::optional<Witness> last = read_witness(RowReader(rows).text());
  if (!last) refuse("the last witness of shard \"" + shard_ + "\" can't be read");
  for (const TreeHead& head : last->seen) seen_[head.log] = head;
}

void ShardLog::add_leaf(const Digest& entry) {
  edge_.append(leaf_of(entry), unwritten_);
}

std::uint64_t ShardLog::append(const Digest& entry, std::optional<Link> link) {
  add_leaf(entry);
  ++records_;
  if (link) unlinked_.push_back(*std::move(link));
  return edge_.size() - 1;
}

std::uint64_t ShardLog::append_witness(const Digest& entry) {
  add_leaf(entry);
  return edge_.size() - 1;
}

std::optional<Witness> ShardLog::new_witness(std::int64_t now_s, std::string& fault) {
  bool is_news = false;
  std::map<Digest, TreeHead> seen = seen_;
  for (const std::string& other : shards_of(clickhouse_)) {
    if (other == shard_) continue;
    const std::optional<SignedHead> head = newest_shard_head(clickhouse_, other);
    if (!head) continue;
    const auto known = seen_.find(head->head.log);
    const std::uint64_t known_size = known == seen_.end() ? 0 : known->second.size;
    if (head->head.size < known_size) {
      fault = "the log of shard \"" + other + "\" has been cut back to " +
              std::to_string(head->head.size) + " leaves, after " + std::to_string(known_size) +
              " were seen: run check-log";
      continue;
    }
    if (!verify_signature(head->key, signed_text(head->head), head->signature)) {
      fault = "the newest head of shard \"" + other + "\" is not signed by its key";
      continue;
    }
    if (head->head.size == known_size) continue;
    // A log that has grown by witnesses alone is no news: two idle ones would go on for ever.
    const std::string records = clickhouse_.ask(
        "SELECT count() FROM events_" + other + " PREWHERE leaf >= " + std::to_string(known_size) +
        " AND leaf < " + std::to_string(head->head.size) + " WHERE kind < " +
        std::to_string(int{witness_kind}));
    is_news = is_news || records != "0\n";
    seen[head->head.log] = head->head;
  }
  if (!is_news) return std::nullopt;
  seen_ = std::move(seen);
  Witness witness{name_, now_s, {}};
  for (const auto& [log, head] : seen_) witness.seen.push_back(head);
  return witness;
}

void ShardLog::write_hashes() {
  while (!unwritten_.empty()) {
    const std::size_t count = std::min(unwritten_.size(), hashes_at_once);
    RowWriter rows;
    for (std::size_t i = 0; i < count; ++i) {
      const Subtree& subtree = unwritten_[i];
      rows.u8(subtree.place.level).u64(subtree.place.number).fixed(subtree.hash);
    }
    const SubtreePlace& last = unwritten_[count - 1].place;
    insert_surely(clickhouse_, Block(tables_.hashes, rows.rows(),
                                     "SELECT count() FROM " + tables_.hashes +
                                         " WHERE level = " + std::to_string(last.level) +
                                         " AND number = " + std::to_string(last.number),
                                     1));
    unwritten_.erase(unwritten_.begin(), unwritten_.begin() + static_cast<long>(count));
  }
}

void ShardLog::write_links() {
  while (!unlinked_.empty()) {
    const std::size_t count = std::min(unlinked_.size(), hashes_at_once);
    RowWriter rows;
    for (std::size_t i = 0; i < count; ++i) {
      const Link& link = unlinked_[i];
      rows.fixed(link.previous_id.bytes).fixed(link.id.bytes).text(link.policy);
      rows.i64(link.expires_s);
    }
    const Link& last = unlinked_[count - 1];
    insert_surely(clickhouse_, Block(tables_.links, rows.rows(),
                                     "SELECT count() FROM " + tables_.links +
                                         " WHERE previous_id = " + literal(last.previous_id) +
                                         " AND id = " + literal(last.id),
                                     1));
    unlinked_.erase(unlinked_.begin(), unlinked_.begin() + static_cast<long>(count));
  }
}

bool ShardLog::sign_head(std::int64_t now_s) {
  if (edge_.size() == signed_size_) return false;
  write_hashes();
  write_links();
  const TreeHead head{name_, edge_.size(), edge_.root(), now_s};
  RowWriter row;
  row.u64(head.size).fixed(head.root).i64(now_s).fixed(key_.public_key());
  row.fixed(key_.sign(signed_text(head))).u64(records_);
  insert_surely(clickhouse_, Block(tables_.heads, row.rows(),
                                   "SELECT count() FROM " + tables_.heads +
                                       " WHERE size = " + std::to_string(head.size),
                                   1));
  signed_size_ = head.size;
  signed_records_ = records_;
  return true;
}

}  // namespace akkoord
