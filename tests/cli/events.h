// SPDX-License-Identifier: MIT
//
// Events as Chromium 156 sends them, less what nobody reads; and visits made of them.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "cli/inspection/inspection.h"

namespace akkoord::test {

/// A request of a frame; `type` as the protocol names it.
nlohmann::json request(std::string_view id, std::string_view url, std::string_view frame = "page",
                       std::string_view type = "Image");

/// A hop of request `id` that a redirect brought about.
nlohmann::json redirected(std::string_view id, std::string_view url);

/// Why request `id` came to nothing.
nlohmann::json failure(std::string_view id, std::string_view blocked_reason);

/// The headers of a response of request `id`.
nlohmann::json set_cookie(std::string_view id, std::string_view lines);

/// A frame `id` within `parent` that shows `url`.
nlohmann::json frame(std::string_view id, std::string_view parent, std::string_view url);

/// A violation of a page's policy.
nlohmann::json violation(std::string_view url, std::string_view directive);

/// A cookie of the jar; `expires_s` -1 until the browser closes.
nlohmann::json cookie(std::string_view name, std::string_view domain, double expires_s = -1);

/// A visit to https://www.clinic.test/ whose document has come.
VisitRecord visit_begun();

/// The report on a visit to https://www.clinic.test/; `policy` is a policy's text or empty.
PageReport report_of(const VisitRecord& visit, const std::string& policy = {});

/// A policy for www.clinic.test with `services`, JSON.
std::string policy_with(std::string_view services, std::string_view site_keys = {},
                        std::string_view jurisdictions = R"(["BE"])");

}  // namespace akkoord::test
