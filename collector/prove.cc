// SPDX-License-Identifier: MIT
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>

#include "collector/commands.h"
#include "collector/config.h"
#include "collector/file_text.h"
#include "collector/named_consent.h"
#include "collector/proof_log.h"
#include "collector/receipt.h"
#include "collector/receipt_text.h"
#include "collector/signing_key.h"
#include "collector/sqlite_schema.h"
#include "core/compile/quoted.h"

namespace akkoord {

namespace {

CollectorExit failed(const std::string& fault, CollectorExit exit) {
  std::fprintf(stderr, "%s\n", fault.c_str());
  return exit;
}

CollectorExit put(const std::string& text, const std::string& output) {
  if (output.empty() || output == "-") {
    std::fputs(text.c_str(), stdout);
    return CollectorExit::fine;
  }
  std::ofstream file(output, std::ios::binary);
  file << text << std::flush;
  return file ? CollectorExit::fine
              : failed(output + " can't be written", CollectorExit::machine_failed);
}

void print_entry(const ReceiptEntry& entry) {
  std::printf("%s  %s at %s\n", utc_text(entry.issued_s).c_str(), entry.status.c_str(),
              printable(entry.site).c_str());
  std::printf("    id        %s\n", printable(entry.id).c_str());
  std::printf("    granted   %s\n",
              entry.granted.empty() ? "nothing" : printable(entry.granted).c_str());
  std::printf("    by        %s\n", printable(entry.method).c_str());
  std::printf("    received  %s\n", utc_text(entry.received_s).c_str());
  std::printf("    until     %s\n", utc_text(entry.expires_s).c_str());
}

void print_check(const ReceiptCheck& check) {
  for (const ReceiptEntry& entry : check.entries) print_entry(entry);
  if (!check.controller.empty()) {
    std::printf("Asked by %s.\n", printable(check.controller).c_str());
  }
  std::printf("The receipt holds: log %s, %llu leaves, signed %s.\n", hex(check.head.log).c_str(),
              static_cast<unsigned long long>(check.head.size),
              utc_text(check.head.time_s).c_str());
}

std::string json_of(const ReceiptCheck& check) {
  nlohmann::ordered_json json = {{"ok", check.fault.empty()}, {"fault", check.fault}};
  if (check.fault.empty()) {
    json["controller"] = check.controller;
    json["log"] = {{"name", hex(check.head.log)},
                   {"size", check.head.size},
                   {"root", hex(check.head.root)},
                   {"time_s", check.head.time_s}};
    json["choices"] = nlohmann::ordered_json::array();
  }
  for (const ReceiptEntry& entry : check.entries) {
    json["choices"].push_back({{"id", entry.id},
                               {"status", entry.status},
                               {"site", entry.site},
                               {"method", entry.method},
                               {"granted", entry.granted},
                               {"issued_s", entry.issued_s},
                               {"received_s", entry.received_s},
                               {"expires_s", entry.expires_s}});
  }
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace

CollectorExit run_prove(const CollectorCall& call, std::string_view id) {
  std::string fault;
  const std::optional<Config> config = read_config(call.config, fault);
  if (!config) return failed(fault, CollectorExit::bad_input);
  const std::optional<ConsentId> consent = consent_named(id);
  if (!consent) return failed("this is no id of a consent", CollectorExit::bad_call);
  try {
    Database database(config->data / "events.db", Database::Use::write);
    prepare_for_reading(database);
    database.run("BEGIN");
    const MadeReceipt receipt = make_receipt(database, *consent);
    database.roll_back();
    if (receipt.state == ReceiptState::made) return put(receipt.text, call.output);
    return failed(std::string(sentence_for(receipt.state)), CollectorExit::bad_input);
  } catch (const SqliteFault& wrong) {
    return failed(wrong.what(), CollectorExit::machine_failed);
  }
}

CollectorExit run_log_key(const CollectorCall& call) {
  std::string fault;
  const std::optional<Config> config = read_config(call.config, fault);
  if (!config) return failed(fault, CollectorExit::bad_input);
  try {
    Database database(config->data / "events.db", Database::Use::write);
    prepare_for_reading(database);
    const std::optional<PublicKey> key = newest_key(database);
    if (!key) return failed("the log has no key yet", CollectorExit::bad_input);
    return put(hex(*key) + "\n", call.output);
  } catch (const SqliteFault& wrong) {
    return failed(wrong.what(), CollectorExit::machine_failed);
  }
}

CollectorExit run_verify(const CollectorCall& call, std::string_view receipt) {
  const std::optional<PublicKey> key = read_hex(call.key);
  if (!key) return failed("--key is the log's public key, 64 digits", CollectorExit::bad_call);
  if (!prepare_ciphers()) return failed("no randomness", CollectorExit::machine_failed);
  std::string fault;
  const std::optional<std::string> text =
      file_text(std::filesystem::path(receipt), max_receipt_bytes, fault);
  if (!text) return failed(fault, CollectorExit::bad_call);
  const ReceiptCheck check = check_receipt(*text, *key);
  const CollectorExit exit = check.fault.empty() ? CollectorExit::fine : CollectorExit::bad_input;
  if (call.format == "json") {
    std::fputs(json_of(check).c_str(), stdout);
  } else if (!check.fault.empty()) {
    return failed("This receipt does not hold: " + check.fault + ".", exit);
  } else {
    print_check(check);
  }
  return exit;
}

}  // namespace akkoord
