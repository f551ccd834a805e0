// SPDX-License-Identifier: MIT
#include "collector/sqlite_proof_source.h"

#include <algorithm>

#include "collector/log_tiles.h"
#include "collector/sqlite_schema.h"

namespace akkoord {

namespace {

const std::filesystem::path& existing(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) throw SqliteFault(file.string() + " is not there");
  return file;
}

std::optional<Signature> signature_in(const Statement& row, int column) {
  const std::string bytes = row.bytes(column);
  Signature signature{};
  if (bytes.size() != signature.size()) return std::nullopt;
  std::transform(bytes.begin(), bytes.end(), signature.begin(),
                 [](char c) { return static_cast<std::uint8_t>(c); });
  return signature;
}

}  // namespace

SqliteProofSource::SqliteProofSource(const std::filesystem::path& file)
    : database_(existing(file), Database::Use::write) {
  prepare_for_reading(database_);
}

void SqliteProofSource::on_one_state(const std::function<void()>& work) {
  database_.run("BEGIN");
  try {
    work();
  } catch (...) {
    database_.roll_back();
    throw;
  }
  database_.roll_back();
}

std::vector<ChainRecord> SqliteProofSource::chain_of(const ConsentId& id, std::size_t most) {
  Statement select(database_,
                   "WITH RECURSIVE chain (id) AS (SELECT id FROM events WHERE id = ?"
                   " UNION SELECT events.previous_id FROM events JOIN chain ON events.id = chain.id"
                   " WHERE events.previous_id IS NOT NULL"
                   " UNION SELECT events.id FROM events JOIN chain ON events.previous_id = chain.id"
                   " LIMIT ?)"
                   " SELECT leaf, salt, record FROM events WHERE id IN chain ORDER BY leaf");
  select.bind_bytes(id.bytes).bind(static_cast<std::int64_t>(most) + 1);
  std::vector<ChainRecord> chain;
  while (select.step()) {
    chain.push_back(
        {"", static_cast<std::uint64_t>(select.number(0)), select.bytes(1), select.bytes(2)});
  }
  return chain;
}

std::vector<std::string> SqliteProofSource::logs() {
  return {""};
}

std::vector<LoggedKey> SqliteProofSource::keys_of(const std::string& /*log*/) {
  Statement rows(database_,
                 "SELECT public_key, size, time_s, former_signature, own_signature FROM log_keys "
                 "ORDER BY number");
  std::vector<LoggedKey> keys;
  while (rows.step()) {
    keys.push_back({rows.digest(0), static_cast<std::uint64_t>(rows.number(1)), rows.number(2),
                    signature_in(rows, 3), signature_in(rows, 4)});
  }
  return keys;
}

std::optional<SignedHead> SqliteProofSource::newest_head(const std::string& /*log*/,
                                                         std::uint64_t size) {
  return akkoord::newest_head(database_, size);
}

std::optional<MerkleProof> SqliteProofSource::inclusion(const std::string& /*log*/,
                                                        std::uint64_t leaf, std::uint64_t size) {
  const LoggedSubtrees subtrees(database_);
  return inclusion_proof(leaf, size, subtrees);
}

std::optional<ArchivedFile> SqliteProofSource::archived(const Digest& hash) {
  return akkoord::archived(database_, hash);
}

}  // namespace akkoord
