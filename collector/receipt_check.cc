// SPDX-License-Identifier: MIT
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <span>
#include <utility>

#include "collector/granted_services.h"
#include "collector/receipt.h"
#include "collector/receipt_party.h"
#include "collector/receipt_record.h"
#include "collector/receipt_text.h"
#include "collector/shown_documents.h"
#include "collector/signing_key.h"
#include "core/proof/evidence.h"
#include "core/proof/merkle_proof.h"

namespace akkoord {

namespace {

using nlohmann::json;

constexpr std::size_t max_log_keys = 10'000;

/// A receipt does not hold, for this reason.
struct DoesNotHold {
  std::string fault;
};

void require(bool holds, const char* fault) {
  if (!holds) throw DoesNotHold{fault};
}

Digest digest_at(const json& object, const char* key) {
  const std::optional<Digest> digest = read_hex(object.at(key).get<std::string>());
  require(digest.has_value(), "a hash or key in it is no 64 digits");
  return *digest;
}

std::uint64_t number_at(const json& object, const char* key) {
  const json& number = object.at(key);
  require(number.is_number_unsigned(), "a number in it is none");
  return number.get<std::uint64_t>();
}

Signature signature_at(const json& object, const char* key) {
  const std::string text = object.at(key);
  Signature signature{};
  require(text.size() == 2 * signature.size(), "a signature in it is no 128 digits");
  for (std::size_t half = 0; half < 2; ++half) {
    const std::optional<Digest> bytes = read_hex(std::string_view(text).substr(half * 64, 64));
    require(bytes.has_value(), "a signature in it is no 128 digits");
    std::copy(bytes->begin(), bytes->end(), signature.begin() + static_cast<long>(half * 32));
  }
  return signature;
}

/// A key of the log, and how many leaves the log had when it took over.
struct LogKey {
  PublicKey key;
  std::uint64_t size;
};

/// The keys of the log, each named by the one before it.
std::vector<LogKey> checked_keys(const json& keys) {
  require(keys.is_array() && !keys.empty() && keys.size() <= max_log_keys,
          "it has no keys, or more than any log");
  std::vector<LogKey> known;
  for (const json& one : keys) {
    LogKey next{digest_at(one, "public_key"), 0};
    if (!known.empty()) {
      next.size = number_at(one, "size");
      const PublicKey& former = known.back().key;
      const KeyChange change{log_named_by(known.front().key), former, next.key, next.size,
                             static_cast<std::int64_t>(number_at(one, "time_s"))};
      const std::string text = signed_text(change);
      require(verify_signature(former, text, signature_at(one, "former_signature")) &&
                  verify_signature(next.key, text, signature_at(one, "own_signature")),
              "a key in it was not named by the one before");
    }
    known.push_back(next);
  }
  return known;
}

/// Whether key `number` signed heads of `size` leaves: from when it took over until the next did.
bool signs(const std::vector<LogKey>& keys, std::size_t number, std::uint64_t size) {
  const bool is_newest = number + 1 == keys.size();
  return size >= keys[number].size && (is_newest || size <= keys[number + 1].size);
}

/// The head of `log`, which has "keys" and "head".
TreeHead checked_head(const json& log, std::span<const PublicKey> trusted) {
  const std::vector<LogKey> keys = checked_keys(log.at("keys"));
  const auto place_of = [&keys](const PublicKey& key) {
    const auto found = std::find_if(keys.begin(), keys.end(),
                                    [&key](const LogKey& one) { return one.key == key; });
    return static_cast<std::size_t>(found - keys.begin());
  };
  require(std::any_of(trusted.begin(), trusted.end(),
                      [&](const PublicKey& key) { return place_of(key) < keys.size(); }),
          "it is of another log: the key given is none of its keys");
  const json& head = log.at("head");
  const PublicKey signer = digest_at(head, "public_key");
  const TreeHead signed_head{log_named_by(keys.front().key), number_at(head, "size"),
                             digest_at(head, "root"),
                             static_cast<std::int64_t>(number_at(head, "time_s"))};
  const std::size_t place = place_of(signer);
  require(place < keys.size() &&
              verify_signature(signer, signed_text(signed_head), signature_at(head, "signature")),
          "the signature of its log's head does not hold");
  require(signs(keys, place, signed_head.size),
          "its log's head was signed by a key whose time was over");
  return signed_head;
}

/// The heads of the logs that it leans on: all different, since one is enough of each.
std::vector<TreeHead> checked_heads(const json& evidence, std::span<const PublicKey> trusted) {
  if (!evidence.contains("logs")) return {checked_head(evidence, trusted)};
  std::vector<TreeHead> heads;
  std::set<Digest> names;
  for (const json& log : evidence.at("logs")) {
    heads.push_back(checked_head(log, trusted));
    require(names.insert(heads.back().log).second, "it has two heads of one log");
  }
  return heads;
}

/// The records, each shown to be in a log, and a record in each; each follows one before it.
std::vector<json> checked_records(const json& records, const std::vector<TreeHead>& heads) {
  std::set<std::uint64_t> used;
  std::vector<json> read;
  std::set<std::string> ids;
  for (const json& one : records) {
    const std::string text = one.at("record");
    MerkleProof proof;
    for (const json& hash : one.at("inclusion")) {
      const std::optional<Digest> digest = read_hex(hash.get<std::string>());
      require(digest.has_value(), "a hash in it is no 64 digits");
      proof.push_back(*digest);
    }
    const std::uint64_t log = heads.size() > 1 ? number_at(one, "log") : 0;
    require(log < heads.size(), "a record in it is in none of its logs");
    used.insert(log);
    const TreeHead& head = heads[log];
    const Digest leaf = leaf_of(entry_of(digest_at(one, "salt"), text));
    require(verify_inclusion(leaf, number_at(one, "leaf"), head.size, proof, head.root),
            "a record in it is not in the log");
    const json record = read_json(text).value_or(json());
    const json& event = record.at("event");
    const std::string previous_id = event.value("previous_id", "");
    require(ids.empty() || ids.contains(previous_id), "its records are no chain");
    // What the first follows has been erased, or never came: others may follow the same.
    if (ids.empty() && !previous_id.empty()) ids.insert(previous_id);
    ids.insert(event.at("id").get<std::string>());
    read.push_back(record);
  }
  require(!read.empty(), "it has no record");
  require(used.size() == heads.size(), "it has a log that no record is in");
  return read;
}

/// The documents, each named by a record for what it is.
ShownDocuments checked_documents(const json& texts, const std::vector<json>& records) {
  ShownDocuments documents;
  require(texts.is_array(), "its documents are no list");
  for (const json& text : texts) {
    require(documents.add(text.get<std::string>(), records),
            "a document in it is named by no record");
  }
  return documents;
}

ReceiptEntry entry_for(const json& record, std::size_t number) {
  const json& event = record.at("event");
  ReceiptEntry entry{event.at("id"),
                     std::string(status_of(record, number)),
                     event.at("site"),
                     event.at("method"),
                     {},
                     event.at("issued_s"),
                     record.at("received_s"),
                     event.at("expires_s")};
  for (const std::string& name : granted_by(event)) {
    entry.granted += (entry.granted.empty() ? "" : " ") + name;
  }
  return entry;
}

/// Whether an object has these keys and no other: what is not looked at could say anything.
void require_keys(const json& object, std::initializer_list<const char*> keys) {
  require(object.is_object() && object.size() == keys.size() &&
              std::all_of(keys.begin(), keys.end(),
                          [&object](const char* key) { return object.contains(key); }),
          "its evidence has a part that does not belong there, or lacks one");
}

void require_form_of_log(const json& log) {
  require_keys(log.at("head"), {"size", "root", "time_s", "public_key", "signature"});
  for (std::size_t i = 0; i < log.at("keys").size(); ++i) {
    const json& key = log.at("keys").at(i);
    if (i == 0) {
      require_keys(key, {"public_key"});
    } else {
      require_keys(key, {"public_key", "size", "time_s", "former_signature", "own_signature"});
    }
  }
}

void require_form(const json& evidence) {
  require(evidence.is_object(), "it has no evidence");
  const bool has_logs = evidence.contains("logs");
  if (has_logs) {
    require_keys(evidence, {"logs", "records", "documents"});
    const json& logs = evidence.at("logs");
    require(logs.is_array() && logs.size() > 1 && logs.size() <= max_chain_records,
            "its logs are no list, or too few or many");
    for (const json& log : logs) {
      require_keys(log, {"keys", "head"});
      require_form_of_log(log);
    }
  } else {
    require_keys(evidence, {"keys", "head", "records", "documents"});
    require_form_of_log(evidence);
  }
  for (const json& record : evidence.at("records")) {
    if (has_logs) {
      require_keys(record, {"log", "leaf", "salt", "record", "inclusion"});
    } else {
      require_keys(record, {"leaf", "salt", "record", "inclusion"});
    }
  }
}

ReceiptCheck checked(std::string_view text, std::span<const PublicKey> trusted) {
  ReceiptCheck check;
  std::optional<json> receipt = read_json(text);
  require(receipt && receipt->is_object(), "it is no receipt");
  const json evidence = receipt->at("akkoord:evidence");
  require_form(evidence);
  check.heads = checked_heads(evidence, trusted);
  const std::vector<json> records = checked_records(evidence.at("records"), check.heads);
  const ShownDocuments documents = checked_documents(evidence.at("documents"), records);
  receipt->erase("akkoord:evidence");
  // Through text: the two kinds of JSON differ in the order of keys, which means nothing.
  std::int64_t signed_s = 0;
  for (const TreeHead& head : check.heads) signed_s = std::max(signed_s, head.time_s);
  require(*receipt == json::parse(described(records, documents, signed_s).dump()),
          "it says more, or other, than its evidence shows");
  for (std::size_t i = 0; i < records.size(); ++i) {
    check.entries.push_back(entry_for(records[i], i));
  }
  const json* policy = documents.newest_policy(records);
  if (policy != nullptr) check.controller = text_of(policy->at("controller"), "name");
  return check;
}

}  // namespace

ReceiptCheck check_receipt(std::string_view text, std::span<const PublicKey> trusted) {
  ReceiptCheck failed;
  if (text.size() > max_receipt_bytes) {
    failed.fault = "it is larger than any receipt";
    return failed;
  }
  try {
    return checked(text, trusted);
  } catch (const DoesNotHold& reason) {
    failed.fault = reason.fault;
  } catch (const json::exception&) {
    failed.fault = "it is no receipt, or a part of it is missing";
  }
  return failed;
}

}  // namespace akkoord
