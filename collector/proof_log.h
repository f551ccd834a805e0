// SPDX-License-Identifier: MIT
//
// The proof log on disk: append-only, its full subtrees in tiles, its heads signed.
// One writer grows it, inside a transaction of the store's, so that a record and its leaf come to
// disk together or not at all.
#pragma once

#include <cstdint>
#include <optional>

#include "collector/log_tiles.h"
#include "collector/signing_key.h"
#include "collector/sqlite.h"
#include "core/proof/merkle_tree.h"
#include "core/proof/signed_text.h"

namespace akkoord {

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

  /// What a transaction that fails comes back to.
  struct State {
    /// The edge of the tree.
    TreeEdge edge{};
    /// How many leaves the newest head has.
    std::uint64_t signed_size = 0;
    /// What the database had of the tiles that grow.
    TileWriter::OpenTiles open_tiles{};
  };

  /// Adds an entry; returns the place of its leaf. It comes to the database with write().
  std::uint64_t append(const Digest& entry);
  /// Brings what was added to the database: call it before the transaction ends.
  void write();
  /// Signs what is there, unless nothing was added since. Returns whether it did.
  bool sign_head(std::int64_t now_s);
  /// How many leaves there are.
  [[nodiscard]] std::uint64_t size() const noexcept { return edge_.size(); }
  /// How many leaves the newest head has.
  [[nodiscard]] std::uint64_t signed_size() const noexcept { return signed_size_; }
  /// Where it stands; nothing may have been added since write().
  [[nodiscard]] State state() const { return {edge_, signed_size_, tiles_.open_tiles()}; }
  /// Comes back to there.
  void restore(State state) noexcept;

 private:
  void begin_with(const SigningKey& key, std::int64_t now_s);

  Database& database_;
  const SigningKey& key_;
  TileWriter tiles_;
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
