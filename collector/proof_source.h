// SPDX-License-Identifier: MIT
//
// What receipts are made of, wherever it is kept. A store has one proof log, or several where
// several collectors write; a log goes by a name of the store's own.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "collector/archive.h"
#include "collector/proof_log.h"
#include "collector/signing_key.h"
#include "core/consent_id.h"
#include "core/proof/merkle_proof.h"

namespace akkoord {

/// A record of a chain, as it was logged.
struct ChainRecord {
  std::string log{};       ///< In which log.
  std::uint64_t leaf = 0;  ///< At which leaf.
  std::string salt{};      ///< Its salt.
  std::string record{};    ///< Its bytes.
  bool has_place = true;   ///< False where its leaf is still to be given (shard_epochs.h).
};

/// A key of a log, as it was named.
struct LoggedKey {
  PublicKey key{};                    ///< The key.
  std::uint64_t size = 0;             ///< How many leaves the log had.
  std::int64_t time_s = 0;            ///< When, UTC.
  std::optional<Signature> former{};  ///< By the key before it; the first has none.
  std::optional<Signature> own{};     ///< By itself; likewise.
};

/// Where the parts of receipts come from. What fails throws what std::exception is.
class ProofSource {
 public:
  ProofSource() = default;
  ProofSource(const ProofSource&) = delete;
  ProofSource& operator=(const ProofSource&) = delete;
  virtual ~ProofSource() = default;

  /// Runs `work`, which asks for more than one thing, on one state of all of them where there is
  /// such a thing.
  virtual void on_one_state(const std::function<void()>& work) { work(); }
  /// The chain that `id` belongs to, in the order in which it was logged (chain_order.h); one more
  /// than `most` where it is longer.
  virtual std::vector<ChainRecord> chain_of(const ConsentId& id, std::size_t most) = 0;
  /// The bytes of a record; nothing where there is none.
  virtual std::optional<std::string> record_of(const ConsentId& id) = 0;
  /// The records of `site` that came in from `from_s` to `to_s`, oldest first, at most `most`.
  virtual std::vector<std::string> records_at(const std::string& site, std::int64_t from_s,
                                              std::int64_t to_s, std::size_t most) = 0;
  /// The logs there are.
  virtual std::vector<std::string> logs() = 0;
  /// The keys of a log, from the first.
  virtual std::vector<LoggedKey> keys_of(const std::string& log) = 0;
  /// Its newest head, where that has at least `size` leaves.
  virtual std::optional<SignedHead> newest_head(const std::string& log, std::uint64_t size) = 0;
  /// That `leaf` is among the first `size` leaves; nothing where the log lacks a part.
  virtual std::optional<MerkleProof> inclusion(const std::string& log, std::uint64_t leaf,
                                               std::uint64_t size) = 0;
  /// A file that was shown.
  virtual std::optional<ArchivedFile> archived(const Digest& hash) = 0;
};

}  // namespace akkoord
