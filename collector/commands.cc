// SPDX-License-Identifier: MIT
#include "collector/commands.h"

#include <cstdio>
#include <filesystem>
#include <optional>

#include "collector/backup.h"
#include "collector/clickhouse_commands.h"
#include "collector/clock.h"
#include "collector/config.h"
#include "collector/data_folder.h"
#include "collector/erasure.h"
#include "collector/log_check.h"
#include "collector/named_consent.h"
#include "collector/signing_key.h"
#include "collector/sqlite.h"
#include "collector/sqlite_schema.h"

namespace akkoord {

CollectorExit failed(const std::string& fault, CollectorExit exit) {
  std::fprintf(stderr, "%s\n", fault.c_str());
  return exit;
}

std::string summary_of(const LogCheck& check) {
  return std::to_string(check.leaves) + " leaves, " + std::to_string(check.records) + " records, " +
         std::to_string(check.heads) + " heads, " + std::to_string(check.keys) +
         " keys: the proof log holds";
}

std::filesystem::path existing_database(const Config& config) {
  std::filesystem::path file = config.data / "events.db";
  if (!std::filesystem::exists(file)) throw SqliteFault(file.string() + " is not there");
  return file;
}

CollectorExit run_check_log(const CollectorCall& call) {
  std::string fault;
  const std::optional<Config> config = read_config(call.config, fault);
  if (!config) return failed(fault, CollectorExit::bad_input);
  if (!prepare_ciphers()) return failed("no randomness", CollectorExit::machine_failed);
  if (config->clickhouse) return check_clickhouse_logs(*config->clickhouse);
  try {
    Database database(existing_database(*config), Database::Use::write);
    prepare_for_reading(database);
    const LogCheck check = check_log(database);
    if (!check.fault.empty()) return failed(check.fault, CollectorExit::bad_input);
    std::printf("%s\n", summary_of(check).c_str());
    return CollectorExit::fine;
  } catch (const SqliteFault& wrong) {
    return failed(wrong.what(), CollectorExit::machine_failed);
  }
}

CollectorExit run_rotate_key(const CollectorCall& call) {
  std::string fault;
  const std::optional<Config> config = read_config(call.config, fault);
  if (!config) return failed(fault, CollectorExit::bad_input);
  if (!prepare_ciphers()) return failed("no randomness", CollectorExit::machine_failed);
  const std::optional<DataFolder> folder = DataFolder::open(config->data, fault);
  if (folder && config->clickhouse) return rotate_clickhouse_key(*config->clickhouse, *folder);
  if (folder) fault = rotate_key(*folder, clock_s());
  return fault.empty() ? CollectorExit::fine : failed(fault, CollectorExit::machine_failed);
}

CollectorExit run_backup(const CollectorCall& call) {
  std::string fault;
  const std::optional<Config> config = read_config(call.config, fault, {{}, call.data});
  if (!config) return failed(fault, CollectorExit::bad_input);
  if (config->clickhouse) return not_with_clickhouse("backup");
  std::filesystem::path target = std::filesystem::path(call.output).lexically_normal();
  if (!target.has_filename()) target = target.parent_path();
  if (target.empty()) return failed("-o FOLDER is needed", CollectorExit::bad_call);
  if (!prepare_ciphers()) return failed("no randomness", CollectorExit::machine_failed);
  try {
    (void)existing_database(*config);
    const LogCheck check = back_up(config->data, call.config, target);
    if (!check.fault.empty()) {
      return failed("no backup was made: " + check.fault, CollectorExit::machine_failed);
    }
    std::printf("%s has %s\n", target.c_str(), summary_of(check).c_str());
    return CollectorExit::fine;
  } catch (const SqliteFault& wrong) {
    return failed(std::string("no backup was made: ") + wrong.what(),
                  CollectorExit::machine_failed);
  }
}

CollectorExit run_erase(const CollectorCall& call) {
  std::string fault;
  const std::optional<Config> config = read_config(call.config, fault, {{}, call.data});
  if (!config) return failed(fault, CollectorExit::bad_input);
  const std::optional<ConsentId> id = consent_named(call.subject);
  if (!id) return failed("--subject is the id of a consent", CollectorExit::bad_call);
  if (!prepare_ciphers()) return failed("no randomness", CollectorExit::machine_failed);
  if (config->clickhouse && !call.data.empty()) {
    return failed("--data is of no use: \"store\" of " + call.config + " is ClickHouse",
                  CollectorExit::bad_call);
  }
  if (config->clickhouse) return erase_in_clickhouse(*config->clickhouse, *id);
  try {
    Database database(existing_database(*config), Database::Use::write);
    prepare_for_writing(database);
    const std::uint64_t erased = erase_chain(database, *id);
    if (erased == 0) return failed("no record has this id", CollectorExit::bad_input);
    const bool wiped = wipe_traces(database);
    std::printf("%llu records erased\n", static_cast<unsigned long long>(erased));
    if (!wiped) {
      return failed(
          "traces stay in events.db-wal while another program reads: try again when "
          "exports and backups have ended",
          CollectorExit::machine_failed);
    }
    const LogCheck check = check_log(database);
    if (!check.fault.empty()) return failed(check.fault, CollectorExit::machine_failed);
    std::printf("%s\n", summary_of(check).c_str());
    return CollectorExit::fine;
  } catch (const SqliteFault& wrong) {
    return failed(wrong.what(), CollectorExit::machine_failed);
  }
}

}  // namespace akkoord
