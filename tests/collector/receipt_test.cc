// SPDX-License-Identifier: MIT
#include "collector/receipt.h"

#include <array>
#include <boost/test/unit_test.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "collector/erasure.h"
#include "collector/sqlite_proof_source.h"
#include "tests/collector/proved_chain.h"

namespace akkoord {

using nlohmann::json;
using test::ProvedChain;

namespace {

std::string fault_of(const std::string& receipt, const PublicKey& key) {
  return check_receipt(receipt, std::vector{key}).fault;
}

/// Another value of the same kind.
json other_than(const json& value) {
  if (value.is_boolean()) return !value.get<bool>();
  if (value.is_number()) return value.get<std::int64_t>() + 1;
  if (!value.is_string()) return "something";
  std::string text = value;
  if (text.empty()) return "x";
  text.back() = text.back() == 'a' ? 'b' : 'a';
  return text;
}

/// Two logs of a chain each: the second has the first's chain follow its own.
class TwoLogs : public ProofSource {
 public:
  TwoLogs(const ProvedChain& first, const ProvedChain& second)
      : sources_{std::make_unique<SqliteProofSource>(first.folder() / "events.db"),
                 std::make_unique<SqliteProofSource>(second.folder() / "events.db")} {}

  std::vector<ChainRecord> chain_of(const ConsentId& id, std::size_t most) override {
    std::vector<ChainRecord> chain;
    for (std::size_t log = 0; log < 2; ++log) {
      std::vector<ChainRecord> part = sources_[log]->chain_of(id, most);
      // What came to one log of the two.
      for (std::size_t i = log; i < part.size(); i += 2) {
        part[i].log = std::to_string(log);
        part[i].has_place = has_place;
        chain.push_back(part[i]);
      }
    }
    // The third record follows the second.
    if (chain.size() == 3) std::swap(chain[1], chain[2]);
    return chain;
  }
  std::optional<std::string> record_of(const ConsentId& id) override {
    return sources_[0]->record_of(id);
  }
  std::vector<std::string> records_at(const std::string& site, std::int64_t from_s,
                                      std::int64_t to_s, std::size_t most) override {
    return sources_[0]->records_at(site, from_s, to_s, most);
  }
  std::vector<std::string> logs() override { return {"0", "1"}; }
  std::vector<LoggedKey> keys_of(const std::string& log) override { return of(log).keys_of(""); }
  std::optional<SignedHead> newest_head(const std::string& log, std::uint64_t size) override {
    return of(log).newest_head("", size);
  }
  std::optional<MerkleProof> inclusion(const std::string& log, std::uint64_t leaf,
                                       std::uint64_t size) override {
    return of(log).inclusion("", leaf, size);
  }
  std::optional<ArchivedFile> archived(const Digest& hash) override {
    return sources_[0]->archived(hash);
  }

  bool has_place = true;

 private:
  SqliteProofSource& of(const std::string& log) { return *sources_[std::stoul(log)]; }

