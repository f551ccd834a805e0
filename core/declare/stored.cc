// SPDX-License-Identifier: MIT
#include "core/declare/stored.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace akkoord {

namespace {

Line host_line(const CookieClaim& cookie, const DeclarationText& wording) {
  if (cookie.host.empty()) return sentence(wording.text("this_site"));
  return {{PhraseKind::code, cookie.host},
          {PhraseKind::text, "(" + wording.text("third_party") + ")"}};
}

/// What no date ends lasts until somebody deletes it.
std::string_view storage_lifetime(std::size_t kind) noexcept {
  return storage_keys[kind] == "session_storage" ? "until_tab_closes" : "until_deleted";
}

/// Adds a name to the row that says the same of others, or in a row of its own.
void add_name(const std::string& name, std::string kind, Line host, std::string kept,
              RowGroup& group) {
  const std::vector<Lines> facts = {
      {sentence(std::move(kind))}, {std::move(host)}, {sentence(std::move(kept))}};
  const auto same =
      std::find_if(group.rows.begin(), group.rows.end(), [&facts](const std::vector<Lines>& row) {
        return std::equal(facts.begin(), facts.end(), row.begin() + 1, row.end());
      });
  const TextRun phrase{PhraseKind::code, name};
  if (same != group.rows.end()) {
    same->front().front().push_back(phrase);
    return;
  }
  group.rows.push_back({{{phrase}}, facts[0], facts[1], facts[2]});
}

}  // namespace

std::vector<std::string> stored_columns(const DeclarationText& wording) {
  return {wording.text("name"), wording.text("kind"), wording.text("set_on"),
          wording.in("settings", "kept")};
}

RowGroup stored_by(const PolicyService& service, const DeclarationText& wording,
                   const Names& names) {
  RowGroup group{service.name};
  for (const CookieClaim& cookie : service.cookies) {
    const std::string kept = cookie.lifetime_s == 0 ? wording.in("settings", "session")
                                                    : names.lifetime(cookie.lifetime_s);
    add_name(cookie.name, wording.text("cookie"), host_line(cookie, wording), kept, group);
  }
  for (std::size_t kind = 0; kind < storage_kind_count; ++kind) {
    for (const PlacedText& name : service.storage[kind]) {
      add_name(name.text, wording.text(storage_keys[kind]), host_line({}, wording),
               wording.text(storage_lifetime(kind)), group);
    }
  }
  return group;
}

bool stores_patterns(const PolicyService& service) noexcept {
  const auto is_pattern = [](std::string_view name) { return name.ends_with('*'); };
  return std::any_of(service.cookies.begin(), service.cookies.end(),
                     [&](const CookieClaim& cookie) { return is_pattern(cookie.name); }) ||
         std::any_of(service.storage.begin(), service.storage.end(), [&](const auto& kind) {
           return std::any_of(kind.begin(), kind.end(),
                              [&](const PlacedText& name) { return is_pattern(name.text); });
         });
}

}  // namespace akkoord
