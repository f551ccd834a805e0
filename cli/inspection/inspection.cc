// SPDX-License-Identifier: MIT
#include "cli/inspection/inspection.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "core/compile/quoted.h"
#include "core/url.h"

namespace akkoord {

namespace {

/// Where Akkoord keeps the referrer for the moment of a reload (web/referrer.ts).
constexpr std::string_view own_session_item = "akkoord";

/// Host, with port, and path of a URL of the visit.
struct Place {
  std::string host;
  std::string path;
};

Place place_of(std::string_view url) {
  const Result<Url> parsed = parse_url(url);
  if (!parsed.ok()) return {};
  Place place;
  place.host = cut(parsed.value().host, max_name_bytes);
  place.path = cut(parsed.value().path, max_name_bytes);
  std::transform(place.host.begin(), place.host.end(), place.host.begin(), lower_case);
  return place;
}

bool fails(const Attribution& by) noexcept {
  if (by.owner == Owner::site) return false;
  return by.owner != Owner::policy || by.needs_consent;
}

/// Gathers requests by host and owner, in the order in which each was first seen.
class Gathered {
 public:
  void add(const VisitRequest& request, const Attribution& by, std::string_view frame) {
    const Place place = place_of(request.url);
    const std::string frame_host = frame.empty() ? std::string() : place_of(frame).host;
    const auto [entry, is_new] = numbers_.try_emplace(
        {place.host, by.id, frame_host, static_cast<int>(by.owner), request.connects_only},
        findings_.size());
    if (is_new) {
      findings_.push_back({.host = place.host,
                           .by = by,
                           .frame_host = frame_host,
                           .connects_only = request.connects_only,
                           .fails = fails(by)});
    }
    RequestFinding& finding = findings_[entry->second];
    ++finding.count;
    const bool is_known =
        std::find(finding.paths.begin(), finding.paths.end(), place.path) != finding.paths.end();
    if (!is_known && finding.paths.size() < max_paths_named) finding.paths.push_back(place.path);
  }

  std::vector<RequestFinding> take() { return std::move(findings_); }

 private:
  std::map<std::tuple<std::string, std::string, std::string, int, bool>, std::size_t> numbers_;
  std::vector<RequestFinding> findings_;
};

/// Judges one visit.
class Judge {
 public:
  Judge(const VisitRecord& visit, const OwnHosts& own, const ServiceIndex& services)
      : visit_(visit), own_(own), services_(services) {}

  void judge_requests(PageReport& report) const {
    Gathered left;
    for (const VisitRequest& request : visit_.requests()) {
      if (request.refused || request.is_page) continue;
      const std::string_view frame = third_party_frame(request);
      const bool is_own = own_.has_url(request.url);
      if (is_own && !frame.empty()) continue;
      const Attribution by = is_own ? services_.of_own_url(request.url) : owner_of(request, frame);
      if (is_own && by.owner == Owner::site) continue;
      left.add(request, by, frame);
    }
    report.requests = left.take();
  }

  /// A refusal may be told twice, as a failed request and as a violation: the larger number counts.
  void judge_refusals(PageReport& report) const {
    std::map<std::string, std::size_t> failed;
    Gathered refused;
    for (const VisitRequest& request : visit_.requests()) {
      if (!request.refused || !third_party_frame(request).empty()) continue;
      refused.add(request, owner_of(request, {}), {});
      ++failed[request.url];
    }
    for (const VisitRequest& refusal : visit_.refusals()) {
      if (!third_party_frame(refusal).empty()) continue;
      std::size_t& told = failed[refusal.url];
      if (told > 0) {
        --told;
        continue;
      }
      refused.add(refusal, owner_of(refusal, {}), {});
    }
    report.refused = refused.take();
  }

  void judge_cookies(PageReport& report) const {
    for (const VisitCookie& cookie : visit_.cookies()) {
      CookieFinding finding;
      finding.cookie = cookie;
      finding.third_party = !own_.has(cookie.domain);
      finding.by = finding.third_party ? owner_of_foreign(cookie.domain, cookie.set_by, report)
                                       : services_.of_cookie(cookie.name);
      finding.fails = fails(finding.by);
      // Without a policy nobody has said yet what the site's own session is called.
      const bool is_session = finding.by_server() && cookie.lifetime_s == 0;
      if (finding.by.owner == Owner::unknown && !finding.third_party && is_session &&
          !services_.has_policy()) {
        finding.fails = false;
      }
      report.cookies.push_back(std::move(finding));
    }
  }

