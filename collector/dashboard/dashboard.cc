// SPDX-License-Identifier: MIT
#include "collector/dashboard/dashboard.h"

#include <algorithm>
#include <utility>

#include "collector/dashboard/dashboard_routes.h"
#include "collector/dashboard/dashboard_schema.h"
#include "collector/dashboard/secret.h"

namespace akkoord {

namespace {

/// OWASP ASVS 4.0, 14.4: nothing but the page's own files runs, is asked or may frame it.
constexpr std::pair<const char*, const char*> safe_headers[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
     "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
};

bool is_safe(std::string_view method) noexcept {
  return method == "GET" || method == "HEAD";
}

bool is_json_type(std::string_view content_type) noexcept {
  constexpr std::string_view json = "application/json";
  return content_type == json || content_type.starts_with("application/json;");
}

std::string_view host_of(std::string_view origin) noexcept {
  return origin.substr(std::min(origin.find("//") + 2, origin.size()));
}

DashboardReply forged_call() {
  return refused_call(403, "this was not sent by a page of the dashboard",
                      "Load the page again and repeat it there.");
}

/// The route for a request; null and `reply` filled where there is none.
const DashboardRoute* route_for(const DashboardRequest& request, DashboardReply& reply) {
  const std::string_view method =
      request.method == "HEAD" ? std::string_view("GET") : std::string_view(request.method);
  std::string allowed;
  for (const DashboardRoute& route : dashboard_routes()) {
    if (route.path != request.path) continue;
    if (route.method == method) return &route;
    allowed += (allowed.empty() ? "" : ", ") + std::string(route.method);
  }
  reply = refused_call(allowed.empty() ? 404 : 405,
                       allowed.empty() ? "nothing is here" : "this method is not taken here",
                       "GET /api/openapi.json tells what there is.");
  if (!allowed.empty()) reply.headers.emplace_back("Allow", allowed);
  return nullptr;
}

/// Why a query is not taken; empty where it is. Each key is known, and there once.
std::string query_fault(const DashboardRoute& route, std::string_view query) {
  std::vector<std::string> keys = query_keys(query);
  for (const std::string& key : keys) {
    const bool is_known =
        std::any_of(route.parameters.begin(), route.parameters.end(),
                    [&key](const RouteParameter& parameter) { return parameter.name == key; });
    if (!is_known) return "a parameter is unknown";
  }
  std::sort(keys.begin(), keys.end());
  if (std::adjacent_find(keys.begin(), keys.end()) != keys.end())
    return "a parameter is there twice";
  for (const RouteParameter& parameter : route.parameters) {
    if (parameter.required && !query_value(query, parameter.name)) {
      return "the parameter \"" + std::string(parameter.name) + "\" is missing";
    }
  }
  return {};
}

}  // namespace

DashboardRooms::DashboardRooms(const DashboardSettings& wished)
    : settings(wished),
      database(wished.database, Database::Use::write),
      accounts(database),
      sessions(database),
      tokens(database),
      audit(database) {
  prepare_dashboard(database);
}

Dashboard::Dashboard(DashboardSettings settings)
    : settings_(std::move(settings)),
      rooms_(settings_),
      worker_([this] { answer_until_stopped(); }) {}

Dashboard::~Dashboard() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  request_came_.notify_one();
  worker_.join();
}

void Dashboard::answer(DashboardRequest request, Reply reply) {
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() < max_waiting_requests && !stopping_) {
      waiting_.push_back({std::move(request), std::move(reply)});
      request_came_.notify_one();
      return;
    }
  }
  reply(refused_call(503, "too many requests wait", "Try again in a moment."));
}

void Dashboard::answer_until_stopped() {
  std::vector<WaitingRequest> batch;
  while (true) {
    {
      std::unique_lock lock(mutex_);
      request_came_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      batch.swap(waiting_);
    }
    for (const WaitingRequest& one : batch) one.reply(answer_now(one.request));
    batch.clear();
  }
}

DashboardReply Dashboard::answer_now(const DashboardRequest& request) {
  DashboardReply reply;
  try {
    reply = checked(request);
  } catch (const SqliteFault&) {
    rooms_.database.roll_back();
    reply = refused_call(503, "the dashboard's database does not answer",
                         "Try again in a moment; the collector's log tells more.");
  }
  for (const auto& [name, value] : safe_headers) reply.headers.emplace_back(name, value);
  if (settings_.origins.front().starts_with("https://")) {
    reply.headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
  }
  return reply;
}

DashboardReply Dashboard::checked(const DashboardRequest& request) {
  const bool is_ours = std::any_of(
      settings_.origins.begin(), settings_.origins.end(),
      [&request](const std::string& origin) { return host_of(origin) == request.host; });
  if (!is_ours) {
    return refused_call(421, "the dashboard is not reached by this name",
                        "Put the name into \"origin\" of the configuration's \"dashboard\".");
  }
  DashboardReply reply;
  const DashboardRoute* route = route_for(request, reply);
  if (route == nullptr) return reply;

  Caller caller;
  caller.secret = session_in(request.cookies);
  caller.account = rooms_.sessions.account_of(caller.secret, settings_.now_s());
  bool is_let_in = route->entrance == Entrance::open;
  if (route->entrance == Entrance::program && !request.authorization.empty()) {
    const std::optional<ReadToken> token = rooms_.tokens.in(request.authorization);
    if (token) caller.token_label = token->label;
    is_let_in = token.has_value();
    caller.account.reset();
  }
  if (!is_let_in && !caller.account) return refused_call(401, "nobody is logged in", "Log in.");
  if (!is_let_in && !caller.account->roles.meets(route->roles)) {
    return refused_call(403, "your account has no role that may see this",
                        "Ask an admin of the dashboard for it.");
  }
  if (!is_safe(request.method)) {
    const bool from_here = std::find(settings_.origins.begin(), settings_.origins.end(),
                                     request.origin) != settings_.origins.end();
    if (!from_here) return forged_call();
    if (route->entrance != Entrance::open &&
        !same_secret(request.csrf, csrf_token(caller.secret))) {
      return forged_call();
    }
    if (!route->body.empty() && !is_json_type(request.content_type)) {
      return refused_call(415, "this is no application/json", "Send it with that Content-Type.");
    }
  }
  if (const std::string fault = query_fault(*route, request.query); !fault.empty()) {
    return refused_call(400, fault, "GET /api/openapi.json tells what there is.");
  }
  return route->answer(rooms_, caller, request);
}

std::string Dashboard::first_link() {
  if (!rooms_.accounts.none()) return {};
  return invitation_link(
      settings_.origins.front(),
      rooms_.accounts.invite(every_role, settings_.now_s() + first_invitation_s));
}

std::string invitation_link(const std::string& origin, const std::string& secret) {
  return origin + "/#welcome=" + secret;
}

}  // namespace akkoord
