// SPDX-License-Identifier: MIT
#include "core/event/known_policies.h"

#include <algorithm>
#include <utility>

#include "core/compile/json_value.h"
#include "core/compile/quoted.h"
#include "core/compile/read.h"

namespace akkoord {

namespace {

constexpr std::string_view restore =
    "Restore it from version control: without it events of earlier revisions are refused.";

KnownRevision of_policy(const Policy& policy) {
  KnownRevision revision{policy.revision};
  revision.may_be_sensitive = !policy.sensitive_routes.empty();
  for (const PolicyService& service : policy.services) {
    const bool asked = service.category != Category::mandatory && service.exempt.empty();
    revision.services.push_back({service.id, service.category, asked});
  }
  return revision;
}

/// Reads a revision of a lock; nothing where it has no such shape.
std::optional<KnownRevision> of_lock(const JsonMember& member) {
  KnownRevision revision;
  for (const char c : member.key) {
    if (c < '0' || c > '9' || revision.number > 400'000'000) return std::nullopt;
    revision.number = revision.number * 10 + static_cast<std::uint32_t>(c - '0');
  }
  const JsonValue* services = member.value.find("services");
  if (revision.number == 0 || services == nullptr) return std::nullopt;
  for (const JsonMember& service : services->members) {
    const std::optional<Category> category = category_named(text_at(service.value, "category"));
    if (!category) return std::nullopt;
    const bool asked = *category != Category::mandatory && service.value.find("exempt") == nullptr;
    revision.services.push_back({service.key, *category, asked});
  }
  return revision;
}

void sort_services(KnownRevision& revision) {
  std::sort(revision.services.begin(), revision.services.end(),
            [](const KnownService& a, const KnownService& b) { return a.id < b.id; });
}

/// Puts the lock's other revisions beside the policy's own; false where it can't be read.
bool add_locked(const LockFile& lock, KnownPolicy& known, Diagnostics& diagnostics) {
  Diagnostics faults;
  const std::optional<JsonValue> json = read_json(lock.text, lock.path, faults, max_lock_bytes);
  if (!json || !faults.empty()) {
    faults.front().remedy = restore;
    diagnostics.push_back(std::move(faults.front()));
    return false;
  }
  const JsonValue* revisions = json->find("revisions");
  if (revisions == nullptr || text_at(*json, "policy") != known.id) {
    diagnostics.push_back(diagnostic_at(Severity::error, json->place,
                                        "this is no lock of " + in_quotes(known.id),
                                        std::string(restore)));
    return false;
  }
  for (const JsonMember& member : revisions->members) {
    std::optional<KnownRevision> revision = of_lock(member);
    if (!revision) {
      diagnostics.push_back(diagnostic_at(Severity::error, member.key_place,
                                          "this is no revision of a lock", std::string(restore)));
      return false;
    }
    if (known.revision(revision->number) == nullptr) {
      sort_services(*revision);
      known.revisions.push_back(std::move(*revision));
    }
  }
  return true;
}

}  // namespace

const KnownService* KnownRevision::find(std::string_view id) const noexcept {
  const auto found = std::lower_bound(
      services.begin(), services.end(), id,
      [](const KnownService& service, std::string_view name) { return service.id < name; });
  return found == services.end() || found->id != id ? nullptr : &*found;
}

bool KnownPolicy::has_host(std::string_view host) const noexcept {
  return std::find(hosts.begin(), hosts.end(), host) != hosts.end();
}

const KnownRevision* KnownPolicy::revision(std::uint32_t number) const noexcept {
  const auto found =
      std::find_if(revisions.begin(), revisions.end(),
                   [number](const KnownRevision& one) { return one.number == number; });
  return found == revisions.end() ? nullptr : &*found;
}

std::string KnownPolicies::add(KnownPolicy policy) {
  if (named(policy.id) != nullptr) return "id " + in_quotes(policy.id);
  for (const std::string& host : policy.hosts) {
    if (of_host(host) != nullptr) return "host " + in_quotes(host);
  }
  policies_.push_back(std::move(policy));
  return {};
}

const KnownPolicy* KnownPolicies::named(std::string_view id) const noexcept {
  const auto found = std::find_if(policies_.begin(), policies_.end(),
                                  [id](const KnownPolicy& one) { return one.id == id; });
  return found == policies_.end() ? nullptr : &*found;
}

const KnownPolicy* KnownPolicies::of_host(std::string_view host) const noexcept {
  const auto found = std::find_if(policies_.begin(), policies_.end(),
                                  [host](const KnownPolicy& one) { return one.has_host(host); });
  return found == policies_.end() ? nullptr : &*found;
}

std::optional<KnownPolicy> known_policy(const Policy& policy, const std::optional<LockFile>& lock,
                                        Diagnostics& diagnostics) {
  KnownPolicy known;
  known.id = policy.id;
  for (const PlacedText& host : policy.hosts) known.hosts.push_back(host.text);
  known.revisions.push_back(of_policy(policy));
  sort_services(known.revisions.back());
  if (lock && !add_locked(*lock, known, diagnostics)) return std::nullopt;
  return known;
}

}  // namespace akkoord
