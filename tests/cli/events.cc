// SPDX-License-Identifier: MIT
#include "events.h"

namespace akkoord::test {

using nlohmann::json;

namespace {

json event(std::string_view method, json params) {
  return {{"method", method}, {"params", std::move(params)}, {"sessionId", "page-session"}};
}

}  // namespace

json request(std::string_view id, std::string_view url, std::string_view frame_id,
             std::string_view type) {
  return event(
      "Network.requestWillBeSent",
      {{"requestId", id}, {"request", {{"url", url}}}, {"frameId", frame_id}, {"type", type}});
}

json redirected(std::string_view id, std::string_view url) {
  json hop = request(id, url);
  hop["params"]["redirectResponse"] = {{"status", 302}};
  return hop;
}

json failure(std::string_view id, std::string_view blocked_reason) {
  return event("Network.loadingFailed", {{"requestId", id}, {"blockedReason", blocked_reason}});
}

json set_cookie(std::string_view id, std::string_view lines) {
  return event("Network.responseReceivedExtraInfo",
               {{"requestId", id}, {"headers", {{"Set-Cookie", lines}}}});
}

json frame(std::string_view id, std::string_view parent, std::string_view url) {
  return event("Page.frameNavigated",
               {{"frame", {{"id", id}, {"parentId", parent}, {"url", url}}}});
}

json violation(std::string_view url, std::string_view directive) {
  return event("Audits.issueAdded",
               {{"issue",
                 {{"code", "ContentSecurityPolicyIssue"},
                  {"details",
                   {{"contentSecurityPolicyIssueDetails",
                     {{"blockedURL", url},
                      {"violatedDirective", directive},
                      {"isReportOnly", false},
                      {"contentSecurityPolicyViolationType", "kURLViolation"}}}}}}}});
}

json cookie(std::string_view name, std::string_view domain, double expires_s) {
  return {{"name", name},
          {"domain", domain},
          {"expires", expires_s},
          {"session", expires_s < 0},
          {"httpOnly", false}};
}

VisitRecord visit_begun() {
  VisitRecord visit;
  visit.set_page_frame("page");
  visit.take_event({{"method", "Target.attachedToTarget"},
                    {"params",
                     {{"sessionId", "page-session"},
                      {"targetInfo", {{"type", "page"}, {"targetId", "page"}}}}}});
  visit.take_event(request("first", "https://www.clinic.test/?from=mail", "page", "Document"));
  visit.take_event(
      event("Network.responseReceived",
            {{"requestId", "first"},
             {"response", {{"url", "https://www.clinic.test/?from=mail"}, {"status", 200}}}}));
  return visit;
}

PageReport report_of(const VisitRecord& visit, const std::string& policy) {
  const Catalogue catalogue = embedded_catalogue();
  OpenedPolicy opened;
  OwnHosts own;
  own.add_site_of("www.clinic.test");
  if (!policy.empty()) {
    opened = open_policy({.policy = {policy, "clinic.json"}, .catalogue = catalogue});
    own.add_policy(opened.policy);
  }
  const ServiceIndex services(catalogue, policy.empty() ? nullptr : &opened, std::nullopt);
  return report_on("https://www.clinic.test/?from=mail", visit, own, services);
}

std::string policy_with(std::string_view services, std::string_view site_keys,
                        std::string_view jurisdictions) {
  return R"({"id":"clinic","revision":1,"site":{"hosts":["www.clinic.test"])" +
         std::string(site_keys) +
         R"(},"controller":{"name":"Clinic","country":"BE","privacy_notice":"/privacy/"},)" +
         R"("jurisdictions":)" + std::string(jurisdictions) + R"(,"languages":["en"],"services":)" +
         std::string(services) + "}";
}

}  // namespace akkoord::test
