// SPDX-License-Identifier: MIT
#include "core/declare/own_service.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "core/classify.h"
#include "core/compile/jurisdictions.h"

namespace akkoord {

bool needs_consent(const Policy& policy, const PolicyService& service) noexcept {
  return service.category != Category::mandatory && !is_exempt_everywhere(policy, service);
}

bool asks_consent(const Policy& policy) noexcept {
  return std::any_of(
      policy.services.begin(), policy.services.end(),
      [&policy](const PolicyService& service) { return needs_consent(policy, service); });
}

PolicyService own_service(const Policy& policy, const DeclarationText& wording,
                          std::string_view country) {
  PolicyService own;
  own.name = wording.text("own_service");
  own.category = Category::mandatory;
  own.provider = policy.controller;
  own.country = policy.controller_country;
  own.notice = notice_for(policy, wording.language(), country);
  own.purpose = {{std::string(wording.language()), wording.text("own_purpose")}};
  for (const PlacedText& name : policy.record_names) {
    CookieClaim cookie;
    cookie.name = name.text;
    cookie.lifetime_s = policy.lifetime_s;
    own.cookies.push_back(std::move(cookie));
  }
  // Without sensitive routes their record is never written.
  if (policy.sensitive_routes.empty()) own.cookies.pop_back();
  std::vector<PlacedText>& local = own.storage[static_cast<std::size_t>(StorageKind::local)];
  local = {{"akkoord", {}}};
  // What waits for the collector (web/tell/waiting.ts).
  if (!policy.collector.empty()) local.push_back({"akkoord_tell", {}});
  own.storage[static_cast<std::size_t>(StorageKind::session)] = {{"akkoord", {}},
                                                                 {"akkoord-undeletable", {}}};
  return own;
}

}  // namespace akkoord
