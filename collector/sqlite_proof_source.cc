// SPDX-License-Identifier: MIT
#include "collector/sqlite_proof_source.h"

#include <algorithm>

#include "collector/log_tiles.h"
#include "collector/one_state.h"
#include "collector/sqlite_schema.h"

namespace akkoord {

namespace {

const std::filesystem::path& existing(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file))
    throw SqliteFault(file.string() +
                      " is not there: no collector has run with this configuration");
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

/// Clocks are set back now and then: how far leaf and time may disagree.
constexpr std::int64_t clock_slack_s = 3'600;

std::int64_t last_leaf(Database& database) {
  Statement select(database, "SELECT MAX(leaf) FROM events");
  return select.step() && !select.is_null(0) ? select.number(0) : -1;
}

/// The first leaf whose record came in at `from_s` or later: leaves are numbered as they come in.
std::int64_t first_leaf(Database& database, std::int64_t from_s) {
  Statement at(database,
               "SELECT leaf, received_s FROM events WHERE leaf >= ? ORDER BY leaf LIMIT 1");
  std::int64_t low = 0;
  std::int64_t high = last_leaf(database) + 1;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    at.bind(middle);
    if (at.step() && at.number(1) < from_s) {
      low = at.number(0) + 1;
    } else {
      high = middle;
    }
    at.reset();
  }
  return low;
}

}  // namespace

SqliteProofSource::SqliteProofSource(const std::filesystem::path& file)
    : database_(existing(file), Database::Use::write) {
  prepare_for_reading(database_);
}

void SqliteProofSource::on_one_state(const std::function<void()>& work) {
  read_one_state(database_, work);
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

std::optional<std::string> SqliteProofSource::record_of(const ConsentId& id) {
  Statement find(database_, "SELECT record FROM events WHERE id = ?");
  find.bind_bytes(id.bytes);
  if (!find.step()) return std::nullopt;
  return find.bytes(0);
}

std::vector<std::string> SqliteProofSource::records_at(const std::string& site, std::int64_t from_s,
                                                       std::int64_t to_s, std::size_t most) {
  Statement rows(database_,
                 "SELECT record, received_s, site FROM events WHERE leaf >= ? ORDER BY leaf");
  rows.bind(first_leaf(database_, from_s - clock_slack_s));
  std::vector<std::string> records;
  while (records.size() < most && rows.step()) {
    const std::int64_t received_s = rows.number(1);
    if (received_s > to_s + clock_slack_s) break;
    if (received_s < from_s || received_s > to_s || rows.bytes(2) != site) continue;
    records.push_back(rows.bytes(0));
  }
  return records;
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
