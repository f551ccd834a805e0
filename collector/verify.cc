// SPDX-License-Identifier: MIT
//
// `akkoord verify`: a receipt, and the page or PDF that carries one, against the log's public keys.
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "collector/commands.h"
#include "collector/file_text.h"
#include "collector/receipt.h"
#include "collector/receipt_file.h"
#include "collector/receipt_record.h"
#include "collector/shown_documents.h"
#include "collector/signing_key.h"
#include "core/compile/quoted.h"

namespace akkoord {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

/// A page or PDF has its receipt, and more.
constexpr std::size_t max_file_bytes = 3 * max_receipt_bytes;
constexpr std::size_t max_keys_bytes = 1U << 20U;

/// The keys in a file: what /consent/log-key answers, or a line each.
std::vector<PublicKey> keys_in(const std::string& text) {
  std::vector<PublicKey> keys;
  const auto take = [&keys](std::string_view digits) {
    const std::optional<PublicKey> key = read_hex(digits);
    if (key) keys.push_back(*key);
  };
  if (const std::optional<json> log = read_json(text); log && log->is_object()) {
    // Of several logs each has a list of its own.
    json logs = log->value("logs", json::array());
    logs.push_back(*log);
    for (const json& of : logs) {
      if (!of.is_object()) continue;
      for (const json& one : of.value("keys", json::array())) {
        if (one.is_object()) take(one.value("public_key", ""));
      }
    }
    return keys;
  }
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    take(std::string_view(text).substr(start, end - start));
    start = end + 1;
  }
  return keys;
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

void print_check(const ReceiptCheck& check, ReceiptFile file) {
  for (const ReceiptEntry& entry : check.entries) print_entry(entry);
  if (!check.controller.empty()) {
    std::printf("Asked by %s.\n", printable(check.controller).c_str());
  }
  for (const TreeHead& head : check.heads) {
    std::printf("The receipt holds: log %s, %llu leaves, signed %s.\n", hex(head.log).c_str(),
                static_cast<unsigned long long>(head.size), utc_text(head.time_s).c_str());
  }
  if (file != ReceiptFile::receipt) {
    std::printf(
        "It was inside the %s. What is printed there can have been changed: rely on what "
        "stands here.\n",
        file == ReceiptFile::page ? "page" : "PDF");
  }
  std::printf("It does not prove:\n");
  for (const std::string_view one : not_proved) {
    std::printf("  - %s\n", std::string(one).c_str());
  }
}

ordered_json json_of(const TreeHead& head) {
  return {{"name", hex(head.log)},
          {"size", head.size},
          {"root", hex(head.root)},
          {"time_s", head.time_s}};
}

std::string json_of(const ReceiptCheck& check) {
  ordered_json report = {{"ok", check.fault.empty()}, {"fault", check.fault}};
  if (check.fault.empty()) {
    report["controller"] = check.controller;
    if (check.heads.size() == 1) report["log"] = json_of(check.heads.front());
    if (check.heads.size() > 1) {
      for (const TreeHead& head : check.heads) report["logs"].push_back(json_of(head));
    }
    report["does_not_prove"] = not_proved;
    report["choices"] = ordered_json::array();
  }
  for (const ReceiptEntry& entry : check.entries) {
    report["choices"].push_back({{"id", entry.id},
                                 {"status", entry.status},
                                 {"site", entry.site},
                                 {"method", entry.method},
                                 {"granted", entry.granted},
                                 {"issued_s", entry.issued_s},
                                 {"received_s", entry.received_s},
                                 {"expires_s", entry.expires_s}});
  }
  return report.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

/// The keys that a call trusts; none where it names none, and `fault` says why.
std::vector<PublicKey> trusted_keys(const CollectorCall& call, std::string& fault) {
  if (call.key.empty() == call.keys.empty()) {
    fault = "give --key KEY, or --keys FILE with the log's keys";
    return {};
  }
  if (!call.key.empty()) {
    const std::optional<PublicKey> key = read_hex(call.key);
    if (key) return {*key};
    fault = "--key is the log's public key, 64 digits";
    return {};
  }
  const std::optional<std::string> text = file_text(call.keys, max_keys_bytes, fault);
  if (!text) return {};
  std::vector<PublicKey> keys = keys_in(*text);
  if (keys.empty()) fault = call.keys + " has no key: 64 digits a line, or what log-key answers";
  return keys;
}

}  // namespace

CollectorExit run_verify(const CollectorCall& call, std::string_view receipt) {
  if (call.format != "" && call.format != "text" && call.format != "json") {
    return failed("--format is text or json", CollectorExit::bad_call);
  }
  std::string fault;
  const std::vector<PublicKey> keys = trusted_keys(call, fault);
  if (keys.empty()) return failed(fault, CollectorExit::bad_call);
  if (!prepare_ciphers()) return failed("no randomness", CollectorExit::machine_failed);
  const std::optional<std::string> bytes =
      file_text(std::filesystem::path(receipt), max_file_bytes, fault);
  if (!bytes) return failed(fault, CollectorExit::bad_call);
  const std::optional<FoundReceipt> found = receipt_in(*bytes);
  ReceiptCheck check;
  if (found) {
    check = check_receipt(found->text, keys);
  } else {
    check.fault = "there is no receipt of akkoord in it";
  }
  const CollectorExit exit = check.fault.empty() ? CollectorExit::fine : CollectorExit::bad_input;
  if (call.format == "json") {
    std::fputs(json_of(check).c_str(), stdout);
  } else if (!check.fault.empty()) {
    return failed("This receipt does not hold: " + check.fault + ".", exit);
  } else {
    print_check(check, found->file);
  }
  return exit;
}

}  // namespace akkoord
