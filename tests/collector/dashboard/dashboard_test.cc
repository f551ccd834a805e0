// SPDX-License-Identifier: MIT
#include "collector/dashboard/dashboard.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "collector/dashboard/dashboard_routes.h"
#include "tests/collector/dashboard/test_people.h"

namespace akkoord {

using nlohmann::json;
using test::start_s;

namespace {

constexpr auto origin = "https://numbers.small.test";

/// A dashboard with one account for each role.
struct Staffed {
  test::DashboardPlace place{};
  std::map<std::string, std::string, std::less<>> secrets{};
  std::unique_ptr<Dashboard> dashboard{};

  Staffed() {
    Sessions sessions(place.database);
    for (const auto& [role, name] : role_names) {
      secrets[std::string(name)] = sessions.begin(place.made(name, {role}), start_s);
    }
    dashboard = std::make_unique<Dashboard>(DashboardSettings{
        place.folder.path() / "dashboard.db", {}, {origin}, [] { return start_s; }});
  }

  /// What a page of the dashboard would send with the session of `role`; empty: with none.
  [[nodiscard]] DashboardRequest request(std::string_view method, std::string_view path,
                                         const std::string& role = {}) const {
    DashboardRequest request;
    request.method = method;
    request.path = path;
    request.host = "numbers.small.test";
    request.origin = origin;
    request.content_type = "application/json";
    if (role.empty()) return request;
    const std::string& secret = secrets.at(role);
    request.cookies = "__Host-akkoord=" + secret;
    request.csrf = csrf_token(secret);
    return request;
  }
};

bool is_unsafe(const DashboardRoute& route) {
  return route.method != "GET";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(dashboard)

BOOST_AUTO_TEST_CASE(refuses_every_route_without_a_session_or_without_the_role) {
  const Staffed staffed;
  for (const DashboardRoute& route : dashboard_routes()) {
    BOOST_TEST_CONTEXT(route.method << " " << route.path) {
      const DashboardRequest nobody = staffed.request(route.method, route.path);
      const bool is_open = route.entrance == Entrance::open;
      BOOST_TEST((staffed.dashboard->answer_now(nobody).status == 401) == !is_open);
      for (const auto& [role, name] : role_names) {
        // A body and parameters are missing: whoever is let in hears of those, or gets an answer.
        DashboardRequest call = staffed.request(route.method, route.path, std::string(name));
        if (route.id == "logOut" || route.id == "logOutEverywhere") call.query = "stay=1";
        const unsigned status = staffed.dashboard->answer_now(call).status;
        BOOST_TEST((status == 403) == (!is_open && !route.roles.has(role)));
        BOOST_TEST(status != 401);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(refuses_every_change_that_no_page_of_its_own_has_sent) {
  const Staffed staffed;
  for (const DashboardRoute& route : dashboard_routes()) {
    if (!is_unsafe(route)) continue;
    BOOST_TEST_CONTEXT(route.method << " " << route.path) {
      for (const auto& [role, name] : role_names) {
        if (route.entrance != Entrance::open && !route.roles.has(role)) continue;
        const DashboardRequest sent = staffed.request(route.method, route.path, std::string(name));
        for (const char* foreign : {"", "https://evil.test", "http://numbers.small.test"}) {
          DashboardRequest call = sent;
          call.origin = foreign;
          BOOST_TEST(staffed.dashboard->answer_now(call).status == 403);
        }
        if (route.entrance == Entrance::open) continue;
        for (const std::string& token : {std::string(), csrf_token("another"), sent.csrf + "x"}) {
          DashboardRequest call = sent;
          call.csrf = token;
          BOOST_TEST(staffed.dashboard->answer_now(call).status == 403);
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(lets_a_token_read_and_do_nothing_else) {
  Staffed staffed;
  Tokens tokens(staffed.place.database);
  const std::string secret = tokens.make("Grafana", start_s);
  for (const DashboardRoute& route : dashboard_routes()) {
    if (route.entrance == Entrance::open) continue;
    BOOST_TEST_CONTEXT(route.method << " " << route.path) {
      DashboardRequest call = staffed.request(route.method, route.path);
      call.authorization = "Bearer " + secret;
      const unsigned status = staffed.dashboard->answer_now(call).status;
      BOOST_TEST((status == 401) == (route.entrance == Entrance::session));
      BOOST_TEST((route.entrance == Entrance::session || !is_unsafe(route)));
      call.authorization = "Bearer " + secret.substr(1);
      BOOST_TEST(staffed.dashboard->answer_now(call).status == 401);
    }
  }
}

BOOST_AUTO_TEST_CASE(is_reached_by_its_own_name_alone) {
  const Staffed staffed;
  DashboardRequest call = staffed.request("GET", "/api/session");
  BOOST_TEST(staffed.dashboard->answer_now(call).status == 200);
  call.host = "127.0.0.1";
  BOOST_TEST(staffed.dashboard->answer_now(call).status == 421);
}

BOOST_AUTO_TEST_CASE(tells_each_route_in_its_openapi_document_and_no_other) {
  const json document = json::parse(openapi_document());
  std::set<std::string> told;
  for (const auto& [path, operations] : document.at("paths").items()) {
    for (const auto& [method, operation] : operations.items()) {
      told.insert(method + " " + path);
      BOOST_TEST(!operation.at("summary").get<std::string>().empty());
    }
  }
  BOOST_TEST(told.size() == dashboard_routes().size());
  std::set<std::string_view> ids;
  for (const DashboardRoute& route : dashboard_routes()) ids.insert(route.id);
  BOOST_TEST(ids.size() == dashboard_routes().size());
}

BOOST_AUTO_TEST_CASE(takes_parameters_that_are_told_once_each) {
  const Staffed staffed;
  DashboardRequest call = staffed.request("GET", "/api/audit", "admin");
  for (const auto& [query, status] : {std::pair<const char*, unsigned>{"", 200},
                                      {"before=5", 200},
                                      {"before=5&before=6", 400},
                                      {"befor=5", 400},
                                      {"%zz=5", 400}}) {
    call.query = query;
    BOOST_TEST(staffed.dashboard->answer_now(call).status == status);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
