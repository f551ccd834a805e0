// SPDX-License-Identifier: MIT
#include "collector/commands.h"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <optional>

#include "collector/config.h"
#include "collector/data_folder.h"
#include "collector/erasure.h"
#include "collector/log_check.h"
#include "collector/signing_key.h"
#include "collector/sqlite.h"
#include "collector/sqlite_schema.h"

namespace akkoord {

namespace {

CollectorExit failed(const std::string& fault, CollectorExit exit) {
  std::fprintf(stderr, "%s\n", fault.c_str());
  return exit;
}

std::int64_t clock_s() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(since_1970).count();
}

/// The database of a configuration that is to be looked at, or changed; throws.
Database opened(const Config& config) {
  const std::filesystem::path file = config.data / "events.db";
  if (!std::filesystem::exists(file)) throw SqliteFault(file.string() + " is not there");
  return Database(file, Database::Use::write);
}

}  // namespace

CollectorExit run_check_log(const CollectorCall& call) {
  std::string fault;
  const std::optional<Config> config = read_config(call.config, fault);
  if (!config) return failed(fault, CollectorExit::bad_input);
  if (!prepare_ciphers()) return failed("no randomness", CollectorExit::machine_failed);
  try {
    Database database = opened(*config);
    prepare_for_reading(database);
    const LogCheck check = check_log(database);
    if (!check.fault.empty()) return failed(check.fault, CollectorExit::bad_input);
    std::printf("%llu leaves, %llu records, %llu heads, %llu keys: the proof log holds\n",
                static_cast<unsigned long long>(check.leaves),
                static_cast<unsigned long long>(check.records),
                static_cast<unsigned long long>(check.heads),
                static_cast<unsigned long long>(check.keys));
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
  if (folder) fault = rotate_key(*folder, clock_s());
  return fault.empty() ? CollectorExit::fine : failed(fault, CollectorExit::machine_failed);
}

CollectorExit run_erase(const CollectorCall& call, std::string_view id) {
  std::string fault;
  const std::optional<Config> config = read_config(call.config, fault);
  if (!config) return failed(fault, CollectorExit::bad_input);
  const Result<ConsentId> parsed = parse_consent_id(id);
  if (!parsed.ok() || parsed.value().nil()) {
    return failed("this is no id of a consent", CollectorExit::bad_call);
  }
  try {
    Database database = opened(*config);
    prepare_for_writing(database);
    const std::uint64_t erased = erase_chain(database, parsed.value());
    wipe_traces(database);
    std::printf("%llu records erased\n", static_cast<unsigned long long>(erased));
    return erased > 0 ? CollectorExit::fine : CollectorExit::bad_input;
  } catch (const SqliteFault& wrong) {
    return failed(wrong.what(), CollectorExit::machine_failed);
  }
}

}  // namespace akkoord
