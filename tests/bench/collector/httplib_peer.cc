// SPDX-License-Identifier: MIT
//
// The collector's reader and store behind cpp-httplib: a thread for each connection, which waits
// until its event is on disk.
//
//     httplib_peer FOLDER POLICY CONNECTIONS        prints the port that it listens on
#include <httplib.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <memory>
#include <optional>
#include <string>

#include "collector/site_policy.h"
#include "collector/sqlite_store.h"
#include "core/event/read_event.h"

namespace {

using namespace akkoord;

std::int64_t clock_s() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(since_1970).count();
}

void take(const httplib::Request& request, httplib::Response& response,
          const SitePolicies& policies, SqliteStore& store) {
  EventFault fault;
  const std::int64_t now_s = clock_s();
  std::optional<ConsentEvent> event = read_event(request.body, policies.known, now_s, fault);
  if (!event) {
    response.status = 400;
    response.set_content(fault_json(fault), "application/json");
    return;
  }
  std::promise<StoreAnswer> answer;
  store.put(std::move(*event), now_s, [&](StoreAnswer given) { answer.set_value(given); });
  response.status = answer.get_future().get() == StoreAnswer::stored ? 204 : 503;
}

int failed(const std::string& fault) {
  std::fprintf(stderr, "%s\n", fault.c_str());
  return 1;
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count != 4) return failed("usage: httplib_peer FOLDER POLICY CONNECTIONS");
  std::string fault;
  SitePolicies policies;
  if (!add_policy({.policy = arguments[2]}, policies, fault)) return failed(fault);
  std::optional<DataFolder> folder = DataFolder::open(arguments[1], fault);
  if (!folder) return failed(fault);
  StoreSettings settings;
  settings.now_s = clock_s;
  const std::unique_ptr<SqliteStore> store =
      SqliteStore::open(std::move(*folder), std::move(settings), fault);
  if (!store) return failed(fault);

  httplib::Server server;
  const std::size_t threads = std::strtoul(arguments[3], nullptr, 10);
  server.new_task_queue = [threads] { return new httplib::ThreadPool(threads); };
  server.set_keep_alive_max_count(SIZE_MAX);
  server.set_keep_alive_timeout(60);
  server.set_tcp_nodelay(true);
  server.Post("/consent/events", [&](const httplib::Request& request, httplib::Response& response) {
    take(request, response, policies, *store);
  });
  std::printf("%d\n", server.bind_to_any_port("127.0.0.1"));
  std::fflush(stdout);
  return server.listen_after_bind() ? 0 : 1;
}
