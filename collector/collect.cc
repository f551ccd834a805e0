// SPDX-License-Identifier: MIT
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <vector>

#include "collector/commands.h"
#include "collector/config.h"
#include "collector/file_text.h"
#include "collector/http_server.h"
#include "collector/log_line.h"
#include "collector/receipt.h"
#include "collector/receipt_desk.h"
#include "collector/sqlite_store.h"
#include "core/compile/read.h"

namespace akkoord {

namespace {

constexpr std::size_t max_archived_bytes = 16U << 20U;
constexpr std::size_t max_visitors_receipt_bytes = 2U << 20U;

std::int64_t clock_s() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(since_1970).count();
}

/// What a configuration leads to.
struct Loaded {
  SitePolicies policies{};
  std::vector<Retention> retention{};
  std::vector<ArchivedFile> archive{};
};

/// Takes the policy, and every file that `akkoord compile` wrote for it, into the archive.
bool load_archive(const ConfiguredPolicy& configured, const std::string& id, Loaded& loaded,
                  std::string& fault) {
  std::vector<std::filesystem::path> files = {configured.files.policy};
  if (!configured.files.lock.empty()) files.push_back(configured.files.lock);
  if (!configured.compiled.empty()) {
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(configured.compiled, failed)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
    if (failed) {
      fault = configured.compiled.string() + " can't be read: " + failed.message();
      return false;
    }
  }
  std::sort(files.begin(), files.end());
  for (const std::filesystem::path& file : files) {
    std::optional<std::string> bytes = file_text(file, max_archived_bytes, fault);
    if (!bytes) return false;
    loaded.archive.push_back({id, file.filename().string(), std::move(*bytes)});
  }
  return true;
}

std::optional<Loaded> load(const Config& config, std::string& fault) {
  Loaded loaded;
  for (const ConfiguredPolicy& configured : config.policies) {
    const std::optional<std::string> id = add_policy(configured.files, loaded.policies, fault);
    if (!id || !load_archive(configured, *id, loaded, fault)) return std::nullopt;
    loaded.retention.push_back({*id, configured.retention_days * 86'400});
  }
  return loaded;
}

void tell_of_store(const std::string& fault) {
  if (fault.empty()) {
    log_line(LogLevel::info, "storing again");
  } else {
    log_line(LogLevel::error, "events can't be stored", {{"fault", fault}});
  }
}

CollectorExit failed(const std::string& fault, CollectorExit exit) {
  log_line(LogLevel::error, "not started", {{"fault", fault}});
  return exit;
}

/// The receipt of a visitor's chain, out of one state of the database.
MadeReceipt receipt_for_visitor(Database& database, const ConsentId& id) {
  database.run("BEGIN");
  try {
    MadeReceipt made = make_receipt(database, id, max_visitors_receipt_bytes);
    database.roll_back();
    return made;
  } catch (const SqliteFault&) {
    database.roll_back();
    throw;
  }
}

CollectorExit serve(const Config& config, Loaded loaded) {
  std::string fault;
  std::optional<DataFolder> folder = DataFolder::open(config.data, fault);
  if (!folder) return failed(fault, CollectorExit::machine_failed);
  StoreSettings settings;
  settings.tree_head_interval_s = config.tree_head_interval_s;
  settings.retention = std::move(loaded.retention);
  settings.archive = std::move(loaded.archive);
  settings.now_s = clock_s;
  settings.tell_fault = tell_of_store;
  const std::unique_ptr<SqliteStore> store =
      SqliteStore::open(std::move(*folder), std::move(settings), fault);
  if (!store) return failed(fault, CollectorExit::machine_failed);

  // A connection of its own: whoever reads holds up nobody who writes.
  std::optional<Database> records;
  std::string log_keys;
  try {
    records.emplace(config.data / "events.db", Database::Use::read);
    log_keys = log_keys_json(*records);
  } catch (const SqliteFault& wrong) {
    return failed(wrong.what(), CollectorExit::machine_failed);
  }
  ReceiptDesk desk(
      {[&records](const ConsentId& id) { return receipt_for_visitor(*records, id); },
       [&store](std::function<void(bool)> done) { store->sign_soon(std::move(done)); }});

  Metrics metrics;
  Routes routes(loaded.policies, *store, desk, metrics,
                {config.allow_http, config.requests_per_site_s, clock_s, std::move(log_keys)});
  HttpServer server(routes, metrics,
                    {config.max_connections, config.timeout_s, config.requests_per_connection_s});
  fault = server.listen(config.address, config.port);
  if (!fault.empty()) return failed(fault, CollectorExit::machine_failed);
  log_line(LogLevel::info, "listening",
           {{"address", config.address}, {"port", std::int64_t{server.port()}}});
  server.run();
  desk.stop();
  store->stop();
  log_line(LogLevel::info, "stopped",
           {{"log_leaves", static_cast<std::int64_t>(store->figures().log_size)}});
  return CollectorExit::fine;
}

}  // namespace

CollectorExit run_collect(const CollectorCall& call) {
  std::string fault;
  const std::optional<Config> config = read_config(call.config, fault);
  std::optional<Loaded> loaded;
  if (config) loaded = load(*config, fault);
  if (!loaded) {
    std::fprintf(stderr, "%s\n", fault.c_str());
    return CollectorExit::bad_input;
  }
  if (!call.check_only) return serve(*config, std::move(*loaded));
  std::printf("%zu policies: the configuration is fine\n", config->policies.size());
  return CollectorExit::fine;
}

}  // namespace akkoord
