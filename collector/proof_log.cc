// SPDX-License-Identifier: MIT
#include "collector/proof_log.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/proof/evidence.h"
#include "core/proof/merkle_proof.h"

namespace akkoord {

namespace {

Signature signature_of(const std::string& bytes) {
  Signature signature{};
  if (bytes.size() != signature.size()) throw SqliteFault("a signature is not as long as it was");
  std::transform(bytes.begin(), bytes.end(), signature.begin(),
                 [](char c) { return static_cast<std::uint8_t>(c); });
  return signature;
}

std::int64_t signed_number(std::uint64_t number) noexcept {
  return static_cast<std::int64_t>(number);
}

}  // namespace

std::optional<SignedHead> newest_head(Database& database, std::uint64_t size) {
  const std::optional<Digest> name = log_name(database);
  Statement select(database,
                   "SELECT size, root, time_s, public_key, signature FROM tree_heads "
                   "WHERE size >= ? ORDER BY size DESC LIMIT 1");
  select.bind(signed_number(size));
  if (!name || !select.step()) return std::nullopt;
  SignedHead head;
  head.head = {*name, static_cast<std::uint64_t>(select.number(0)), select.digest(1),
               select.number(2)};
  head.key = select.digest(3);
  head.signature = signature_of(select.bytes(4));
  return head;
}

std::optional<Digest> log_name(Database& database) {
  Statement first(database, "SELECT public_key FROM log_keys ORDER BY number LIMIT 1");
  if (!first.step()) return std::nullopt;
  return log_named_by(first.digest(0));
}

std::optional<PublicKey> newest_key(Database& database) {
  Statement newest(database, "SELECT public_key FROM log_keys ORDER BY number DESC LIMIT 1");
  if (!newest.step()) return std::nullopt;
  return newest.digest(0);
}

ProofLog::ProofLog(Database& database, const SigningKey& key, std::int64_t now_s)
    : database_(database), key_(key), tiles_(database) {
  LoggedSubtrees subtrees(database);
  const std::optional<TreeEdge> edge = TreeEdge::of(subtrees.size(), subtrees);
  if (!edge) throw SqliteFault("the proof log lacks a part: restore the database from a backup");
  edge_ = *edge;

  const std::optional<PublicKey> newest = newest_key(database);
  if (!newest && edge_.size() == 0) begin_with(key, now_s);
  if (newest_key(database) != key.public_key()) {
    throw SqliteFault("log.key is not the key that signs this log: restore it from your backup");
  }
  name_ = log_name(database).value_or(Digest{});
  if (const std::optional<SignedHead> head = newest_head(database)) {
    if (root_of(head->head.size, subtrees) != head->head.root) {
      throw SqliteFault("the proof log is not the one whose head was signed");
    }
    signed_size_ = head->head.size;
  }
}

void ProofLog::begin_with(const SigningKey& key, std::int64_t now_s) {
  Statement add(database_,
                "INSERT INTO log_keys (number, public_key, size, time_s) VALUES (0, ?, 0, ?)");
  add.bind_bytes(key.public_key()).bind(now_s).run();
}

std::uint64_t ProofLog::append(const Digest& entry) {
  const std::uint64_t leaf = edge_.size();
  completed_.clear();
  edge_.append(leaf_of(entry), completed_);
  for (const Subtree& subtree : completed_) tiles_.add(subtree);
  return leaf;
}

void ProofLog::write() {
  tiles_.write();
}

bool ProofLog::sign_head(std::int64_t now_s) {
  if (edge_.size() == signed_size_) return false;
  const TreeHead head{name_, edge_.size(), edge_.root(), now_s};
  Statement add(database_,
                "INSERT INTO tree_heads (size, root, time_s, public_key, signature) "
                "VALUES (?, ?, ?, ?, ?)");
  add.bind(signed_number(head.size))
      .bind_bytes(head.root)
      .bind(now_s)
      .bind_bytes(key_.public_key())
      .bind_bytes(key_.sign(signed_text(head)))
      .run();
  signed_size_ = head.size;
  return true;
}

void ProofLog::restore(State state) noexcept {
  edge_ = state.edge;
  signed_size_ = state.signed_size;
  tiles_.restore(std::move(state.open_tiles));
}

void change_key(Database& database, const SigningKey& former, const SigningKey& next,
                std::int64_t now_s) {
  LoggedSubtrees subtrees(database);
  const std::optional<Digest> name = log_name(database);
  if (!name || newest_key(database) != former.public_key()) {
    throw SqliteFault("this is not the log's newest key");
  }
  const KeyChange change{*name, former.public_key(), next.public_key(), subtrees.size(), now_s};
  const std::string text = signed_text(change);
  Statement add(database,
                "INSERT INTO log_keys (number, public_key, size, time_s, former_signature, "
                "own_signature) SELECT MAX(number) + 1, ?, ?, ?, ?, ? FROM log_keys");
  add.bind_bytes(change.next)
      .bind(signed_number(change.size))
      .bind(now_s)
      .bind_bytes(former.sign(text))
      .bind_bytes(next.sign(text))
      .run();
}

}  // namespace akkoord
