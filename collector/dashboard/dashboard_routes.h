// SPDX-License-Identifier: MIT
//
// The dashboard's routes, in one table: what is served, who may ask, and the words of the OpenAPI
// document. Whatever is not in the table is not served.
#pragma once

#include <span>
#include <string_view>

#include "collector/dashboard/dashboard.h"

namespace akkoord {

/// What a request has to come with.
enum class Entrance : std::uint8_t {
  open,     ///< Nothing.
  session,  ///< A session whose account has one of the roles.
  program,  ///< Such a session, or a read-only token.
};

/// A parameter of a query, as the OpenAPI document tells it.
struct RouteParameter {
  std::string_view name{};         ///< Its key.
  std::string_view schema{};       ///< JSON Schema of its value.
  std::string_view description{};  ///< What it does.
  bool required = false;           ///< Whether it must be there.
};

/// One route.
struct DashboardRoute {
  /// Answers a request that came in.
  using Answer = DashboardReply (*)(DashboardRooms&, const Caller&, const DashboardRequest&);

  std::string_view method{};                     ///< E.g. "GET".
  std::string_view path{};                       ///< Whole.
  Entrance entrance = Entrance::session;         ///< What it takes.
  RoleSet roles{};                               ///< Who may, where it takes a session.
  Answer answer = nullptr;                       ///< What answers.
  std::string_view id{};                         ///< Its operation's name.
  std::string_view summary{};                    ///< What it does, a sentence.
  std::span<const RouteParameter> parameters{};  ///< Its query; any other key is refused.
  std::string_view body{};                       ///< JSON Schema of the body; empty: none.
};

/// All of them.
[[nodiscard]] std::span<const DashboardRoute> dashboard_routes() noexcept;

/// The API as an OpenAPI 3.1 document, made of the table.
[[nodiscard]] std::string openapi_document();

}  // namespace akkoord
