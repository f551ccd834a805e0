// SPDX-License-Identifier: MIT
#include "core/compile/lock.h"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "core/compile/jurisdictions.h"
#include "core/compile/quoted.h"
#include "core/compile/read.h"

namespace akkoord {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view restore =
    "Restore it from version control; or remove it and raise \"revision\", so that visitors are "
    "asked again.";

/// The number that a key of "revisions" is; 0 where it is none.
std::uint64_t revision_of(std::string_view key) noexcept {
  std::uint64_t number = 0;
  if (key.size() > 10) return 0;
  for (const char c : key) {
    if (c < '0' || c > '9') return 0;
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return number;
}

/// Whether a lock has the shape that is drawn in lock.h, as far as it is looked at.
bool is_lock(const JsonValue& lock) {
  const JsonValue* revisions = lock.find("revisions");
  if (revisions == nullptr || revisions->kind != JsonKind::object) return false;
  return std::all_of(revisions->members.begin(), revisions->members.end(),
                     [](const JsonMember& revision) {
                       const JsonValue* services = revision.value.find("services");
                       return revision_of(revision.key) > 0 && services != nullptr &&
                              services->kind == JsonKind::object;
                     });
}

std::optional<JsonValue> read_lock(const LockFile& file, Diagnostics& diagnostics) {
  Diagnostics faults;
  std::optional<JsonValue> lock = read_json(file.text, file.path, faults, max_lock_bytes);
  if (lock && faults.empty() && !is_lock(*lock)) {
    faults.push_back(diagnostic_at(Severity::error, lock->place, "this is no lock file"));
  }
  if (faults.empty()) return lock;
  faults.front().remedy = restore;
  diagnostics.push_back(std::move(faults.front()));
  return std::nullopt;
}

/// Words with blanks between them.
std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

Json service_json(const Policy& policy, const PolicyService& service, std::string_view language) {
  Json json = {{"category", name_of(service.category)},
               {"provider", service.provider},
               {"country", service.country},
               {"purpose", service.purpose_in(language)}};
  if (!service.exempt.empty()) json["exempt"] = service.exempt;
  if (is_exempt_in_part(policy, service)) {
    json["exempt_in"] = joined(exempt_countries(policy, service));
  }
  return json;
}

Json revision_json(const Policy& policy, std::string_view date) {
  const std::string_view language =
      policy.languages.empty() ? std::string_view() : std::string_view(policy.languages[0].text);
  Json services = Json::object();
  for (const PolicyService& service : policy.services) {
    services[service.id] = service_json(policy, service, language);
  }
  Json json = Json::object();
  if (!date.empty()) json["date"] = date;
  json["services"] = std::move(services);
  return json;
}

/// Where `service` needs consent now and needed none `before`: " in BE", nothing where nowhere.
std::optional<std::string> asked_again(const Policy& policy, const JsonValue& before,
                                       const PolicyService& service) {
  if (before.find("exempt") == nullptr) return std::nullopt;
  if (service.exempt.empty()) return std::string();
  const std::string was = " " + std::string(text_at(before, "exempt_in")) + " ";
  for (const Jurisdiction& one : policy.jurisdictions) {
    const std::string& country = one.country.text;
    const bool was_exempt = was == "  " || was.find(" " + country + " ") != std::string::npos;
    if (was_exempt && !is_exempt_in(service, country)) return " in " + country;
  }
  return std::nullopt;
}

/// What `service` asks for beyond the `locked` services; empty where it is nothing.
std::string more_than(const Policy& policy, const JsonValue& locked, const PolicyService& service) {
  const JsonValue* before = locked.find(service.id);
  if (before == nullptr) return service.id + " is new";
  const std::string_view category = text_at(*before, "category");
  if (category != name_of(service.category)) {
    return service.id + " moved from " + printable(cut(category, max_quoted_bytes)) + " to " +
           std::string(name_of(service.category));
  }
  if (const std::optional<std::string> where = asked_again(policy, *before, service)) {
    return service.id + " needs consent" + *where + " now";
  }
  const bool known = std::any_of(locked.members.begin(), locked.members.end(),
                                 [&service](const JsonMember& member) {
                                   return text_at(member.value, "provider") == service.provider;
                                 });
  if (known) return {};
  return service.id + " goes to " + printable(cut(service.provider, max_quoted_bytes)) +
         ", a company that nobody was told of";
}

void compare(const Policy& policy, const JsonValue& locked, Diagnostics& diagnostics) {
  constexpr std::size_t max_reasons = 8;
  std::vector<std::string> reasons;
  for (const PolicyService& service : policy.services) {
    std::string reason = more_than(policy, locked, service);
    if (!reason.empty()) reasons.push_back(std::move(reason));
  }
  if (reasons.empty()) return;
  std::string text;
  for (std::size_t i = 0; i < reasons.size() && i < max_reasons; ++i) {
    text += (i == 0 ? "" : ", ") + reasons[i];
  }
  if (reasons.size() > max_reasons) {
    text += ", and " + std::to_string(reasons.size() - max_reasons) + " more";
  }
  const std::string next = std::to_string(std::uint64_t{policy.revision} + 1);
  diagnostics.push_back(diagnostic_at(
      Severity::error, policy.revision_place, "raise \"revision\" to " + next + ": " + text,
      "Under revision " + std::to_string(policy.revision) + " visitors agreed to less; under " +
          next + " they are asked again."));
}

void check_against(const Policy& policy, const JsonValue& lock, const LockFile& file,
                   Diagnostics& diagnostics) {
  const std::string_view locked_policy = text_at(lock, "policy");
  if (locked_policy != policy.id) {
    diagnostics.push_back(diagnostic_at(
        Severity::error, lock.place,
        "this is the lock of " + in_quotes(locked_policy) + ", not of " + in_quotes(policy.id),
        "Name the right one with --lock; a policy that is renamed begins with a lock of its own."));
    return;
  }
  std::uint64_t newest = 0;
  for (const JsonMember& revision : lock.find("revisions")->members) {
    newest = std::max(newest, revision_of(revision.key));
    if (revision_of(revision.key) == policy.revision) {
      compare(policy, *revision.value.find("services"), diagnostics);
    }
  }
  if (policy.revision >= newest) return;
  diagnostics.push_back(diagnostic_at(
      Severity::error, policy.revision_place,
      "\"revision\" is " + std::to_string(policy.revision) + ", but " + printable(file.path) +
          " has " + std::to_string(newest) + " already",
      "Write " + std::to_string(newest) + ", or a higher one where more is asked for."));
}

Json json_of(const JsonValue& value) {
  if (value.kind != JsonKind::object) return value.text;
  Json object = Json::object();
  for (const JsonMember& member : value.members) object[member.key] = json_of(member.value);
  return object;
}

/// What the lock says of `revision`; null where it says nothing.
const JsonValue* find_revision(const JsonValue& lock, std::uint32_t revision) {
  for (const JsonMember& one : lock.find("revisions")->members) {
    if (revision_of(one.key) == revision) return &one.value;
  }
  return nullptr;
}

}  // namespace

std::optional<std::string> date_in_lock(const LockFile& lock, std::uint32_t revision) {
  Diagnostics faults;
  const std::optional<JsonValue> read = read_lock(lock, faults);
  const JsonValue* locked = read ? find_revision(*read, revision) : nullptr;
  if (locked == nullptr) return std::nullopt;
  return std::string(text_at(*locked, "date"));
}

std::string write_lock(const Policy& policy, const std::optional<LockFile>& former,
                       std::string_view date, Diagnostics& diagnostics) {
  Json revisions = Json::object();
  std::string since(date);
  if (former) {
    const std::optional<JsonValue> lock = read_lock(*former, diagnostics);
    if (!lock) return {};
    check_against(policy, *lock, *former, diagnostics);
    revisions = json_of(*lock->find("revisions"));
    const JsonValue* locked = find_revision(*lock, policy.revision);
    if (locked != nullptr) since = text_at(*locked, "date");
  }
  revisions[std::to_string(policy.revision)] = revision_json(policy, since);
  const Json file = {{"policy", policy.id}, {"revisions", std::move(revisions)}};
  return file.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace akkoord
