// SPDX-License-Identifier: MIT
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "collector/receipt.h"
#include "collector/receipt_text.h"
#include "collector/signing_key.h"
#include "core/compile/sha256.h"
#include "core/proof/evidence.h"
#include "core/proof/merkle_proof.h"

namespace akkoord {

namespace {

using nlohmann::json;

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

/// The keys of the log, each named by the one before it.
std::vector<PublicKey> checked_keys(const json& keys) {
  std::vector<PublicKey> known;
  for (const json& one : keys) {
    const PublicKey key = digest_at(one, "public_key");
    if (!known.empty()) {
      const std::string text = signed_text(KeyChange{log_named_by(known.front()), known.back(), key,
                                                     one.at("size"), one.at("time_s")});
      require(verify_signature(known.back(), text, signature_at(one, "former_signature")) &&
                  verify_signature(key, text, signature_at(one, "own_signature")),
              "a key in it was not named by the one before");
    }
    known.push_back(key);
  }
  return known;
}

TreeHead checked_head(const json& evidence, const PublicKey& trusted) {
  const std::vector<PublicKey> keys = checked_keys(evidence.at("keys"));
  const auto has = [&keys](const PublicKey& key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
  };
  require(has(trusted), "it is of another log: the key given is none of its keys");
  const json& head = evidence.at("head");
  const PublicKey signer = digest_at(head, "public_key");
  const TreeHead signed_head{log_named_by(keys.front()), head.at("size"), digest_at(head, "root"),
                             head.at("time_s")};
  require(has(signer) &&
              verify_signature(signer, signed_text(signed_head), signature_at(head, "signature")),
          "the signature of its log's head does not hold");
  return signed_head;
}

/// The records, each shown to be in the log; each follows one before it.
std::vector<json> checked_records(const json& records, const TreeHead& head) {
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
    const Digest leaf = leaf_of(entry_of(digest_at(one, "salt"), text));
    require(verify_inclusion(leaf, one.at("leaf"), head.size, proof, head.root),
            "a record in it is not in the log");
    const json record = json::parse(text);
    const json& event = record.at("event");
    require(ids.empty() || ids.contains(event.at("previous_id").get<std::string>()),
            "its records are no chain");
    ids.insert(event.at("id").get<std::string>());
    read.push_back(record);
  }
  require(!read.empty(), "it has no record");
  return read;
}

/// The policies, each named by a record through its hash.
std::vector<json> checked_policies(const json& policies, const std::vector<json>& records) {
  std::vector<json> read;
  for (const json& one : policies) {
    const std::string text = one;
    const std::string hash = "sha256:" + sha256_hex(text);
    require(std::any_of(records.begin(), records.end(),
                        [&hash](const json& record) {
                          return record.at("event").at("policy_hash") == hash;
                        }),
            "a policy in it is named by no record");
    read.push_back(json::parse(text));
  }
  return read;
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

ReceiptCheck checked(std::string_view text, const PublicKey& key) {
  ReceiptCheck check;
  json receipt = json::parse(text);
  const json evidence = receipt.at("akkoord:evidence");
  check.head = checked_head(evidence, key);
  const std::vector<json> records = checked_records(evidence.at("records"), check.head);
  const std::vector<json> policies = checked_policies(evidence.at("policies"), records);
  receipt.erase("akkoord:evidence");
  // Through text: the two kinds of JSON differ in the order of keys, which means nothing.
  require(receipt == json::parse(described(records, policies).dump()),
          "it says more, or other, than its evidence shows");
  for (std::size_t i = 0; i < records.size(); ++i) {
    check.entries.push_back(entry_for(records[i], i));
  }
  if (!policies.empty()) {
    check.controller = policies.back().value("controller", json::object()).value("name", "");
  }
  return check;
}

}  // namespace

ReceiptCheck check_receipt(std::string_view text, const PublicKey& key) {
  ReceiptCheck failed;
  if (text.size() > max_receipt_bytes) {
    failed.fault = "it is larger than any receipt";
    return failed;
  }
  try {
    return checked(text, key);
  } catch (const DoesNotHold& reason) {
    failed.fault = reason.fault;
  } catch (const json::exception&) {
    failed.fault = "it is no receipt, or a part of it is missing";
  }
  return failed;
}

}  // namespace akkoord