  std::array<std::unique_ptr<SqliteProofSource>, 2> sources_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(receipt)

BOOST_AUTO_TEST_CASE(holds_by_any_of_the_logs_keys_and_by_no_other) {
  const ProvedChain chain;
  const std::string text = chain.receipt();
  BOOST_TEST_REQUIRE(chain.keys().size() == 3U);
  for (const PublicKey& key : chain.keys()) BOOST_TEST(fault_of(text, key) == "");
  BOOST_TEST(check_receipt(text, std::vector{PublicKey{}, chain.keys().back()}).fault == "");
  BOOST_TEST(fault_of(text, PublicKey{}) ==
             "it is of another log: the key given is none of its keys");
  BOOST_TEST(!check_receipt(text, {}).fault.empty());
}

BOOST_AUTO_TEST_CASE(tells_every_choice_from_first_to_last) {
  const ProvedChain chain;
  const ReceiptCheck check = check_receipt(chain.receipt(), chain.keys());
  BOOST_TEST_REQUIRE(check.entries.size() == 3U);
  BOOST_TEST(check.entries[0].status == "ConsentGiven");
  BOOST_TEST(check.entries[1].status == "RenewedConsentGiven");
  BOOST_TEST(check.entries[2].status == "ConsentWithdrawn");
  BOOST_TEST(check.controller == "Clinic <b>&amp;</b> \"Sons\"");
}

// GDPR 9(2)(a): consent for pages that tell of health is proved apart; of a withdrawal, what it
// ends.
BOOST_AUTO_TEST_CASE(says_where_a_consent_holds_on_sensitive_pages) {
  const ProvedChain chain;
  const json flat = json::parse(chain.receipt()).flatten();
  std::size_t said = 0;
  std::size_t explicitly = 0;
  for (const auto& [pointer, value] : flat.items()) {
    if (pointer.ends_with("/akkoord:sensitive") && value == json(true)) ++said;
    if (pointer.find("/dpv:hasLegalBasis") != std::string::npos && value == "eu-gdpr:A9-2-a") {
      ++explicitly;
    }
  }
  BOOST_TEST(said == 2U);
  BOOST_TEST(explicitly == 3U);
}

// Nothing in a receipt is there for show: whatever is changed, it holds no more.
BOOST_AUTO_TEST_CASE(holds_no_more_when_any_value_in_it_is_changed) {
  const ProvedChain chain;
  const json whole = json::parse(chain.receipt());
  const json flat = whole.flatten();
  BOOST_TEST(flat.size() > 200U);
  for (const auto& [pointer, value] : flat.items()) {
    json changed = whole;
    changed[json::json_pointer(pointer)] = other_than(value);
    BOOST_TEST(fault_of(changed.dump(), chain.keys().front()) != "", pointer);
  }
}

BOOST_AUTO_TEST_CASE(holds_no_more_when_any_part_of_it_is_left_out_or_added) {
  const ProvedChain chain;
  const json whole = json::parse(chain.receipt());
  const json flat = whole.flatten();
  std::set<std::string> objects = {""};
  for (const auto& [pointer, value] : flat.items()) {
    json changed = whole;
    const json::json_pointer place(pointer);
    json& parent = changed[place.parent_pointer()];
    if (parent.is_object()) parent.erase(place.back());
    if (parent.is_array()) parent.erase(std::stoul(place.back()));
    BOOST_TEST(fault_of(changed.dump(), chain.keys().front()) != "", pointer);
    if (parent.is_object()) objects.insert(place.parent_pointer().to_string());
  }
  for (const std::string& pointer : objects) {
    json changed = whole;
    changed[json::json_pointer(pointer)]["more"] = 1;
    BOOST_TEST(fault_of(changed.dump(), chain.keys().front()) != "", pointer);
  }
}

BOOST_AUTO_TEST_CASE(is_refused_however_it_is_broken) {
  const ProvedChain chain;
  const std::string text = chain.receipt();
  for (const std::string& broken :
       {std::string(), std::string("[]"), std::string("null"), std::string(100'000, '['),
        text.substr(0, text.size() / 2), text + "x", std::string(max_receipt_bytes + 1, ' ')}) {
    BOOST_TEST(fault_of(broken, chain.keys().front()) != "");
  }
}

// A key that was given up, and stolen since, signs nothing any more.
BOOST_AUTO_TEST_CASE(takes_no_head_from_a_key_whose_time_was_over) {
  const ProvedChain chain;
  const json forged = chain.with_head_of_first_key();
  BOOST_TEST(fault_of(forged.dump(), chain.keys().front()) ==
             "its log's head was signed by a key whose time was over");
}

BOOST_AUTO_TEST_CASE(says_what_the_archive_lacks) {
  const ProvedChain chain;
  const json whole = json::parse(chain.receipt());
  const json& records = whole.at("dpv:hasRecordOfActivity");
  BOOST_TEST(records.at(0).at("akkoord:not_archived").empty());
  // The last choice names words and files that nobody has kept.
  BOOST_TEST(records.at(2).at("akkoord:not_archived").size() == 2U);
}

// An event names hashes; it may not make another's file its own.
BOOST_AUTO_TEST_CASE(takes_no_document_for_what_it_is_not) {
  const json words = {{"language", "nl"}, {"banner", json::object()}};
  const std::string text = words.dump();
  json event = {{"policy", "2pass"}, {"language", "en"}};
  event["policy_hash"] = event["text_hash"] = event["bundle_hash"] = "sha256:" + sha256_hex(text);
  ShownDocuments documents;
  BOOST_TEST(!documents.add(text, {{{"event", event}}}));
  event["language"] = "nl";
  BOOST_TEST(documents.add(text, {{{"event", event}}}));
  BOOST_TEST(documents.words(event) != nullptr);
  BOOST_TEST(documents.policy(event) == nullptr);
  BOOST_TEST(documents.manifest(event) == nullptr);
}

BOOST_AUTO_TEST_CASE(of_two_logs_holds_by_a_key_of_each_and_no_more_when_anything_is_changed) {
  const ProvedChain first;
  const ProvedChain second;
  TwoLogs source(first, second);
  const std::string text = make_receipt(source, ProvedChain::id(1)).text;
  const std::vector<PublicKey> keys = {first.keys().front(), second.keys().back()};
  const ReceiptCheck check = check_receipt(text, keys);
  BOOST_TEST_REQUIRE(check.fault == "");
  BOOST_TEST(check.entries.size() == 3U);
  BOOST_TEST(check.heads.size() == 2U);
  for (const PublicKey& key : keys) BOOST_TEST(fault_of(text, key) != "");
  const json whole = json::parse(text);
  const json evidence = json{{"akkoord:evidence", whole.at("akkoord:evidence")}}.flatten();
  for (const auto& [pointer, value] : evidence.items()) {
    json changed = whole;
    changed[json::json_pointer(pointer)] = other_than(value);
    BOOST_TEST(check_receipt(changed.dump(), keys).fault != "", pointer);
    const json::json_pointer place(pointer);
    json less = whole;
    json& parent = less[place.parent_pointer()];
    if (parent.is_object()) parent.erase(place.back());
    if (parent.is_array()) parent.erase(std::stoul(place.back()));
    BOOST_TEST(check_receipt(less.dump(), keys).fault != "", pointer);
  }
  json twice = whole;
  json& logs = twice.at("akkoord:evidence").at("logs");
  logs.push_back(logs.front());
  BOOST_TEST(check_receipt(twice.dump(), keys).fault == "it has two heads of one log");
  source.has_place = false;
  BOOST_TEST((make_receipt(source, ProvedChain::id(1)).state == ReceiptState::not_signed_yet));
}

BOOST_AUTO_TEST_CASE(is_of_an_erased_chain_no_more) {
  const ProvedChain chain;
  Database database(chain.folder() / "events.db", Database::Use::write);
  BOOST_TEST(erase_chain(database, chain.id(1)) == 3U);
  SqliteProofSource source(chain.folder() / "events.db");
  BOOST_TEST((make_receipt(source, chain.id(1)).state == ReceiptState::unknown));
  BOOST_TEST(test::log_fault(chain.folder()) == "");
}

BOOST_AUTO_TEST_CASE(is_no_larger_than_it_may_be) {
  const ProvedChain chain;
  SqliteProofSource source(chain.folder() / "events.db");
  BOOST_TEST((make_receipt(source, chain.id(1), 1'000).state == ReceiptState::too_large));
}

// docs/proof.md has this table for people: what ISO/IEC TS 27560 and the GDPR want of a record.
BOOST_AUTO_TEST_CASE(has_every_field_that_the_standard_wants) {
  const ProvedChain chain;
  const json whole = json::parse(chain.receipt());
  const char* fields[] = {
      "/dct:conformsTo",
      "/dpv:hasIdentifier",
      "/dpv:hasDataSubject/dpv:hasIdentifier",
      "/dct:created",
      "/dpv:hasRecordOfActivity/0/dct:conformsTo",
      "/dpv:hasRecordOfActivity/0/dpv:hasIdentifier",
      "/dpv:hasRecordOfActivity/0/dpv:hasDataSubject",
      "/dpv:hasRecordOfActivity/0/dpv:hasNotice/dpv:hasIdentifier",
      "/dpv:hasRecordOfActivity/0/dpv:hasNotice/dct:language",
      "/dpv:hasRecordOfActivity/0/dpv:hasJurisdiction",
      "/dpv:hasRecordOfActivity/0/dpv:hasLegalBasis",
      "/dpv:hasRecordOfActivity/0/dpv:hasRight/0/@type",
      "/dpv:hasRecordOfActivity/0/dpv:hasAuthority/dpv:hasName",
      "/dpv:hasRecordOfActivity/0/dpv:hasConsentControl/dpv:isExercisedAt",
      "/dpv:hasRecordOfActivity/0/dpv:hasDataController/@type",
      "/dpv:hasRecordOfActivity/0/dpv:hasDataController/dpv:hasIdentifier",
      "/dpv:hasRecordOfActivity/0/dpv:hasDataController/dpv:hasName",
      "/dpv:hasRecordOfActivity/0/dpv:hasDataController/dpv:hasAddress",
      "/dpv:hasRecordOfActivity/0/dpv:hasDataController/dpv:hasContact/0",
      "/dpv:hasRecordOfActivity/0/dpv:hasConsentStatus/@type",
      "/dpv:hasRecordOfActivity/0/dpv:hasConsentStatus/dct:date",
      "/dpv:hasRecordOfActivity/0/dpv:hasConsentStatus/dct:valid",
      "/dpv:hasRecordOfActivity/0/dpv:hasConsentStatus/dpv:isIndicatedBy",
      "/dpv:hasRecordOfActivity/0/dpv:hasConsentStatus/dpv:hasIndicationMethod"};
  for (const char* field : fields) {
    const json::json_pointer place(field);
    BOOST_TEST_REQUIRE(whole.contains(place), field);
    BOOST_TEST(!whole.at(place).empty(), field);
  }
  const json& processes = whole.at("dpv:hasRecordOfActivity").at(0).at("dpv:hasProcess");
  BOOST_TEST_REQUIRE(!processes.empty());
  for (const json& process : processes) {
    for (const char* field :
         {"/dpv:hasPurpose/dct:description", "/dpv:hasPurpose/skos:broader",
          "/dpv:hasPersonalData/0/skos:broader", "/dpv:hasRecipient/dpv:hasIdentifier",
          "/dpv:hasRecipient/dpv:hasName", "/dpv:hasRecipient/dpv:hasAddress",
          "/dpv:hasRecipient/dpv:hasContact", "/dpv:hasRecipient/@type",
          "/dpv:hasStorageCondition/0/dpv:hasLocation",
          "/dpv:hasStorageCondition/1/dpv:hasDuration"}) {
      const json::json_pointer place(field);
      BOOST_TEST_REQUIRE(process.contains(place), field);
      BOOST_TEST(!process.at(place).empty(), field);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
