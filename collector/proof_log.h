// SPDX-License-Identifier: MIT
//
// The proof log on disk: append-only, its full subtrees in the table log_hashes, its heads signed.
// One writer grows it, inside a transaction of the store's, so that a record and its leaf come to
// disk together or not at all.
#pragma once

#include <cstdint>
#include <optional>

#include "collector/signing_key.h"
#include "collector/sqlite.h"
#include "core/proof/merkle_tree.h"
#include "core/proof/signed_text.h"

namespace akkoord {

/// The subtrees of a database.
class LoggedSubtrees : public SubtreeSource {
 public:
  /// Reads from `database`, which must outlive this.
  explicit LoggedSubtrees(Database& database);
  [[nodiscard]] std::optional<Digest> hash_of(const SubtreePlace& place) const override;
  /// How many leaves there are.
  [[nodiscard]] std::uint64_t size();

 private:
  mutable Statement hash_;
  Statement last_leaf_;
};

/// A head with its signature.
struct SignedHead {
  /// What was signed.
  TreeHead head{};
  /// Whose key.
  PublicKey key{};
  /// By that key over signed_text(head).
  Signature signature{};
};

/// The newest head of at least `size` leaves; nothing where none was signed yet.
[[nodiscard]] std::optional<SignedHead> newest_head(Database& database, std::uint64_t size = 0);

/// The name of the log: that of its first key. Nothing where it has none yet.
[[nodiscard]] std::optional<Digest> log_name(Database& database);

/// The growing log.
class ProofLog {
 public:
  /// Opens the log for `key`, both to outlive this; a new log begins with that key. Throws where
  /// the key is not the log's newest, or the newest head does not fit what is there.
  ProofLog(Database& database, const SigningKey& key, std::int64_t now_s);

  /// Adds an entry; returns the place of its leaf.
  std::uint64_t append(const Digest& entry);
  /// Signs what is there, unless nothing was added since. Returns whether it did.
  bool sign_head(std::int64_t now_s);
  /// The edge, to come back to when a transaction fails.
  [[nodiscard]] const TreeEdge& edge() const noexcept { return edge_; }
  /// Comes back to an edge.
  void restore(const TreeEdge& edge, std::uint64_t signed_size) noexcept;
  /// How many leaves the newest head has.
  [[nodiscard]] std::uint64_t signed_size() const noexcept { return signed_size_; }

 private:
  void begin_with(const SigningKey& key, std::int64_t now_s);

  Database& database_;
  const SigningKey& key_;
  Statement add_hash_;
  Digest name_{};
  TreeEdge edge_;
  std::uint64_t signed_size_ = 0;
  std::vector<Subtree> completed_;
};

/// Lets the log go on under `next`. Both keys sign; call it while no ProofLog is open.
void change_key(Database& database, const SigningKey& former, const SigningKey& next,
                std::int64_t now_s);

/// The log's newest key; nothing where it has none yet.
[[nodiscard]] std::optional<PublicKey> newest_key(Database& database);

}  // namespace akkoord
