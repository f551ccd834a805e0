// SPDX-License-Identifier: MIT
//
// What the collector answers, whatever carries the requests:
//
//     POST /consent/events    a consent event: 204 when it is on disk, 400 with the reason
//     POST /consent/shown     a banner was shown: likewise
//     POST /consent/records   issues the visitor's records again: 204 with Set-Cookie
//     POST /consent/receipt   the visitor's own receipt, as a file: 200; 404 where there is none
//     GET  /consent/log-key   the proof log's public keys, for whoever checks a receipt
//
// What a page sends bears its Origin, which no script can forge: it must be one of the policy's
// hosts and, in events, the site that is named. Records and receipts are told to their own origin
// alone.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "collector/event_store.h"
#include "collector/http_message.h"
#include "collector/metrics.h"
#include "collector/rate_limit.h"
#include "collector/receipt_desk.h"
#include "collector/site_policy.h"

namespace akkoord {

/// How answers are made.
struct RouteSettings {
  bool allow_http = false;                ///< Whether pages may come by http.
  std::int64_t requests_per_site_s = 0;   ///< 0: no bound.
  std::function<std::int64_t()> now_s{};  ///< The clock.
  std::string log_keys{};                 ///< The proof log's public keys, JSON.
};

/// Answers requests, on one thread.
class Routes {
 public:
  using Reply = HttpReplyTo;

  /// Answers for `policies` with `store` and, for receipts, `desk`; all but policies must outlive
  /// this.
  Routes(std::shared_ptr<const SitePolicies> policies, EventStore& store, ReceiptDesk& desk,
         Metrics& metrics, RouteSettings settings);

  /// Answers `request`.
  void answer(const HttpRequest& request, Reply reply);
  /// Answers for `policies` from the next request on.
  void renew(std::shared_ptr<const SitePolicies> policies) noexcept {
    policies_ = std::move(policies);
  }

 private:
  void answer_page(const HttpRequest& request, Reply& reply);
  void take_event(const HttpRequest& request, std::string_view site, Reply& reply);
  void take_shown(const HttpRequest& request, std::string_view site, Reply& reply);
  void give_records(const HttpRequest& request, std::string_view site, Reply& reply);
  void give_receipt(const HttpRequest& request, std::string_view site, Reply& reply);
  [[nodiscard]] std::string_view known_site(std::string_view origin) const noexcept;
  [[nodiscard]] bool within_rate(std::string_view site);

  std::shared_ptr<const SitePolicies> policies_;
  EventStore& store_;
  ReceiptDesk& desk_;
  Metrics& metrics_;
  RouteSettings settings_;
  std::map<std::string, RateLimit, std::less<>> rates_;
};

}  // namespace akkoord
