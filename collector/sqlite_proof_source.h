// SPDX-License-Identifier: MIT
//
// What receipts are made of, out of SQLite: one log, which needs no name.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "collector/proof_source.h"
#include "collector/sqlite.h"

namespace akkoord {

/// Reads a database, while a collector may be writing. Throws SqliteFault.
class SqliteProofSource : public ProofSource {
 public:
  /// Reads `file`, which must be there.
  explicit SqliteProofSource(const std::filesystem::path& file);

  void on_one_state(const std::function<void()>& work) override;
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
  Database database_;
};

}  // namespace akkoord
