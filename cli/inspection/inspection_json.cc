// SPDX-License-Identifier: MIT
#include "cli/inspection/inspection_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/inspection/remedies.h"

namespace akkoord {

namespace {

using nlohmann::ordered_json;

std::string_view name_of(Owner owner) noexcept {
  switch (owner) {
    case Owner::policy:
      return "policy";
    case Owner::preset:
      return "preset";
    case Owner::site:
      return "site";
    case Owner::unknown:
      break;
  }
  return "unknown";
}

void put_attribution(ordered_json& json, const Attribution& by, bool fails) {
  json["known_from"] = name_of(by.owner);
  json["service"] = by.id.empty() ? ordered_json() : ordered_json(by.id);
  json["category"] = by.id.empty() ? ordered_json() : ordered_json(name_of(by.category));
  json["before_consent"] = fails;
}

ordered_json requests_json(const std::vector<RequestFinding>& findings, bool refused) {
  ordered_json list = ordered_json::array();
  for (const RequestFinding& finding : findings) {
    ordered_json one = {{"host", finding.host}, {"paths", finding.paths}, {"count", finding.count}};
    one["frame"] = finding.in_frame() ? ordered_json(finding.frame_host) : ordered_json();
    one["connects_only"] = finding.connects_only;
    put_attribution(one, finding.by, finding.fails);
    if (refused) one.erase("before_consent");
    list.push_back(std::move(one));
  }
  return list;
}

ordered_json cookies_json(const std::vector<CookieFinding>& findings) {
  ordered_json list = ordered_json::array();
  for (const CookieFinding& finding : findings) {
    ordered_json one = {{"name", finding.cookie.name}, {"domain", finding.cookie.domain}};
    one["third_party"] = finding.third_party;
    one["set_by"] = finding.by_server() ? "server" : "script";
    one["http_only"] = finding.cookie.http_only;
    one["lifetime_s"] = finding.cookie.lifetime_s;
    put_attribution(one, finding.by, finding.fails);
    list.push_back(std::move(one));
  }
  return list;
}

ordered_json items_json(const std::vector<ItemFinding>& findings) {
  constexpr std::string_view kinds[] = {"local_storage", "session_storage", "indexed_db", "caches"};
  ordered_json list = ordered_json::array();
  for (const ItemFinding& finding : findings) {
    ordered_json one = {{"kind", kinds[static_cast<std::size_t>(finding.item.kind)]},
                        {"name", finding.item.name},
                        {"origin", finding.item.origin},
                        {"third_party", finding.third_party}};
    put_attribution(one, finding.by, finding.fails);
    list.push_back(std::move(one));
  }
  return list;
}

ordered_json report_json(const PageReport& report, const ReportStyle& style) {
  ordered_json json = {{"url", report.url},
                       {"landed_on", report.landed_on},
                       {"status", report.status},
                       {"finished_loading", report.finished_loading},
                       {"complete", report.is_complete},
                       {"akkoord", report.has_akkoord},
                       {"before_consent", report.fails()}};
  json["requests"] = requests_json(report.requests, false);
  json["refused"] = requests_json(report.refused, true);
  json["cookies"] = cookies_json(report.cookies);
  json["storage"] = items_json(report.items);
  json["remedies"] = remedies_for(report, style);
  return json;
}

}  // namespace

std::string reports_json(const std::vector<PageReport>& reports, const ReportStyle& style,
                         std::string_view draft) {
  const bool fails = std::any_of(reports.begin(), reports.end(),
                                 [](const PageReport& report) { return report.fails(); });
  ordered_json json = {{"ok", style.observes || !fails},
                       {"mode", style.observes ? "observe" : "before-choice"},
                       {"pages", ordered_json::array()}};
  for (const PageReport& report : reports) json["pages"].push_back(report_json(report, style));
  if (!draft.empty()) json["draft"] = ordered_json::parse(draft, nullptr, false);
  constexpr int indent = 2;
  return json.dump(indent, ' ', true, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace akkoord