  void judge_items(PageReport& report) const {
    for (const VisitItem& item : visit_.items()) {
      ItemFinding finding;
      finding.item = item;
      finding.third_party = !own_.has_url(item.origin);
      if (finding.third_party) {
        finding.by = owner_of_foreign(host_name_of_url(item.origin), item.origin + "/", report);
        if (finding.by.owner == Owner::unknown)
          finding.by = services_.of_item(item.kind, item.name);
      } else if (item.kind == StorageKind::session && item.name == own_session_item) {
        finding.by = {Owner::site, {}, Category::mandatory, false};
      } else {
        finding.by = services_.of_item(item.kind, item.name);
      }
      finding.fails = fails(finding.by);
      report.items.push_back(std::move(finding));
    }
  }

 private:
  /// The outermost document of another site that a request was made in; empty where the page itself
  /// made it.
  [[nodiscard]] std::string_view third_party_frame(const VisitRequest& request) const {
    for (auto one = request.documents.rbegin(); one != request.documents.rend(); ++one) {
      const std::string host = host_name_of_url(*one);
      if (!host.empty() && !own_.has(host)) return *one;
    }
    return {};
  }

  [[nodiscard]] Attribution owner_of(const VisitRequest& request, std::string_view frame) const {
    if (!frame.empty()) {
      Attribution by = services_.of_url(frame);
      if (by.owner != Owner::unknown) return by;
    }
    return services_.of_url(request.url);
  }

  /// Who answers for what another host has stored: whoever's URL set it, else whose the host is,
  /// else whoever it was asked for.
  [[nodiscard]] Attribution owner_of_foreign(std::string_view domain, std::string_view url,
                                             const PageReport& report) const {
    Attribution by = services_.of_url(url);
    if (by.owner == Owner::unknown) by = services_.of_url("https://" + std::string(domain) + "/");
    if (by.owner != Owner::unknown) return by;
    OwnHosts theirs;
    theirs.add_domain(domain);
    for (const RequestFinding& request : report.requests) {
      const bool is_theirs = theirs.has_url("https://" + request.host);
      if (is_theirs && request.by.owner != Owner::unknown) return request.by;
    }
    return by;
  }

  const VisitRecord& visit_;
  const OwnHosts& own_;
  const ServiceIndex& services_;
};

template <typename Findings>
bool any_fails(const Findings& findings) noexcept {
  return std::any_of(findings.begin(), findings.end(), [](const auto& one) { return one.fails; });
}

/// What the country of the page exempts fails nowhere on it.
template <typename Finding>
void spare_exempt(std::vector<Finding>& findings, const ServiceIndex& services,
                  std::string_view page) {
  for (Finding& finding : findings) {
    if (!services.is_exempt_on(finding.by, page)) continue;
    finding.by.needs_consent = false;
    finding.fails = false;
  }
}

}  // namespace

bool PageReport::fails() const noexcept {
  return any_fails(requests) || any_fails(cookies) || any_fails(items);
}

std::string without_query(std::string_view url) {
  const Result<Url> parsed = parse_url(url);
  if (!parsed.ok()) return {};
  const std::size_t host_start = url.find("//") + 2;
  std::string shown(url.substr(0, host_start));
  // Not a copy of what stands before the host: that may be a name and a password.
  shown += std::string(cut(parsed.value().host, max_name_bytes));
  shown += std::string(cut(parsed.value().path, max_name_bytes));
  return shown;
}

PageReport report_on(std::string_view url, const VisitRecord& visit, OwnHosts own,
                     const ServiceIndex& services) {
  PageReport report;
  report.url = without_query(url);
  report.landed_on = without_query(visit.landed_on());
  report.status = visit.status();
  report.has_akkoord = visit.has_akkoord();
  report.is_complete = visit.is_complete();
  const std::string landed_host = host_name_of_url(visit.landed_on());
  report.left_site = !landed_host.empty() && !own.has(landed_host);
  if (report.left_site) own.add_site_of(landed_host);

  const Judge judge(visit, own, services);
  judge.judge_requests(report);
  judge.judge_refusals(report);
  judge.judge_cookies(report);
  judge.judge_items(report);
  spare_exempt(report.requests, services, visit.landed_on());
  spare_exempt(report.cookies, services, visit.landed_on());
  spare_exempt(report.items, services, visit.landed_on());
  return report;
}

}  // namespace akkoord
