// SPDX-License-Identifier: MIT
#include "collector/receipt.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "collector/chain_order.h"
#include "collector/receipt_text.h"
#include "collector/shown_documents.h"
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

std::string hex_of(const Signature& signature) {
  return hex_of(std::string(signature.begin(), signature.end()));
}

/// The keys, the first alone, the others as the one before named them.
ordered_json keys_json(const std::vector<LoggedKey>& logged) {
  ordered_json keys = ordered_json::array();
  for (const LoggedKey& one : logged) {
    ordered_json key = {{"public_key", hex(one.key)}};
    if (!keys.empty()) {
      key["size"] = one.size;
      key["time_s"] = one.time_s;
      key["former_signature"] = hex_of(one.former.value_or(Signature{}));
      key["own_signature"] = hex_of(one.own.value_or(Signature{}));
    }
    keys.push_back(std::move(key));
  }
  return keys;
}

ordered_json head_json(const SignedHead& head) {
  return {{"size", head.head.size},
          {"root", hex(head.head.root)},
          {"time_s", head.head.time_s},
          {"public_key", hex(head.key)},
          {"signature", hex_of(head.signature)}};
}

/// What the archive has of what `records` name.
ShownDocuments documents_of(ProofSource& source, const std::vector<json>& records) {
  ShownDocuments documents;
  for (const json& record : records) {
    for (const std::string& hash : hashes_in(record)) {
      if (!hash.starts_with(hash_prefix)) continue;
      const std::optional<Digest> digest = read_hex(hash.substr(hash_prefix.size()));
      std::optional<ArchivedFile> file =
          digest ? source.archived(*digest) : std::optional<ArchivedFile>();
      if (file && file->bytes.size() <= max_document_bytes) {
        documents.add(std::move(file->bytes), records);
      }
    }
  }
  return documents;
}

/// A log that a chain came to, with a head over all of the chain that is in it.
struct ChainLog {
  std::string name;
  SignedHead head;
};

/// The logs of `chain`, as they come first in it; nothing where a head is still to be signed.
std::optional<std::vector<ChainLog>> logs_of(ProofSource& source,
                                             const std::vector<ChainRecord>& chain) {
  std::vector<std::string> names;
  std::map<std::string, std::uint64_t> sizes;
  for (const ChainRecord& one : chain) {
    if (!one.has_place) return std::nullopt;
    std::uint64_t& size = sizes[one.log];
    if (size == 0) names.push_back(one.log);
    size = std::max(size, one.leaf + 1);
  }
  std::vector<ChainLog> logs;
  for (const std::string& name : names) {
    const std::optional<SignedHead> head = source.newest_head(name, sizes[name]);
    if (!head) return std::nullopt;
    logs.push_back({name, *head});
  }
  return logs;
}

/// The records with their proofs under the heads of `logs`.
ordered_json records_json(ProofSource& source, const std::vector<ChainRecord>& chain,
                          const std::vector<ChainLog>& logs) {
  ordered_json records = ordered_json::array();
  for (const ChainRecord& one : chain) {
    const auto log = std::find_if(logs.begin(), logs.end(),
                                  [&one](const ChainLog& known) { return known.name == one.log; });
    const std::optional<MerkleProof> proof =
        source.inclusion(one.log, one.leaf, log->head.head.size);
    if (!proof) throw std::runtime_error("the proof log lacks a part");
    ordered_json hashes = ordered_json::array();
    for (const Digest& hash : *proof) hashes.push_back(hex(hash));
    ordered_json record;
    if (logs.size() > 1) record["log"] = log - logs.begin();
    record["leaf"] = one.leaf;
    record["salt"] = hex_of(one.salt);
    record["record"] = one.record;
    record["inclusion"] = std::move(hashes);
    records.push_back(std::move(record));
  }
  return records;
}

template <typename One>
std::vector<One> in_order(const std::vector<One>& all, const std::vector<std::size_t>& order) {
  std::vector<One> ordered;
  for (const std::size_t place : order) ordered.push_back(all[place]);
  return ordered;
}

MadeReceipt receipt_of(ProofSource& source, const ConsentId& id, std::size_t max_bytes) {
  std::vector<ChainRecord> chain = source.chain_of(id, max_chain_records);
  if (chain.empty()) return {.state = ReceiptState::unknown};
  if (chain.size() > max_chain_records) return {.state = ReceiptState::too_large};
  const std::optional<std::vector<ChainLog>> logs = logs_of(source, chain);
  if (!logs) return {.state = ReceiptState::not_signed_yet};
  std::vector<json> read;
  for (const ChainRecord& one : chain) read.push_back(json::parse(one.record));
  const std::vector<std::size_t> order = chain_order(read);
  chain = in_order(chain, order);
  read = in_order(read, order);
  const ShownDocuments documents = documents_of(source, read);
  ordered_json signed_by = ordered_json::array();
  std::int64_t signed_s = 0;
  for (const ChainLog& log : *logs) {
    signed_by.push_back(
        {{"keys", keys_json(source.keys_of(log.name))}, {"head", head_json(log.head)}});
    signed_s = std::max(signed_s, log.head.head.time_s);
  }
  ordered_json receipt = described(read, documents, signed_s);
  ordered_json& evidence = receipt["akkoord:evidence"];
  if (logs->size() == 1) {
    evidence = std::move(signed_by.front());
  } else {
    evidence["logs"] = std::move(signed_by);
  }
  evidence["records"] = records_json(source, chain, *logs);
  evidence["documents"] = documents.texts();
  MadeReceipt made{ReceiptState::made, without_tags(receipt.dump(2)) + "\n"};
  if (made.text.size() > max_bytes) return {.state = ReceiptState::too_large};
  return made;
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

MadeReceipt make_receipt(ProofSource& source, const ConsentId& id, std::size_t max_bytes) {
  MadeReceipt made;
  source.on_one_state([&] { made = receipt_of(source, id, max_bytes); });
  return made;
}

std::string log_keys_json(ProofSource& source) {
  ordered_json logs = ordered_json::array();
  for (const std::string& name : source.logs()) {
    const std::vector<LoggedKey> keys = source.keys_of(name);
    if (keys.empty()) continue;
    logs.push_back({{"log", hex(log_named_by(keys.front().key))}, {"keys", keys_json(keys)}});
  }
  if (logs.empty()) throw std::runtime_error("the log has no key yet");
  return (logs.size() == 1 ? logs.front() : ordered_json{{"logs", logs}}).dump(2) + "\n";
}

}  // namespace akkoord
