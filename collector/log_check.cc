// SPDX-License-Identifier: MIT
#include "collector/log_check.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "collector/proof_log.h"
#include "core/proof/evidence.h"

namespace akkoord {

namespace {

Signature signature_in(const Statement& row, int column) {
  const std::string bytes = row.bytes(column);
  Signature signature{};
  if (bytes.size() == signature.size()) {
    std::transform(bytes.begin(), bytes.end(), signature.begin(),
                   [](char c) { return static_cast<std::uint8_t>(c); });
  }
  return signature;
}

/// Checks while it goes; the first fault stays.
class LogChecker {
 public:
  explicit LogChecker(Database& database) : database_(database), subtrees_(database) {}

  LogCheck check() {
    check_keys();
    const std::uint64_t size = subtrees_.size();
    Statement records(database_, "SELECT leaf, salt, record FROM events ORDER BY leaf");
    Statement heads(
        database_,
        "SELECT size, root, time_s, public_key, signature FROM tree_heads ORDER BY size");
    bool has_record = records.step();
    bool has_head = heads.step();
    while (result_.fault.empty() && edge_.size() < size) {
      const std::uint64_t leaf = edge_.size();
      const std::optional<Digest> hash = subtrees_.hash_of({0, leaf});
      if (!hash) return failed("leaf " + std::to_string(leaf) + " is lost");
      grow(*hash);
      if (has_record && records.number(0) == static_cast<std::int64_t>(leaf)) {
        check_record(records, *hash);
        has_record = records.step();
      }
      while (has_head && heads.number(0) == static_cast<std::int64_t>(edge_.size())) {
        check_head(heads);
        has_head = heads.step();
      }
    }
    if (has_record) return failed("a record stands beyond the log's end, or without a leaf");
    if (has_head) return failed("a head was signed over more leaves than there are");
    check_ends();
    result_.leaves = edge_.size();
    return result_;
  }

 private:
  LogCheck& failed(std::string fault) {
    if (result_.fault.empty()) result_.fault = std::move(fault);
    return result_;
  }

  void grow(const Digest& hash) {
    completed_.clear();
    edge_.append(hash, completed_);
    for (const Subtree& subtree : completed_) {
      if (subtree.place.level % tile_levels != 0) continue;  // hashed from those, not kept
      if (subtrees_.hash_of(subtree.place) == subtree.hash) continue;
      failed("subtree " + std::to_string(subtree.place.number) + " of level " +
             std::to_string(subtree.place.level) + " does not follow from its leaves");
    }
  }

  void check_ends() {
    for (unsigned level = tile_levels; level < max_tree_levels; level += tile_levels) {
      if (subtrees_.hash_of({level, edge_.size() >> level})) {
        failed("a subtree of level " + std::to_string(level) + " has no leaves");
      }
    }
  }

  void check_record(const Statement& row, const Digest& leaf) {
    const Digest salt = row.digest(1);
    if (leaf_of(entry_of(salt, row.bytes(2))) != leaf) {
      failed("the record of leaf " + std::to_string(row.number(0)) + " is not what was logged");
    }
    ++result_.records;
  }

  void check_head(const Statement& row) {
    const TreeHead head{name_, edge_.size(), edge_.root(), row.number(2)};
    const PublicKey key = row.digest(3);
    const bool known = std::find(keys_.begin(), keys_.end(), key) != keys_.end();
    if (row.digest(1) != head.root || !known ||
        !verify_signature(key, signed_text(head), signature_in(row, 4))) {
      failed("the head over " + std::to_string(head.size) + " leaves does not fit the log");
    }
    ++result_.heads;
  }

  void check_keys() {
    Statement rows(database_,
                   "SELECT public_key, size, time_s, former_signature, own_signature FROM log_keys "
                   "ORDER BY number");
    while (rows.step()) {
      const PublicKey key = rows.digest(0);
      if (keys_.empty()) {
        name_ = log_named_by(key);
      } else {
        const std::string text = signed_text(KeyChange{
            name_, keys_.back(), key, static_cast<std::uint64_t>(rows.number(1)), rows.number(2)});
        if (!verify_signature(keys_.back(), text, signature_in(rows, 3)) ||
            !verify_signature(key, text, signature_in(rows, 4))) {
          failed("key " + std::to_string(keys_.size()) + " was not named by the one before it");
        }
      }
      keys_.push_back(key);
    }
    result_.keys = keys_.size();
  }

  Database& database_;
  LoggedSubtrees subtrees_;
  LogCheck result_;
  TreeEdge edge_;
  Digest name_{};
  std::vector<PublicKey> keys_;
  std::vector<Subtree> completed_;
};

}  // namespace

LogCheck check_log(Database& database) {
  // One transaction: a collector may be writing meanwhile.
  database.run("BEGIN");
  try {
    LogCheck result = LogChecker(database).check();
    database.roll_back();
    return result;
  } catch (const SqliteFault&) {
    database.roll_back();
    throw;
  }
}

}  // namespace akkoord
