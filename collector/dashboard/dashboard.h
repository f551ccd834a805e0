// SPDX-License-Identifier: MIT
//
// The dashboard behind its routes: who may come in is decided here, before any of them is asked.
//
//     Host             one that the dashboard is reached at, or 421: other names may lead here too
//     role             401 without a session where one is needed, 403 without the role
//     unsafe methods   Origin is the dashboard's own, the body is JSON, and a session's request
//                      bears its CSRF token, or 403
//
// All requests are answered on one thread, in their order; who comes while many wait hears 503.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "collector/dashboard/accounts.h"
#include "collector/dashboard/audit.h"
#include "collector/dashboard/dashboard_request.h"
#include "collector/dashboard/log_in_limit.h"
#include "collector/dashboard/sessions.h"
#include "collector/dashboard/tokens.h"
#include "collector/sqlite.h"

namespace akkoord {

/// How the dashboard is reached and what it reads.
struct DashboardSettings {
  std::filesystem::path database{};  ///< `dashboard.db`.
  std::filesystem::path events{};    ///< `events.db`, which is read alone.
  std::vector<std::string>
      origins{};  ///< Where its page lives, e.g. `https://numbers.clinic.test`.
  std::function<std::int64_t()> now_s{};  ///< The clock: seconds since 1970, UTC.
};

/// What routes work with; on the dashboard's thread alone.
struct DashboardRooms {
  /// Opens its database; throws SqliteFault.
  explicit DashboardRooms(const DashboardSettings& wished);

  const DashboardSettings& settings;  ///< As given.
  Database database;                  ///< `dashboard.db`.
  Accounts accounts;                  ///< Who may come in.
  Sessions sessions;                  ///< Who is in.
  Tokens tokens;                      ///< Which programs may read.
  Audit audit;                        ///< Who did what.
  LogInLimit log_ins{};               ///< How often it may be tried.
};

/// The dashboard.
class Dashboard {
 public:
  /// Takes an answer, once, on any thread.
  using Reply = std::function<void(DashboardReply)>;
  /// Requests that may wait.
  static constexpr std::size_t max_waiting_requests = 128;

  /// Opens its database; throws SqliteFault. prepare_ciphers() was called before.
  explicit Dashboard(DashboardSettings settings);
  Dashboard(const Dashboard&) = delete;
  Dashboard& operator=(const Dashboard&) = delete;
  /// Answers what waits, then ends.
  ~Dashboard();

  /// Answers later, on its own thread.
  void answer(DashboardRequest request, Reply reply);
  /// Answers now; for the dashboard's thread and tests.
  [[nodiscard]] DashboardReply answer_now(const DashboardRequest& request);
  /// Where somebody without any account makes the first one; empty where there is one. To be called
  /// before any request.
  [[nodiscard]] std::string first_link();

 private:
  struct WaitingRequest {
    DashboardRequest request;
    Reply reply;
  };

  void answer_until_stopped();
  [[nodiscard]] DashboardReply checked(const DashboardRequest& request);

  DashboardSettings settings_;
  DashboardRooms rooms_;
  std::mutex mutex_;
  std::condition_variable request_came_;
  std::vector<WaitingRequest> waiting_;
  bool stopping_ = false;
  std::thread worker_;
};

/// The link that opens the invitation `secret` at `origin`. The secret is in the fragment, which no
/// server and no log ever sees.
[[nodiscard]] std::string invitation_link(const std::string& origin, const std::string& secret);

}  // namespace akkoord
