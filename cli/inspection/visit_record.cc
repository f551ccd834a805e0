// SPDX-License-Identifier: MIT
#include "cli/inspection/visit_record.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "cli/inspection/host_name.h"
#include "cli/inspection/json_reading.h"
#include "core/compile/quoted.h"
#include "core/url.h"

namespace akkoord {

namespace {

using nlohmann::json;

/// The longest life that browsers grant a cookie, in seconds (RFC 6265bis: 400 days).
constexpr double max_cookie_lifetime_s = 34'560'000;

/// Whether the browser kept a request from leaving; a response that it withheld had left before.
bool did_not_leave(const json& failure) {
  constexpr std::array<std::string_view, 3> reasons = {"csp", "mixed-content", "inspector"};
  const std::string_view reason = text_in(failure, "blockedReason");
  return std::find(reasons.begin(), reasons.end(), reason) != reasons.end() ||
         text_in(failure, "errorText") == "net::ERR_BLOCKED_BY_CSP";
}

}  // namespace

void VisitRecord::take_event(const json& event) {
  const std::string_view method = text_in(event, "method");
  const json& params = member_of(event, "params");
  const std::string session(text_in(event, "sessionId"));
  if (method == "Network.requestWillBeSent") {
    take_request(params, session);
  } else if (method == "Network.responseReceived") {
    take_response(params);
  } else if (method == "Network.responseReceivedExtraInfo") {
    take_response_headers(params);
  } else if (method == "Network.loadingFailed") {
    take_failure(params);
  } else if (method == "Network.webSocketCreated" || method == "Network.webTransportCreated") {
    take_connection(text_in(params, "url"), session);
  } else if (method == "Page.frameStartedNavigating") {
    take_navigation(params);
  } else if (method == "Page.frameAttached") {
    frames_.take_attached(params);
  } else if (method == "Page.frameNavigated") {
    frames_.take_navigated(member_of(params, "frame"));
  } else if (method == "Audits.issueAdded") {
    take_issue(member_of(params, "issue"), session);
  } else if (method == "Target.attachedToTarget") {
    frames_.take_target(params, session);
  }
}

void VisitRecord::turn_page() {
  page_request_.clear();
  landed_on_.clear();
  status_ = 0;
  requests_.clear();
  refusals_.clear();
  cookies_.clear();
  items_.clear();
  hops_.clear();
  navigations_.clear();
}

void VisitRecord::add_request(VisitRequest request, const std::string& id) {
  if (requests_.size() >= max_requests) {
    is_complete_ = false;
    return;
  }
  if (!id.empty()) hops_[id].numbers.push_back(requests_.size());
  requests_.push_back(std::move(request));
}

void VisitRecord::take_request(const json& params, const std::string& session) {
  const std::string id(text_in(params, "requestId"));
  // A frame's document is told of in its parent's session and in its own.
  const bool is_redirected = !member_of(params, "redirectResponse").is_null();
  if (hops_.find(id) != hops_.end() && !is_redirected) return;
  VisitRequest request;
  request.url = kept_url(text_in(member_of(params, "request"), "url"));
  if (!parse_url(request.url).ok()) return;  // data:, blob: and the like go nowhere
  const json& told = member_of(params, "request");
  request.referrer = kept_url(text_in(member_of(told, "headers"), "Referer"));
  request.posted = kept_url(text_in(told, "postData"));

  const std::string_view frame_id = text_in(params, "frameId");
  const bool navigates = text_in(params, "type") == "Document";
  if (!frames_.has(frame_id)) {
    request.documents = frames_.documents_of(session);
  } else if (navigates) {
    request.documents = frames_.documents_around(frame_id);
    frames_.set_url(frame_id, request.url);
  } else {
    request.documents = frames_.documents_from(frame_id);
  }
  if (navigates && frames_.is_page(frame_id)) {
    if (page_request_.empty()) page_request_ = id;
    request.is_page = id == page_request_;
    if (!request.is_page) request.documents = {landed_on_};
  }
  add_request(std::move(request), id);
}

void VisitRecord::take_connection(std::string_view url, const std::string& session) {
  VisitRequest request;
  request.url = kept_url(url);
  request.documents = frames_.documents_of(session);
  if (parse_url(request.url).ok()) add_request(std::move(request), {});
}

void VisitRecord::take_response(const json& params) {
  if (page_request_.empty() || text_in(params, "requestId") != page_request_) return;
  const json& response = member_of(params, "response");
  landed_on_ = kept_url(text_in(response, "url"));
  status_ = static_cast<int>(std::clamp(number_in(response, "status"), 0.0, 999.0));
}

void VisitRecord::take_response_headers(const json& params) {
  const auto hop = hops_.find(text_in(params, "requestId"));
  const json& headers = member_of(params, "headers");
  if (hop == hops_.end() || !headers.is_object()) return;
  // Headers are told apart from the rest, and may come before or after the next hop is known.
  Hops& hops = hop->second;
  const std::size_t number = std::min(hops.answered++, hops.numbers.size() - 1);
  const std::string& url = requests_[hops.numbers[number]].url;
  for (const auto& header : headers.items()) {
    if (lower_cased(header.key()) != "set-cookie") continue;
    std::string_view lines = text_of(header.value());
    while (!lines.empty() && set_by_.size() < max_requests) {
      const std::string_view line = lines.substr(0, lines.find('\n'));
      lines.remove_prefix(std::min(lines.size(), line.size() + 1));
      CookieKey cookie = cookie_of_line(line, url);
      cookie.name = cut(cookie.name, max_name_bytes);
      set_by_[std::move(cookie)] = url;
    }
  }
}

void VisitRecord::take_failure(const json& params) {
  if (!did_not_leave(params)) return;
  const std::string_view id = text_in(params, "requestId");
  if (const auto hop = hops_.find(id); hop != hops_.end()) {
    requests_[hop->second.numbers.back()].refused = true;
  } else if (const auto navigation = navigations_.find(id); navigation != navigations_.end()) {
    if (refusals_.size() < max_requests) refusals_.push_back(std::move(navigation->second));
    navigations_.erase(navigation);
  }
}

void VisitRecord::take_navigation(const json& params) {
  if (navigations_.size() >= max_requests) return;
  VisitRequest request;
  request.url = kept_url(text_in(params, "url"));
  request.refused = true;
  request.documents = frames_.documents_around(text_in(params, "frameId"));
  navigations_[std::string(text_in(params, "loaderId"))] = std::move(request);
}

void VisitRecord::take_issue(const json& issue, const std::string& session) {
  const json& details = member_of(member_of(issue, "details"), "contentSecurityPolicyIssueDetails");
  if (text_in(details, "contentSecurityPolicyViolationType") != "kURLViolation") return;
  if (truth_in(details, "isReportOnly")) return;
  VisitRequest refusal;
  refusal.url = kept_url(text_in(details, "blockedURL"));
  refusal.refused = true;
  if (!parse_url(refusal.url).ok()) return;
  // Of a frame this tells the origin alone; its navigation, told before, tells the path too.
  if (text_in(details, "violatedDirective").starts_with("frame")) {
    const bool is_known =
        std::any_of(refusals_.begin(), refusals_.end(), [&refusal](const VisitRequest& one) {
          return host_name_of_url(one.url) == host_name_of_url(refusal.url);
        });
    if (is_known) return;
  }
  refusal.documents = frames_.documents_of(session);
  if (refusals_.size() < max_requests) {
    refusals_.push_back(std::move(refusal));
  } else {
    is_complete_ = false;
  }
}

void VisitRecord::take_cookies(const json& cookies, std::int64_t now_s) {
  if (!cookies.is_array()) return;
  for (const json& told : cookies) {
    if (cookies_.size() >= max_requests) {
      is_complete_ = false;
      return;
    }
    VisitCookie cookie;
    cookie.name = cut(text_in(told, "name"), max_name_bytes);
    std::string_view domain = text_in(told, "domain");
    if (domain.starts_with('.')) domain.remove_prefix(1);
    cookie.domain = lower_cased(cut(domain, max_name_bytes));
    cookie.http_only = truth_in(told, "httpOnly");
    if (!truth_in(told, "session")) {
      const double left_s = number_in(told, "expires") - static_cast<double>(now_s);
      // At least 1: 0 would say that it goes with the browser.
      cookie.lifetime_s =
          static_cast<std::int64_t>(std::clamp(std::ceil(left_s), 1.0, max_cookie_lifetime_s));
    }
    const auto set_by = set_by_.find({cookie.domain, cookie.name});
    if (set_by != set_by_.end()) cookie.set_by = set_by->second;
    cookies_.push_back(std::move(cookie));
  }
}

void VisitRecord::take_preconnects(const json& kept) {
  const json& addresses = member_of(kept, "preconnect");
  if (!addresses.is_array()) return;
  for (const json& address : addresses) {
    VisitRequest request;
    request.url = kept_url(text_of(address));
    request.documents = {std::string(text_in(kept, "url"))};
    request.connects_only = true;
    if (parse_url(request.url).ok()) add_request(std::move(request), {});
  }
}

void VisitRecord::take_storage(const json& kept) {
  take_preconnects(kept);
  constexpr std::array<std::string_view, 4> places = {"local", "session", "indexed_db", "cache"};
  for (std::size_t kind = 0; kind < places.size(); ++kind) {
    const json& names = member_of(kept, places[kind]);
    if (!names.is_array()) continue;
    for (const json& name : names) {
      if (items_.size() >= max_requests) {
        is_complete_ = false;
        return;
      }
      VisitItem item;
      item.kind = static_cast<StorageKind>(kind);
      item.name = cut(text_of(name), max_name_bytes);
      item.origin = cut(text_in(kept, "origin"), max_name_bytes);
      // Frames of one origin share their storage and tell of it each.
      const bool is_known =
          std::any_of(items_.begin(), items_.end(), [&item](const VisitItem& one) {
            return one.kind == item.kind && one.name == item.name && one.origin == item.origin;
          });
      if (!is_known) items_.push_back(std::move(item));
    }
  }
}

}  // namespace akkoord
