// SPDX-License-Identifier: MIT
#include "collector/running_collector.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "collector/clock.h"
#include "collector/log_line.h"
#include "collector/open_store.h"
#include "collector/receipt.h"
#include "collector/service_notice.h"

namespace akkoord {

namespace {

constexpr std::int64_t day_s = 86'400;
/// Renewal is mostly due 30 days before; after nine more, somebody should look.
constexpr std::int64_t warn_before_expiry_s = 21 * day_s;
/// Whoever watches needs few connections, and is served however many others there are.
constexpr std::int64_t max_watchers = 32;
constexpr std::size_t max_visitors_receipt_bytes = 2U << 20U;

void tell_of_store(const std::string& fault) {
  if (fault.empty()) {
    log_line(LogLevel::info, "storing again");
  } else {
    log_line(LogLevel::error, "events can't be stored", {{"fault", fault}});
  }
}

}  // namespace

RunningCollector::RunningCollector(LoadedConfig loaded, ConfigSource source)
    : config_(std::move(loaded.config)),
      source_(std::move(source)),
      stored_(std::move(loaded.policies.stored)),
      sites_(std::make_shared<const SitePolicies>(std::move(loaded.policies.sites))),
      identity_(std::move(loaded.identity)),
      server_(metrics_, {[this] { reload(); },
                         [] {
                           notify_service("STOPPING=1");
                           log_line(LogLevel::info, "stopping");
                         }}) {}

RunningCollector::~RunningCollector() {
  if (reading_.joinable()) reading_.join();
}

std::string RunningCollector::begin_storing() {
  std::string fault;
  StoreSettings settings;
  settings.tree_head_interval_s = config_.tree_head_interval_s;
  settings.policies = std::move(stored_);
  settings.now_s = clock_s;
  settings.tell_fault = tell_of_store;
  store_ = open_store(config_, std::move(settings), fault);
  return fault;
}

std::string RunningCollector::open_desk() {
  // A connection of its own: whoever reads holds up nobody who writes.
  try {
    records_ = open_proofs(config_);
    log_keys_ = log_keys_json(*records_);
  } catch (const std::exception& wrong) {
    return wrong.what();
  }
  desk_.emplace(
      DeskSource{[this](const ConsentId& id) {
                   return make_receipt(*records_, id, max_visitors_receipt_bytes);
                 },
                 [this](std::function<void(bool)> done) { store_->sign_soon(std::move(done)); }});
  return {};
}

std::string RunningCollector::listen() {
  HttpAnswer tell = [this](const HttpRequest& request, const HttpReplyTo& reply) {
    operations_->answer(request, reply);
  };
  HttpAnswer answer = [this](const HttpRequest& request, HttpReplyTo reply) {
    routes_->answer(request, std::move(reply));
  };
  const bool apart = !config_.operations.address.empty();
  if (!apart) {
    answer = [pages = std::move(answer), tell](const HttpRequest& request, HttpReplyTo reply) {
      OperationRoutes::has(request.path) ? tell(request, std::move(reply))
                                         : pages(request, std::move(reply));
    };
  }
  const ServerLimits limits{config_.max_connections, config_.timeout_s,
                            config_.requests_per_connection_s};
  ServerAddress pages{config_.listen.address, config_.listen.port, limits, std::move(answer),
                      identity_};
  std::string fault = server_.listen(pages);
  if (!fault.empty()) return fault;
  ServerAddress operations{config_.operations.address,
                           config_.operations.port,
                           {max_watchers, config_.timeout_s, 0},
                           std::move(tell)};
  if (apart) fault = server_.listen(operations);
  if (!fault.empty()) return fault;
  const ServerAddress& at = apart ? operations : pages;
  log_line(LogLevel::info, "listening",
           {{"address", pages.address},
            {"port", std::int64_t{pages.port}},
            {"tls", identity_ ? "yes" : "no"},
            {"operations", text_of(ConfiguredAddress{at.address, at.port})},
            {"policies", static_cast<std::int64_t>(sites_->sites.size())},
            {"version", AKKOORD_VERSION}});
  return {};
}

std::string RunningCollector::start() {
  std::string fault = begin_storing();
  if (fault.empty()) fault = open_desk();
  if (!fault.empty()) return fault;
  routes_.emplace(
      sites_, *store_, *desk_, metrics_,
      RouteSettings{config_.allow_http, config_.requests_per_site_s, clock_s, log_keys_});
  operations_.emplace(*store_, metrics_);
  fault = listen();
  if (!fault.empty()) return fault;
  watch_certificate();
  server_.repeat(day_s, [this] { watch_certificate(); });
  if (const std::int64_t watchdog_s = watchdog_interval_s(); watchdog_s > 0) {
    server_.repeat(std::max<std::int64_t>(watchdog_s / 3, 1), [] { notify_service("WATCHDOG=1"); });
  }
  return {};
}

void RunningCollector::run() {
  notify_service("READY=1");
  server_.run();
  if (reading_.joinable()) reading_.join();
  desk_->stop();
  store_->stop();
  log_line(LogLevel::info, "stopped",
           {{"log_leaves", static_cast<std::int64_t>(store_->figures().log_size)}});
}

/// Reading takes a while: a thread does it, so that pages are served meanwhile.
void RunningCollector::reload() {
  if (reloading_) {
    reload_again_ = true;
    return;
  }
  reloading_ = true;
  notify_service("RELOADING=1");
  if (reading_.joinable()) reading_.join();
  reading_ = std::thread([this, former = config_.tls] {
    auto again = std::make_shared<ReloadedConfig>(reload_config(source_, former));
    server_.post([this, again] { take_up(std::move(*again)); });
  });
}

void RunningCollector::take_up(ReloadedConfig again) {
  if (!again.identity_fault.empty()) {
    metrics_.add(Metric::reloads_failed);
    log_line(LogLevel::error, "the former certificate stays", {{"fault", again.identity_fault}});
  } else if (identity_ && again.identity) {
    identity_ = std::move(again.identity);
    server_.show(identity_);
    watch_certificate();
  }
  if (!again.policies) {
    metrics_.add(Metric::reloads_failed);
    log_line(LogLevel::error, "the former policies stay", {{"fault", again.policy_fault}});
    return end_reload();
  }
  if (const std::string keys = keys_for_restart(config_, *again.config); !keys.empty()) {
    log_line(LogLevel::warning, "a restart is needed for some keys", {{"keys", keys}});
  }
  config_.tls = again.config->tls;
  // What is shown is archived before any event may name it.
  auto sites = std::make_shared<const SitePolicies>(std::move(again.policies->sites));
  store_->renew(std::move(again.policies->stored), [this, sites](bool archived) {
    server_.post([this, sites, archived] {
      if (archived) {
        take_up_sites(sites);
      } else {
        metrics_.add(Metric::reloads_failed);
        log_line(LogLevel::error, "the former policies stay",
                 {{"fault", "what the new ones show can't be archived: reload again later"}});
      }
      end_reload();
    });
  });
}

void RunningCollector::take_up_sites(std::shared_ptr<const SitePolicies> sites) {
  sites_ = std::move(sites);
  routes_->renew(sites_);
  metrics_.add(Metric::reloads);
  log_line(LogLevel::info, "reloaded",
           {{"policies", static_cast<std::int64_t>(sites_->sites.size())}});
}

void RunningCollector::end_reload() {
  notify_service("READY=1");
  reloading_ = false;
  if (std::exchange(reload_again_, false)) reload();
}

void RunningCollector::watch_certificate() {
  if (!identity_) return;
  const std::int64_t not_after_s = identity_->not_after_s();
  metrics_.certificate_holds_until(not_after_s);
  const std::int64_t left_s = not_after_s - clock_s();
  constexpr std::string_view remedy = "Renew it, then reload the collector (SIGHUP).";
  if (left_s <= 0) {
    log_line(LogLevel::error, "the certificate has expired", {{"remedy", std::string(remedy)}});
  } else if (left_s < warn_before_expiry_s) {
    log_line(LogLevel::warning, "the certificate expires soon",
             {{"days", left_s / day_s}, {"remedy", std::string(remedy)}});
  }
}

}  // namespace akkoord
