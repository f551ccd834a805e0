// SPDX-License-Identifier: MIT
//
// Receipts as somebody hands them in. The first byte says how deep to begin: a file in which to
// look for a receipt, a receipt whose own key is trusted, or a record (and, behind a NUL, a
// document) sealed into a log of one leaf, so that what comes behind hashes and signatures is tried
// too.
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "collector/receipt.h"
#include "collector/receipt_file.h"
#include "collector/signing_key.h"
#include "core/proof/evidence.h"
#include "core/proof/merkle_proof.h"
#include "tests/fuzz/holds.h"

namespace akkoord {

namespace {

using fuzz::holds;
using nlohmann::json;

constexpr std::int64_t time_s = 1'795'737'600;

const SigningKey& sealing_key() {
  static const SigningKey key = [] {
    holds(prepare_ciphers(), "libsodium is there");
    return SigningKey(Digest{1});
  }();
  return key;
}

void try_receipt(std::string_view text) {
  std::vector<PublicKey> trusted = {sealing_key().public_key()};
  const json receipt = json::parse(text, nullptr, false);
  const json::json_pointer key("/akkoord:evidence/head/public_key");
  if (receipt.is_object() && receipt.contains(key) && receipt[key].is_string()) {
    if (const auto read = read_hex(receipt[key].get<std::string>())) trusted.push_back(*read);
  }
  const ReceiptCheck check = check_receipt(text, trusted);
  holds(!check.fault.empty() || !check.entries.empty(), "a receipt that holds tells of a choice");
}

std::string hex_of(const Signature& signature) {
  Digest left{};
  Digest right{};
  std::copy(signature.begin(), signature.begin() + 32, left.begin());
  std::copy(signature.begin() + 32, signature.end(), right.begin());
  return hex(left) + hex(right);
}

/// A receipt of one record; `described` is what it says beside its evidence.
json sealed(std::string_view record, std::string_view document, json described) {
  const SigningKey& key = sealing_key();
  const Digest root = leaf_of(entry_of(Salt{}, record));
  const TreeHead head{log_named_by(key.public_key()), 1, root, time_s};
  json documents = json::array();
  if (!document.empty()) documents.push_back(document);
  described["akkoord:evidence"] = {
      {"keys", {{{"public_key", hex(key.public_key())}}}},
      {"head",
       {{"size", 1},
        {"root", hex(root)},
        {"time_s", time_s},
        {"public_key", hex(key.public_key())},
        {"signature", hex_of(key.sign(signed_text(head)))}}},
      {"records",
       {{{"leaf", 0}, {"salt", hex(Salt{})}, {"record", record}, {"inclusion", json::array()}}}},
      {"documents", documents}};
  return described;
}

void try_sealed(std::string_view bytes) {
  const std::size_t end = bytes.find('\0');
  const std::string_view record = bytes.substr(0, end);
  const std::string_view document =
      end == std::string_view::npos ? std::string_view() : bytes.substr(end + 1);
  const std::string text =
      sealed(record, document, json::object()).dump(-1, ' ', false, json::error_handler_t::replace);
  try_receipt(text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size_bytes) {
  if (size_bytes == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size_bytes - 1);
  if (data[0] == 's') {
    try_sealed(text);
  } else if (data[0] == 'r') {
    try_receipt(text);
  } else if (const auto found = receipt_in(text)) {
    try_receipt(found->text);
  }
  return 0;
}

}  // namespace akkoord
