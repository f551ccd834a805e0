// SPDX-License-Identifier: MIT
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>

#include "collector/commands.h"
#include "collector/config.h"
#include "collector/named_consent.h"
#include "collector/open_store.h"
#include "collector/proof_page.h"
#include "collector/proof_words.h"
#include "collector/receipt.h"
#include "collector/receipt_record.h"
#include "collector/record_list.h"
#include "collector/shown_files.h"

namespace akkoord {

namespace {

using nlohmann::ordered_json;

CollectorExit put(const std::string& text, const std::string& output) {
  if (output.empty() || output == "-") {
    std::fwrite(text.data(), 1, text.size(), stdout);
    return CollectorExit::fine;
  }
  std::ofstream file(output, std::ios::binary);
  file << text << std::flush;
  return file ? CollectorExit::fine
              : failed(output + " can't be written", CollectorExit::machine_failed);
}

/// Opens the store of a configuration, hands it to `read`, and turns what is thrown into an answer.
template <typename Read>
CollectorExit with_records(const CollectorCall& call, Read read) {
  std::string fault;
  const std::optional<Config> config = read_config(call.config, fault);
  if (!config) return failed(fault, CollectorExit::bad_input);
  try {
    return read(*open_proofs(*config));
  } catch (const nlohmann::json::exception&) {
    return failed(
        "a record can't be read: it is not as it was written; akkoord-collector "
        "check-log tells which",
        CollectorExit::machine_failed);
  } catch (const std::exception& wrong) {
    return failed(wrong.what(), CollectorExit::machine_failed);
  }
}

/// Takes the zone for all times of this process; false where this machine does not know it.
bool take_time_zone(const std::string& zone) {
  if (zone.empty()) return true;
  const bool is_name = zone.find("..") == std::string::npos && zone.front() != '/';
  if (!is_name || !std::filesystem::is_regular_file("/usr/share/zoneinfo/" + zone)) return false;
  ::setenv("TZ", zone.c_str(), 1);
  ::tzset();
  return true;
}

std::string list_text(const std::vector<ListedRecord>& list) {
  std::string text;
  for (const ListedRecord& one : list) {
    text += utc_text(one.received_s) + "  " + one.id + "  " + one.kind + "  " + one.method + "  " +
            one.language + "  " + one.device + "\n";
  }
  return text;
}

std::string list_json(const std::vector<ListedRecord>& list) {
  ordered_json records = ordered_json::array();
  for (const ListedRecord& one : list) {
    records.push_back({{"id", one.id},
                       {"received_s", one.received_s},
                       {"kind", one.kind},
                       {"method", one.method},
                       {"language", one.language},
                       {"device", one.device}});
  }
  return records.dump(2) + "\n";
}

CollectorExit list_of(const CollectorCall& call) {
  const std::optional<std::int64_t> from_s = read_moment(call.from, false);
  const std::optional<std::int64_t> to_s = read_moment(call.to, true);
  if (call.site.empty() || !from_s || !to_s || *from_s > *to_s) {
    return failed(
        "--list needs --site HOST, --from TIME and --to TIME, like 2026-12-01 or "
        "2026-12-01T14:03; Z behind it means UTC",
        CollectorExit::bad_call);
  }
  return with_records(call, [&](ProofSource& source) {
    std::vector<ListedRecord> list = list_records(source, {call.site, *from_s, *to_s});
    const bool has_more = list.size() > max_listed_records;
    if (has_more) list.pop_back();
    if (has_more) std::fprintf(stderr, "There are more: narrow the time.\n");
    if (list.empty()) std::fprintf(stderr, "No record of this site came in at that time.\n");
    const std::string text = call.format == "json" ? list_json(list) : list_text(list);
    return list.empty() ? CollectorExit::bad_input : put(text, call.output);
  });
}

}  // namespace

CollectorExit run_prove(const CollectorCall& call, std::string_view id) {
  if (!take_time_zone(call.time_zone)) {
    return failed("--time-zone is none that this machine knows: write it like Europe/Brussels",
                  CollectorExit::bad_call);
  }
  if (call.list) return list_of(call);
  if (call.format != "" && call.format != "json" && call.format != "html") {
    return failed("--format is json or html, and with akkoord prove also pdf",
                  CollectorExit::bad_call);
  }
  const std::optional<ConsentId> consent = consent_named(id);
  if (!consent) return failed("this is no id of a consent", CollectorExit::bad_call);
  const std::optional<ProofWords> words = ProofWords::in(call.language);
  if (!words) {
    return failed("--language is one of " + ProofWords::languages(), CollectorExit::bad_call);
  }
  return with_records(call, [&](ProofSource& source) {
    const MadeReceipt receipt = make_receipt(source, *consent);
    if (receipt.state != ReceiptState::made) {
      return failed(std::string(sentence_for(receipt.state)), CollectorExit::bad_input);
    }
    if (call.format != "html") return put(receipt.text, call.output);
    return put(proof_page(opened_receipt(receipt.text), *words), call.output);
  });
}

CollectorExit run_shown(const CollectorCall& call, std::string_view id) {
  const std::optional<ConsentId> consent = consent_named(id);
  if (!consent) return failed("this is no id of a consent", CollectorExit::bad_call);
  if (call.output.empty()) return failed("-o FOLDER is needed", CollectorExit::bad_call);
  return with_records(call, [&](ProofSource& source) {
    const std::optional<std::string> record = source.record_of(*consent);
    if (!record) {
      return failed(std::string(sentence_for(ReceiptState::unknown)), CollectorExit::bad_input);
    }
    const ShownFiles shown = shown_files(source, nlohmann::json::parse(*record));
    for (const std::string& fault : shown.faults) std::fprintf(stderr, "%s\n", fault.c_str());
    if (!shown.faults.empty()) {
      return failed(
          "Put the folder that akkoord compile wrote then, as it was, into \"files\" of a "
          "policy of the configuration, and start the collector once.",
          CollectorExit::bad_input);
    }
    const std::filesystem::path folder(call.output);
    std::error_code wrong;
    std::filesystem::create_directories(folder, wrong);
    CollectorExit exit = put(shown.page.dump(2) + "\n", (folder / "shown.json").string());
    for (const ArchivedFile& file : shown.files) {
      if (exit == CollectorExit::fine) exit = put(file.bytes, (folder / file.name).string());
    }
    return exit;
  });
}

CollectorExit run_log_key(const CollectorCall& call) {
  return with_records(call, [&](ProofSource& source) {
    if (call.format == "json") return put(log_keys_json(source), call.output);
    std::string keys;
    for (const std::string& log : source.logs()) {
      const std::vector<LoggedKey> of_log = source.keys_of(log);
      if (!of_log.empty()) keys += hex(of_log.back().key) + "\n";
    }
    if (keys.empty()) return failed("the log has no key yet", CollectorExit::bad_input);
    return put(keys, call.output);
  });
}

}  // namespace akkoord
