// SPDX-License-Identifier: MIT
#include "core/lint/lint_subject.h"

#include <algorithm>

#include "core/compile/jurisdictions.h"

namespace akkoord {

namespace {

/// Takes the first of `keys` off.
std::string_view next_key(std::string_view& keys) noexcept {
  const std::size_t end = std::min(keys.find('/'), keys.size());
  const std::string_view key = keys.substr(0, end);
  keys.remove_prefix(std::min(end + 1, keys.size()));
  return key;
}

}  // namespace

const PolicyService* known_service(const LintSubject& subject, std::string_view id) noexcept {
  const auto found = std::find_if(subject.known.begin(), subject.known.end(),
                                  [id](const PolicyService& one) { return one.id == id; });
  return found == subject.known.end() ? nullptr : &*found;
}

const JsonValue* value_at(const JsonValue& root, std::string_view keys) noexcept {
  const JsonValue* value = &root;
  while (value != nullptr && !keys.empty()) value = value->find(next_key(keys));
  return value;
}

const JsonPlace& nearest_place(const JsonValue& root, std::string_view keys) noexcept {
  const JsonValue* value = &root;
  while (!keys.empty()) {
    const JsonValue* below = value->find(next_key(keys));
    if (below == nullptr) break;
    value = below;
  }
  return value->place;
}

bool is_refusable(const Policy& policy, const PolicyService& service) noexcept {
  return service.category != Category::mandatory && !is_exempt_everywhere(policy, service);
}

bool asks_third_party(const PolicyService& service) noexcept {
  return std::any_of(service.urls.begin(), service.urls.end(), [](const UrlClaim& claim) {
    return !claim.pattern.empty() && claim.pattern[0] != '/';
  });
}

}  // namespace akkoord
