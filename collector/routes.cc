// SPDX-License-Identifier: MIT
#include "collector/routes.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "collector/named_consent.h"
#include "collector/reissue.h"
#include "core/compile/quoted.h"
#include "core/event/event_fault.h"
#include "core/event/read_event.h"
#include "core/event/shown_count.h"

namespace akkoord {

namespace {

constexpr std::string_view events_path = "/consent/events";
constexpr std::string_view shown_path = "/consent/shown";
constexpr std::string_view records_path = "/consent/records";
constexpr std::string_view receipt_path = "/consent/receipt";
constexpr std::string_view log_key_path = "/consent/log-key";
constexpr unsigned log_key_fresh_s = 3'600;

HttpReply refused(unsigned status, const EventFault& fault) {
  return {.status = status, .content_type = "application/json", .body = fault_json(fault)};
}

HttpReply refused(unsigned status, std::string fault, std::string remedy) {
  return refused(status, EventFault{"", std::move(fault), std::move(remedy)});
}

HttpReply not_now(unsigned status, std::string fault,
                  std::string remedy = "Send it again later: nothing was stored.") {
  HttpReply reply = refused(status, std::move(fault), std::move(remedy));
  reply.retry_after_s = 5;
  return reply;
}

/// The answer to what became of an event.
HttpReply reply_to(StoreAnswer answer) {
  switch (answer) {
    case StoreAnswer::stored:
    case StoreAnswer::repeated:
      return {};
    case StoreAnswer::conflict:
      return refused(409,
                     EventFault{"/id", "another event has this id", "Give each event its own."});
    case StoreAnswer::busy:
      return not_now(503, "too many events wait for the disk");
    case StoreAnswer::failed:
      break;
  }
  return not_now(503, "events can't be stored at the moment");
}

Metric metric_of(StoreAnswer answer, Metric stored) noexcept {
  switch (answer) {
    case StoreAnswer::stored:
      return stored;
    case StoreAnswer::repeated:
      return Metric::events_repeated;
    case StoreAnswer::conflict:
      return Metric::events_refused;
    case StoreAnswer::busy:
      return Metric::store_busy;
    case StoreAnswer::failed:
      break;
  }
  return Metric::store_failed;
}

bool is_json(std::string_view content_type) noexcept {
  constexpr std::string_view json = "application/json";
  return content_type.starts_with(json) &&
         (content_type.size() == json.size() || content_type[json.size()] == ';');
}

bool is_for_pages(std::string_view path) noexcept {
  return path == events_path || path == shown_path || path == records_path || path == receipt_path;
}

/// The answer to who asks for a receipt.
HttpReply reply_to(DeskAnswer answer) {
  switch (answer.state) {
    case DeskState::given:
      return {.status = 200,
              .content_type = "application/ld+json",
              .body = std::move(answer.receipt),
              .file_name = "consent-receipt.json"};
    case DeskState::unknown:
      return refused(404, "the consent that this browser names is not kept here",
                     "If you have just chosen, try again in a minute. Else it has been erased.");
    case DeskState::too_large:
      return refused(404, "the receipt is too large to be sent",
                     "Ask the site's owner for it, by the number in the cookie declaration.");
    case DeskState::not_yet:
      return not_now(503, "the receipt is not ready yet", "Try again in some seconds.");
    case DeskState::failed:
      break;
  }
  return not_now(503, "no receipt can be made at the moment", "Try again later.");
}

/// Why a request that names `site`, empty where no policy does, is of no page that may send it;
/// nothing where it may be. `own_alone`: whether only pages of the same origin may.
std::optional<EventFault> forgery(const HttpRequest& request, std::string_view site,
                                  bool own_alone) {
  constexpr const char* from_page = "Send it by fetch from a page of the site.";
  constexpr std::array<std::string_view, 3> of_pages = {"same-origin", "same-site", "cross-site"};
  const std::string_view from = request.fetch_site;
  if (request.origin.empty()) return EventFault{"", "the request has no Origin", from_page};
  if (site.empty()) {
    return EventFault{"", "no policy names the origin " + in_quotes(request.origin),
                      "Add the page's host to \"hosts\" of the policy's \"site\"; its pages come "
                      "over https."};
  }
  if (!from.empty() && std::find(of_pages.begin(), of_pages.end(), from) == of_pages.end()) {
    return EventFault{"", "Sec-Fetch-Site says that no page has sent this", from_page};
  }
  if (own_alone && (site != request.host || (!from.empty() && from != "same-origin"))) {
    return EventFault{"", "this is told to pages of the same origin alone",
                      "Ask from the page's own host; a proxy before the collector passes Host on."};
  }
  return std::nullopt;
}

EventFault another_site() {
  return {"/site", "the page that sent this is of another site", "Send it from the site it names."};
}

}  // namespace

Routes::Routes(std::shared_ptr<const SitePolicies> policies, EventStore& store, ReceiptDesk& desk,
               Metrics& metrics, RouteSettings settings)
    : policies_(std::move(policies)),
      store_(store),
      desk_(desk),
      metrics_(metrics),
      settings_(std::move(settings)) {}

void Routes::answer(const HttpRequest& request, Reply reply) {
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (request.path == log_key_path && reads) {
    return reply({.status = 200,
                  .content_type = "application/json",
                  .body = settings_.log_keys,
                  .allowed_origin = "*",
                  .fresh_s = log_key_fresh_s});
  }
  if (!is_for_pages(request.path)) {
    return reply(refused(404, "nothing is here", "Events go to /consent/events."));
  }
  if (request.method != "POST" && request.method != "OPTIONS") {
    HttpReply other = refused(405, "only POST is taken here", "Send it as a POST.");
    other.allowed_methods = "POST, OPTIONS";
    return reply(std::move(other));
  }
  answer_page(request, reply);
}

std::string_view Routes::known_site(std::string_view origin) const noexcept {
  if (origin.starts_with("https://")) {
    origin.remove_prefix(8);
  } else if (settings_.allow_http && origin.starts_with("http://")) {
    origin.remove_prefix(7);
  } else {
    return {};
  }
  return policies_->known.of_host(origin) == nullptr ? std::string_view() : origin;
}

bool Routes::within_rate(std::string_view site) {
  auto found = rates_.find(site);
  if (found == rates_.end()) {
    found = rates_.emplace(std::string(site), RateLimit(settings_.requests_per_site_s)).first;
  }
  return found->second.pass(RateLimit::Clock::now());
}

void Routes::answer_page(const HttpRequest& request, Reply& reply) {
  const std::string_view site = known_site(request.origin);
  const bool own_alone = request.path == records_path || request.path == receipt_path;
  if (std::optional<EventFault> forged = forgery(request, site, own_alone)) {
    metrics_.add(Metric::requests_forged);
    return reply(refused(403, *forged));
  }
  if (!own_alone) {
    // Whatever the answer is, the page that asked may read it.
    reply = [answer = std::move(reply), origin = std::string(request.origin)](HttpReply given) {
      given.allowed_origin = origin;
      answer(std::move(given));
    };
  }
  if (request.method == "OPTIONS") return reply({.is_preflight = !own_alone});
  if (!within_rate(site)) {
    metrics_.add(Metric::requests_limited);
    return reply(not_now(429, "too many requests of this site"));
  }
  if (request.path == records_path) return give_records(request, site, reply);
  if (request.path == receipt_path) return give_receipt(request, site, reply);
  if (!is_json(request.content_type)) {
    metrics_.add(Metric::events_refused);
    return reply(refused(415, "this is no application/json", "Send it with that Content-Type."));
  }
  if (request.path == events_path) return take_event(request, site, reply);
  take_shown(request, site, reply);
}

void Routes::take_event(const HttpRequest& request, std::string_view site, Reply& reply) {
  EventFault fault;
  const std::int64_t now_s = settings_.now_s();
  std::optional<ConsentEvent> event = read_event(request.body, policies_->known, now_s, fault);
  if (event && event->site != site) fault = another_site();
  if (!event || !fault.fault.empty()) {
    metrics_.add(Metric::events_refused);
    return reply(refused(event ? 403 : 400, fault));
  }
  store_.put(std::move(*event), now_s, [this, reply = std::move(reply)](StoreAnswer answer) {
    metrics_.add(metric_of(answer, Metric::events_stored));
    reply(reply_to(answer));
  });
}

void Routes::take_shown(const HttpRequest& request, std::string_view site, Reply& reply) {
  EventFault fault;
  std::optional<ShownCount> shown = read_shown_count(request.body, policies_->known, fault);
  if (shown && shown->site != site) fault = another_site();
  if (!shown || !fault.fault.empty()) {
    metrics_.add(Metric::events_refused);
    return reply(refused(shown ? 403 : 400, fault));
  }
  store_.put(std::move(*shown), settings_.now_s(),
             [this, reply = std::move(reply)](StoreAnswer answer) {
               metrics_.add(metric_of(answer, Metric::shown_counted));
               reply(reply_to(answer));
             });
}

void Routes::give_records(const HttpRequest& request, std::string_view site, Reply& reply) {
  const SitePolicy* policy = policies_->of_host(site);
  RecordAnswer given;
  if (policy != nullptr) {
    given = reissue(*policy, {.cookies = request.cookies,
                              .host = site,
                              .secure = request.origin.starts_with("https://"),
                              .gpc = request.gpc == "1",
                              .now_s = settings_.now_s()});
  }
  if (!given.records.empty()) metrics_.add(Metric::records_reissued);
  metrics_.add(Metric::cookies_ended, given.ended.size());
  HttpReply answer;
  answer.cookies = std::move(given.records);
  answer.cookies.insert(answer.cookies.end(), given.ended.begin(), given.ended.end());
  reply(std::move(answer));
}

void Routes::give_receipt(const HttpRequest& request, std::string_view site, Reply& reply) {
  const SitePolicy* policy = policies_->of_host(site);
  const Result<PolicyBlob> blob = policy == nullptr ? Error{} : PolicyBlob::open(policy->blob);
  std::optional<ConsentId> id;
  if (blob.ok()) id = consent_in(request.cookies, blob.value());
  if (!id) {
    return reply(refused(404, "this browser names no consent",
                         "Nothing was chosen yet, or nothing is granted: a refusal is counted and "
                         "leaves no record of anybody."));
  }
  desk_.ask(*id, [this, reply = std::move(reply)](DeskAnswer answer) {
    if (answer.state == DeskState::given) metrics_.add(Metric::receipts_given);
    reply(reply_to(std::move(answer)));
  });
}

}  // namespace akkoord
