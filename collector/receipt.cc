// SPDX-License-Identifier: MIT
#include "collector/receipt.h"

#include <nlohmann/json.hpp>
#include <set>

#include "collector/archive.h"
#include "collector/proof_log.h"
#include "collector/receipt_text.h"
#include "core/proof/evidence.h"
#include "core/proof/merkle_proof.h"

namespace akkoord {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::string_view hash_prefix = "sha256:";

/// Bytes as hexadecimal digits, two each.
std::string hex_of(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += "0123456789abcdef"[byte >> 4U];
    text += "0123456789abcdef"[byte & 15U];
  }
  return text;
}

/// A record of the chain, as the table has it.
struct ChainRecord {
  std::uint64_t leaf;
  std::string salt;
  std::string record;
};

/// The chain of `id`, and one record more where it is longer than max_chain_records.
std::vector<ChainRecord> chain_of(Database& database, const ConsentId& id) {
  Statement select(database,
                   "WITH RECURSIVE chain (id) AS (SELECT id FROM events WHERE id = ?"
                   " UNION SELECT events.previous_id FROM events JOIN chain ON events.id = chain.id"
                   " WHERE events.previous_id IS NOT NULL"
                   " UNION SELECT events.id FROM events JOIN chain ON events.previous_id = chain.id"
                   " LIMIT ?)"
                   " SELECT leaf, salt, record FROM events WHERE id IN chain ORDER BY leaf");
  select.bind_bytes(id.bytes).bind(max_chain_records + 1);
  std::vector<ChainRecord> chain;
  while (select.step()) {
    chain.push_back(
        {static_cast<std::uint64_t>(select.number(0)), select.bytes(1), select.bytes(2)});
  }
  return chain;
}

ordered_json keys_json(Database& database) {
  Statement rows(database,
                 "SELECT public_key, size, time_s, former_signature, own_signature FROM log_keys "
                 "ORDER BY number");
  ordered_json keys = ordered_json::array();
  while (rows.step()) {
    keys.push_back({{"public_key", hex_of(rows.bytes(0))},
                    {"size", rows.number(1)},
                    {"time_s", rows.number(2)},
                    {"former_signature", hex_of(rows.bytes(3))},
                    {"own_signature", hex_of(rows.bytes(4))}});
  }
  return keys;
}

ordered_json head_json(const SignedHead& head) {
  const std::string signature(head.signature.begin(), head.signature.end());
  return {{"size", head.head.size},
          {"root", hex(head.head.root)},
          {"time_s", head.head.time_s},
          {"public_key", hex(head.key)},
          {"signature", hex_of(signature)}};
}

/// The archived policies that `records` name by their hash, each once.
std::vector<std::string> policies_of(Database& database, const std::vector<json>& records) {
  std::vector<std::string> policies;
  std::set<std::string> seen;
  for (const json& record : records) {
    const std::string hash = record.at("event").at("policy_hash");
    if (!hash.starts_with(hash_prefix) || !seen.insert(hash).second) continue;
    const std::optional<Digest> digest = read_hex(hash.substr(hash_prefix.size()));
    const std::optional<ArchivedFile> file =
        digest ? archived(database, *digest) : std::optional<ArchivedFile>();
    if (file && json::accept(file->bytes)) policies.push_back(file->bytes);
  }
  return policies;
}

std::vector<json> parsed(const std::vector<std::string>& texts) {
  std::vector<json> values;
  values.reserve(texts.size());
  for (const std::string& text : texts) values.push_back(json::parse(text));
  return values;
}

/// The records with their proofs under `head`.
ordered_json records_json(Database& database, const std::vector<ChainRecord>& chain,
                          const TreeHead& head) {
  LoggedSubtrees subtrees(database);
  ordered_json records = ordered_json::array();
  for (const ChainRecord& one : chain) {
    const std::optional<MerkleProof> proof = inclusion_proof(one.leaf, head.size, subtrees);
    if (!proof) throw SqliteFault("the proof log lacks a part");
    ordered_json hashes = ordered_json::array();
    for (const Digest& hash : *proof) hashes.push_back(hex(hash));
    records.push_back({{"leaf", one.leaf},
                       {"salt", hex_of(one.salt)},
                       {"record", one.record},
                       {"inclusion", std::move(hashes)}});
  }
  return records;
}

}  // namespace

std::string_view sentence_for(ReceiptState state) noexcept {
  switch (state) {
    case ReceiptState::made:
      return "here it is";
    case ReceiptState::unknown:
      return "no record has this id: it was never received, refused, or has been erased";
    case ReceiptState::not_signed_yet:
      return "no signed head covers this record yet: try again in a minute";
    case ReceiptState::too_large:
      break;
  }
  return "its chain is longer than a receipt may be: somebody has sent changes without end";
}

MadeReceipt make_receipt(Database& database, const ConsentId& id, std::size_t max_bytes) {
  const std::vector<ChainRecord> chain = chain_of(database, id);
  if (chain.empty()) return {.state = ReceiptState::unknown};
  if (chain.size() > max_chain_records) return {.state = ReceiptState::too_large};
  const std::optional<SignedHead> head = newest_head(database, chain.back().leaf + 1);
  if (!head) return {.state = ReceiptState::not_signed_yet};
  std::vector<json> read;
  for (const ChainRecord& one : chain) read.push_back(json::parse(one.record));
  const std::vector<std::string> policies = policies_of(database, read);
  ordered_json receipt = described(read, parsed(policies));
  receipt["akkoord:evidence"] = {{"keys", keys_json(database)},
                                 {"head", head_json(*head)},
                                 {"records", records_json(database, chain, head->head)},
                                 {"policies", policies}};
  MadeReceipt made{ReceiptState::made, receipt.dump(2) + "\n"};
  if (made.text.size() > max_bytes) return {.state = ReceiptState::too_large};
  return made;
}

std::string log_keys_json(Database& database) {
  const std::optional<Digest> log = log_name(database);
  if (!log) throw SqliteFault("the log has no key yet");
  return ordered_json{{"log", hex(*log)}, {"keys", keys_json(database)}}.dump(2) + "\n";
}

}  // namespace akkoord
