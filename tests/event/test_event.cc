// SPDX-License-Identifier: MIT
#include "tests/event/test_event.h"

#include "core/event/read_event.h"

namespace akkoord::test {

namespace {

const std::string hash = "sha256:" + std::string(64, 'a');

}  // namespace

KnownPolicies known_policies() {
  KnownPolicy policy;
  policy.id = "2pass";
  policy.hosts = {"www.2passclinic.test", "2pass.localhost:8137"};
  policy.revisions = {{6, {{"hotjar", Category::analytical, true}}, false},
                      {7,
                       {{"counter", Category::analytical, false},
                        {"hotjar", Category::analytical, true},
                        {"october", Category::mandatory, false},
                        {"pixel", Category::advertising, true},
                        {"youtube", Category::social, true}}}};
  KnownPolicies policies;
  (void)policies.add(policy);
  return policies;
}

nlohmann::json consent() {
  return {{"version", 1},
          {"id", "01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12"},
          {"previous_id", nullptr},
          {"site", "www.2passclinic.test"},
          {"policy", "2pass"},
          {"revision", 7},
          {"policy_hash", hash},
          {"bundle_hash", hash},
          {"text_hash", hash},
          {"language", "nl"},
          {"jurisdiction", "BE"},
          {"variant", "box-a"},
          {"method", "banner"},
          {"layer", 1},
          {"device", "small"},
          {"seconds_to_choice", 7},
          {"choice",
           {{"functional", true}, {"analytical", true}, {"advertising", false}, {"social", false}}},
          {"services", {{"youtube", true}}},
          {"issued_s", issued_s},
          {"expires_s", issued_s + 182 * 86'400},
          {"held", {{"pixel", 3}}},
          {"unknown_hosts", {"fonts.example"}}};
}

nlohmann::json refusal() {
  nlohmann::json event = consent();
  event["choice"] = {
      {"functional", false}, {"analytical", false}, {"advertising", false}, {"social", false}};
  event["services"] = nlohmann::json::object();
  for (const char* key : {"previous_id", "held", "unknown_hosts"}) event.erase(key);
  return event;
}

nlohmann::json withdrawal() {
  nlohmann::json event = refusal();
  event["previous_id"] = event["id"];
  event["id"] = "01a21a4d-4001-7d3e-9f10-2b4c6d8e0f12";
  event["method"] = "withdrawal";
  return event;
}

std::string refused(const nlohmann::json& event) {
  return refused_bytes(event.dump());
}

std::string refused_bytes(std::string_view body) {
  EventFault fault;
  if (read_event(body, known_policies(), issued_s + 2, fault)) return {};
  return fault.pointer + ": " + fault.fault;
}

}  // namespace akkoord::test
