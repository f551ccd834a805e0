// SPDX-License-Identifier: MIT
//
// A collector that runs: store, routes and server of one configuration. On SIGHUP it reads policies
// and certificate again; each is taken up without a restart where it is right, and where it is
// wrong that is logged and the former stays.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "collector/event_store.h"
#include "collector/http_server.h"
#include "collector/loaded_config.h"
#include "collector/metrics.h"
#include "collector/operation_routes.h"
#include "collector/proof_source.h"
#include "collector/receipt_desk.h"
#include "collector/routes.h"

namespace akkoord {

/// One collector.
class RunningCollector {
 public:
  /// Serves what `loaded` has; `source` is where to read it again.
  RunningCollector(LoadedConfig loaded, ConfigSource source);
  RunningCollector(const RunningCollector&) = delete;
  RunningCollector& operator=(const RunningCollector&) = delete;
  ~RunningCollector();

  /// Opens the store and listens. Returns what failed; empty where all is well.
  [[nodiscard]] std::string start();
  /// Serves until a signal ends it, then writes what waits.
  void run();

 private:
  [[nodiscard]] std::string begin_storing();
  [[nodiscard]] std::string open_desk();
  [[nodiscard]] std::string listen();
  void reload();
  void take_up(ReloadedConfig again);
  void take_up_sites(std::shared_ptr<const SitePolicies> sites);
  void end_reload();
  void watch_certificate();

  Config config_;
  ConfigSource source_;
  StoredPolicies stored_;
  std::shared_ptr<const SitePolicies> sites_;
  std::shared_ptr<const TlsIdentity> identity_;
  Metrics metrics_;
  std::unique_ptr<EventStore> store_;
  std::unique_ptr<ProofSource> records_;
  std::string log_keys_;
  std::optional<ReceiptDesk> desk_;
  std::optional<Routes> routes_;
  std::optional<OperationRoutes> operations_;
  HttpServer server_;
  std::thread reading_;
  bool reloading_ = false;
  bool reload_again_ = false;
};

}  // namespace akkoord
