// SPDX-License-Identifier: MIT
#include "tests/collector/proved_chain.h"

#include <stdexcept>

#include "collector/data_folder.h"
#include "collector/sqlite_proof_source.h"
#include "core/compile/sha256.h"

namespace akkoord::test {

using nlohmann::json;

namespace {

const std::string hostile = "</script><script>alert(1)</script>\"'&";

std::string hash_of(const std::string& bytes) {
  return "sha256:" + sha256_hex(bytes);
}

std::string policy_text() {
  return json{{"id", "2pass"},
              {"controller",
               {{"name", "Clinic <b>&amp;</b> \"Sons\""},
                {"country", "BE"},
                {"address", "Street 1 " + hostile},
                {"email", "privacy@2passclinic.test"},
                {"privacy_notice", "/privacy/"}}}}
      .dump();
}

std::string manifest_text(const std::string& words) {
  return json{{"version", 1},
              {"policy", "2pass"},
              {"revision", 7},
              {"files", {{"nl.json", hash_of(words)}}}}
      .dump();
}

DataFolder opened(const std::filesystem::path& path) {
  std::string fault;
  std::optional<DataFolder> folder = DataFolder::open(path, fault);
  if (!folder) throw std::runtime_error(fault);
  return std::move(*folder);
}

}  // namespace

json hostile_words() {
  const auto service = [](const char* id, const char* category) {
    return json{{"id", id},
                {"name", std::string(id) + " " + hostile},
                {"category", category},
                {"provider", "Provider " + hostile},
                {"country", "US"},
                {"notice", "https://provider.test/privacy"},
                {"purpose", "Counts " + hostile},
                {"cookies", {{"_ga", 63'072'000}, {"_sess", 0}}},
                {"storage", {"kept"}}};
  };
  return {{"language", "nl"},
          {"direction", "ltr"},
          {"banner",
           {{"title", "Wij vragen " + hostile},
            {"body", "Lichaam " + hostile},
            {"accept_all", "Alles " + hostile},
            {"reject_all", "Niets"},
            {"choose", "Kiezen"}}},
          {"settings", {{"title", "Instellingen"}, {"withdraw_note", "Intrekken kan " + hostile}}},
          {"authorities", {{"BE", {"GBA", "https://gba.test/klacht"}}}},
          {"categories", {{"analytical", {{"name", "Statistiek"}, {"description", hostile}}}}},
          {"services", {service("counter", "analytical"), service("ads", "advertising")}}};
}

void ProvedChain::store(ConsentEvent event, std::vector<ArchivedFile> archive) {
  StoreSettings settings = settings_at(start_s);
  settings.policies.archive = std::move(archive);
  std::string fault;
  auto store = SqliteStore::open(opened(folder_.path()), std::move(settings), fault);
  if (!store || put(*store, std::move(event)) != StoreAnswer::stored)
    throw std::runtime_error(fault);
}

ProvedChain::ProvedChain() {
  (void)prepare_ciphers();
  const std::string words = hostile_words().dump();
  const std::string policy = policy_text();
  const std::string manifest = manifest_text(words);
  ConsentEvent first = consent(1);
  first.policy_hash = hash_of(policy);
  first.text_hash = hash_of(words);
  first.bundle_hash = hash_of(manifest);
  first.sensitive = true;
  store(first, {{"2pass", "2pass.json", policy},
                {"2pass", "nl.json", words},
                {"2pass", "bundle.json", manifest}});
  std::string fault;
  first_seed_ = SigningKey::read_seed(opened(folder_.path()).key(), fault);
  store(consent(99));  // somebody else's
  for (const unsigned number : {2U, 3U}) {
    fault = rotate_key(opened(folder_.path()), start_s);
    if (!fault.empty()) throw std::runtime_error(fault);
    ConsentEvent next = first;
    next.id = consent(number).id;
    next.previous_id = consent(number - 1).id;
    next.choice.add(Category::advertising);
    if (number == 3) {
      next.choice = {};
      next.sensitive = false;
      next.method = ChoiceMethod::withdrawal;
      next.text_hash = next.bundle_hash = hash_of("lost");
    }
    store(next);
  }
  SqliteProofSource source(folder_.path() / "events.db");
  const json log = json::parse(log_keys_json(source));
  for (const json& key : log.at("keys")) {
    keys_.push_back(*read_hex(key.at("public_key").get<std::string>()));
  }
}

std::string ProvedChain::receipt() const {
  SqliteProofSource source(folder_.path() / "events.db");
  const MadeReceipt made = make_receipt(source, id(1));
  if (made.state != ReceiptState::made) throw std::runtime_error("no receipt");
  return made.text;
}

json ProvedChain::with_head_of_first_key() const {
  json receipt = json::parse(this->receipt());
  json& head = receipt.at("akkoord:evidence").at("head");
  const TreeHead signed_head{log_named_by(keys_.front()), head.at("size"),
                             *read_hex(head.at("root").get<std::string>()), head.at("time_s")};
  const SigningKey key(*first_seed_);
  const Signature signature = key.sign(signed_text(signed_head));
  Digest left{};
  Digest right{};
  std::copy(signature.begin(), signature.begin() + 32, left.begin());
  std::copy(signature.begin() + 32, signature.end(), right.begin());
  head["public_key"] = hex(key.public_key());
  head["signature"] = hex(left) + hex(right);
  return receipt;
}

}  // namespace akkoord::test
