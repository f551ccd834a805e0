// SPDX-License-Identifier: MIT
#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "collector/commands.h"
#include "collector/log_line.h"
#include "collector/running_collector.h"
#include "collector/start_check.h"

namespace akkoord {

namespace {

CollectorExit refused(const std::string& fault) {
  std::fprintf(stderr, "%s\n", fault.c_str());
  return CollectorExit::bad_input;
}

CollectorExit check(const LoadedConfig& loaded) {
  std::string fault = start_fault(loaded.config);
  std::vector<std::string> warnings;
  if (fault.empty()) fault = store_fault(loaded.config, warnings);
  for (const std::string& warning : warnings) {
    std::fprintf(stderr, "warning: %s\n", warning.c_str());
  }
  if (!fault.empty()) return refused(fault);
  std::printf("%zu policies: the configuration is fine\n", loaded.config.policies.size());
  return CollectorExit::fine;
}

}  // namespace

CollectorExit run_collect(const CollectorCall& call) {
  const ConfigSource source{call.config, {.listen = call.listen, .data = call.data}};
  std::string fault;
  std::optional<LoadedConfig> loaded = load_config(source, fault);
  if (!loaded) return refused(fault);
  if (call.check_only) return check(*loaded);
  RunningCollector collector(std::move(*loaded), source);
  fault = collector.start();
  if (!fault.empty()) {
    log_line(LogLevel::error, "not started", {{"fault", fault}});
    return CollectorExit::machine_failed;
  }
  collector.run();
  return CollectorExit::fine;
}

}  // namespace akkoord
