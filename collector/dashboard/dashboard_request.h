// SPDX-License-Identifier: MIT
//
// A request to the dashboard, its answer, and who asks. They own what they hold: the dashboard
// answers on a thread of its own, so that a password's hash or a long query keeps no visitor's
// consent waiting.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "collector/dashboard/accounts.h"

namespace akkoord {

/// A request.
struct DashboardRequest {
  std::string method{};         ///< E.g. "POST".
  std::string path{};           ///< The target, without query.
  std::string query{};          ///< What follows '?', still encoded.
  std::string host{};           ///< Host.
  std::string origin{};         ///< Origin; empty where there is none.
  std::string fetch_site{};     ///< Sec-Fetch-Site.
  std::string content_type{};   ///< Content-Type.
  std::string cookies{};        ///< Cookie.
  std::string authorization{};  ///< Authorization.
  std::string csrf{};           ///< X-Akkoord-Csrf.
  std::string body{};           ///< The body.
};

/// An answer.
struct DashboardReply {
  unsigned status = 200;                                       ///< The status code.
  std::string content_type = "application/json";               ///< Of the body.
  std::string body{};                                          ///< The body.
  std::vector<std::pair<std::string, std::string>> headers{};  ///< Further header fields.
};

/// Who asks.
struct Caller {
  std::optional<Account> account{};  ///< Whose session it is.
  std::string secret{};              ///< That session's secret.
  std::string token_label{};         ///< The read-only token it comes with, where it does.
};

/// An answer that something is wrong: `{"error":{"pointer":...,"fault":...,"remedy":...}}`.
[[nodiscard]] DashboardReply refused_call(unsigned status, std::string fault, std::string remedy);

/// The value of `key` in a query, decoded; nothing where it is missing or badly encoded.
[[nodiscard]] std::optional<std::string> query_value(std::string_view query, std::string_view key);

/// Every key of a query, decoded, in their order.
[[nodiscard]] std::vector<std::string> query_keys(std::string_view query);

}  // namespace akkoord
