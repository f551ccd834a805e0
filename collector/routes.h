// SPDX-License-Identifier: MIT
//
// What the collector answers, whatever carries the requests:
//
//     POST /consent/events    a consent event: 204 when it is on disk, 400 with the reason
//     POST /consent/shown     a banner was shown: likewise
//     POST /consent/records   issues the visitor's records again: 204 with Set-Cookie
//     POST /consent/receipt   the visitor's own receipt, as a file: 200; 404 where there is none
//     GET  /consent/log-key   the proof log's public keys, for whoever checks a receipt
//     GET  /healthz           200 while events come to disk, 503 while they don't
//     GET  /metrics           totals, for Prometheus
//
// What a page sends bears its Origin, which no script can forge: it must be one of the policy's
// hosts and, in events, the site that is named. Records and receipts are told to their own origin
// alone. /healthz and /metrics ask nobody who they are; a proxy passes on no more than /consent/.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "collector/event_store.h"
#include "collector/metrics.h"
#include "collector/rate_limit.h"
#include "collector/receipt_desk.h"
#include "collector/site_policy.h"

namespace akkoord {

/// A request; views that live until answer() returns.
struct HttpRequest {
  std::string_view method{};        ///< E.g. "POST".
  std::string_view path{};          ///< The target, without query.
  std::string_view host{};          ///< Host.
  std::string_view origin{};        ///< Origin; empty where there is none.
  std::string_view fetch_site{};    ///< Sec-Fetch-Site.
  std::string_view content_type{};  ///< Content-Type.
  std::string_view cookies{};       ///< Cookie.
  std::string_view gpc{};           ///< Sec-GPC.
  std::string_view body{};          ///< The body.
};

/// An answer.
struct HttpReply {
  unsigned status = 204;               ///< The status code.
  std::string content_type{};          ///< Empty where there is no body.
  std::string body{};                  ///< The body.
  std::string allowed_origin{};        ///< Which origin may read it; empty: its own.
  bool is_preflight = false;           ///< Whether it says what that origin may send.
  std::vector<std::string> cookies{};  ///< Set-Cookie values.
  unsigned retry_after_s = 0;          ///< When to come again; 0: unsaid.
  std::string file_name{};             ///< What it is saved as; empty: it is shown.
  unsigned fresh_s = 0;                ///< How long it may be kept; 0: not at all.
};

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
  /// Takes an answer, once, on any thread.
  using Reply = std::function<void(HttpReply)>;

  /// Answers for `policies` with `store` and, for receipts, `desk`; all must outlive this.
  Routes(const SitePolicies& policies, EventStore& store, ReceiptDesk& desk, Metrics& metrics,
         RouteSettings settings);

  /// Answers `request`; `connections` is how many are open.
  void answer(const HttpRequest& request, std::uint64_t connections, Reply reply);

 private:
  void answer_page(const HttpRequest& request, Reply& reply);
  void take_event(const HttpRequest& request, std::string_view site, Reply& reply);
  void take_shown(const HttpRequest& request, std::string_view site, Reply& reply);
  void give_records(const HttpRequest& request, std::string_view site, Reply& reply);
  void give_receipt(const HttpRequest& request, std::string_view site, Reply& reply);
  [[nodiscard]] std::string_view known_site(std::string_view origin) const noexcept;
  [[nodiscard]] bool within_rate(std::string_view site);

  const SitePolicies& policies_;
  EventStore& store_;
  ReceiptDesk& desk_;
  Metrics& metrics_;
  RouteSettings settings_;
  std::map<std::string, RateLimit, std::less<>> rates_;
};

}  // namespace akkoord
