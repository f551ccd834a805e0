// SPDX-License-Identifier: MIT
//
// What a page did during one visit, from what the browser tells of it: requests of the page, its
// frames and workers; what a policy refused; cookies and storage. Nothing is judged here.
//
// Bounded, whatever a site does: what exceeds a bound is dropped, and is_complete() says so.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cli/inspection/frame_tree.h"
#include "cli/inspection/set_cookie.h"
#include "cli/inspection/visit_bounds.h"
#include "core/classify.h"

namespace akkoord {

/// A request, one for each hop of a redirect.
struct VisitRequest {
  /// Its URL, with query: for classification, never printed.
  std::string url;
  /// The documents that it was made in, the innermost first; the page itself last.
  std::vector<std::string> documents;
  /// Whether a policy kept it from leaving.
  bool refused = false;
  /// What it says of the page that it comes from (Referer); empty where that is kept back.
  std::string referrer;
  /// The beginning of what it posts, as text: for classification, never printed.
  std::string posted;
  /// Whether it is the visit itself: the page's own document.
  bool is_page = false;
  /// Whether it is a connection made ahead (<link rel=preconnect>), with nothing asked for.
  bool connects_only = false;
};

/// A cookie that was there when the visit ended.
struct VisitCookie {
  /// Its name.
  std::string name;
  /// The host that it belongs to, without the leading dot.
  std::string domain;
  /// The URL whose response set it; empty where a script did.
  std::string set_by;
  /// How long it lasts, in seconds; 0 until the browser closes.
  std::int64_t lifetime_s = 0;
  /// Whether scripts can't see it.
  bool http_only = false;
};

/// Something kept in one of the other places.
struct VisitItem {
  /// Which place.
  StorageKind kind = StorageKind::local;
  /// Its name.
  std::string name;
  /// The origin that it belongs to, e.g. "https://www.example.com".
  std::string origin;
};

/// One visit, from its events.
class VisitRecord {
 public:
  /// Says which frame is the page's own: the target that was opened for the visit.
  void set_page_frame(std::string_view frame_id) { frames_.set_page(frame_id); }

  /// Takes an event of the DevTools protocol; what does not matter here is passed over.
  void take_event(const nlohmann::json& event);
  /// Takes the cookies of Storage.getCookies as of `now_s`.
  void take_cookies(const nlohmann::json& cookies, std::int64_t now_s);
  /// Takes what a frame keeps: { "origin", "local": [names], "session", "indexed_db", "cache" },
  /// and in "preconnect" the addresses that it has the browser connect to ahead.
  void take_storage(const nlohmann::json& kept);
  /// Forgets what was asked for, refused and kept so far, as for the next page of a visit.
  void turn_page();
  /// Notes that the page has Akkoord's page API.
  void set_has_akkoord(bool has_akkoord) noexcept { has_akkoord_ = has_akkoord; }

  /// All requests, also those that were refused.
  [[nodiscard]] const std::vector<VisitRequest>& requests() const noexcept { return requests_; }
  /// What a policy refused and of which no request is known: `url` may be an origin alone.
  [[nodiscard]] const std::vector<VisitRequest>& refusals() const noexcept { return refusals_; }
  /// The cookies.
  [[nodiscard]] const std::vector<VisitCookie>& cookies() const noexcept { return cookies_; }
  /// What else is kept.
  [[nodiscard]] const std::vector<VisitItem>& items() const noexcept { return items_; }
  /// The URL that the visit ended on, after redirects; empty where no document came.
  [[nodiscard]] const std::string& landed_on() const noexcept { return landed_on_; }
  /// The HTTP status of that document; 0 where none came.
  [[nodiscard]] int status() const noexcept { return status_; }
  /// Whether the page has Akkoord's page API.
  [[nodiscard]] bool has_akkoord() const noexcept { return has_akkoord_; }
  /// Whether all that happened fitted into the bounds.
  [[nodiscard]] bool is_complete() const noexcept { return is_complete_; }

 private:
  /// The hops of a request, and how many of their responses have come.
  struct Hops {
    std::vector<std::size_t> numbers;
    std::size_t answered = 0;
  };

  void take_request(const nlohmann::json& params, const std::string& session);
  void take_response(const nlohmann::json& params);
  void take_response_headers(const nlohmann::json& params);
  void take_failure(const nlohmann::json& params);
  void take_navigation(const nlohmann::json& params);
  void take_issue(const nlohmann::json& issue, const std::string& session);
  void take_connection(std::string_view url, const std::string& session);
  void take_preconnects(const nlohmann::json& kept);
  void add_request(VisitRequest request, const std::string& id);

  FrameTree frames_;
  std::string page_request_;
  std::string landed_on_;
  int status_ = 0;
  bool has_akkoord_ = false;
  bool is_complete_ = true;
  std::vector<VisitRequest> requests_;
  std::vector<VisitRequest> refusals_;
  std::vector<VisitCookie> cookies_;
  std::vector<VisitItem> items_;
  std::map<std::string, Hops, std::less<>> hops_;
  std::map<std::string, VisitRequest, std::less<>> navigations_;
  std::map<CookieKey, std::string> set_by_;
};

}  // namespace akkoord
