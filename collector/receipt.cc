// SPDX-License-Identifier: MIT
#include "collector/receipt.h"

#include <nlohmann/json.hpp>

#include "collector/archive.h"
#include "collector/proof_log.h"
#include "collector/receipt_text.h"
#include "collector/shown_documents.h"
#include "core/proof/evidence.h"
#include "core/proof/merkle_proof.h"

namespace akkoord {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::string_view hash_prefix = "sha256:";
constexpr std::size_t max_document_bytes = 1U << 20U;

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

/// JSON in which no '<' can end the block of a page that it stands in; it means the same.
std::string without_tags(const std::string& text) {
  std::string safe;
  safe.reserve(text.size());
  for (const char c : text) {
    if (c == '<') {
      safe += "\\u003c";
    } else {
      safe += c;
    }
  }
  return safe;
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

/// The keys, the first alone, the others as the one before named them.
ordered_json keys_json(Database& database) {
  Statement rows(database,
                 "SELECT public_key, size, time_s, former_signature, own_signature FROM log_keys "
                 "ORDER BY number");
  ordered_json keys = ordered_json::array();
  while (rows.step()) {
    ordered_json key = {{"public_key", hex_of(rows.bytes(0))}};
    if (!keys.empty()) {
      key["size"] = rows.number(1);
      key["time_s"] = rows.number(2);
      key["former_signature"] = hex_of(rows.bytes(3));
      key["own_signature"] = hex_of(rows.bytes(4));
    }
    keys.push_back(std::move(key));
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

/// What the archive has of what `records` name.
ShownDocuments documents_of(Database& database, const std::vector<json>& records) {
  ShownDocuments documents;
  for (const json& record : records) {
    for (const std::string& hash : hashes_in(record)) {
      if (!hash.starts_with(hash_prefix)) continue;
      const std::optional<Digest> digest = read_hex(hash.substr(hash_prefix.size()));
      std::optional<ArchivedFile> file =
          digest ? archived(database, *digest) : std::optional<ArchivedFile>();
      if (file && file->bytes.size() <= max_document_bytes) {
        documents.add(std::move(file->bytes), records);
      }
    }
  }
  return documents;
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
  const ShownDocuments documents = documents_of(database, read);
  ordered_json receipt = described(read, documents, head->head.time_s);
  receipt["akkoord:evidence"] = {{"keys", keys_json(database)},
                                 {"head", head_json(*head)},
                                 {"records", records_json(database, chain, head->head)},
                                 {"documents", documents.texts()}};
  MadeReceipt made{ReceiptState::made, without_tags(receipt.dump(2)) + "\n"};
  if (made.text.size() > max_bytes) return {.state = ReceiptState::too_large};
  return made;
}

std::string log_keys_json(Database& database) {
  const std::optional<Digest> log = log_name(database);
  if (!log) throw SqliteFault("the log has no key yet");
  return ordered_json{{"log", hex(*log)}, {"keys", keys_json(database)}}.dump(2) + "\n";
}

}  // namespace akkoord
