// SPDX-License-Identifier: MIT
//
// What a web server needs to send the page policy itself, whatever its configuration language: the
// policy's parts and what each part waits for. core/decision.cc is what all of them imitate.
//
// Texts are safe to quote: sources hold letters, digits and ./_~!&+=:@%-* only ('$' is spelt %24,
// as no server takes a bare one), ids hold lower-case letters, digits and hyphens. Record names,
// routes and paths are the writer's to escape.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/blob.h"
#include "core/category.h"
#include "core/compile/compile.h"
#include "core/compile/jurisdictions.h"
#include "core/compile/source_groups.h"
#include "core/records.h"

namespace akkoord {

/// A service that can be refused or granted.
struct ServerService {
  /// Its name in records.
  std::string id;
  /// What it is for; never mandatory.
  Category category = Category::advertising;
  /// Runs unless the visitor objects to it by name.
  bool exempt = false;
  /// Stays off on sensitive routes whatever its category.
  bool off_on_sensitive_routes = false;
  /// Runs, as `exempt` says, on pages of these countries alone; `exempt` is false then.
  std::vector<std::string> exempt_in{};

  /// Whether it is refused on sensitive routes, unless the visitor allowed it there by name.
  [[nodiscard]] bool follows_visitors() const noexcept {
    return off_on_sensitive_routes || category == Category::advertising ||
           category == Category::social;
  }
};

/// The categories that a visitor chooses.
inline constexpr std::array<Category, 4> asked_categories = {
    Category::functional, Category::analytical, Category::advertising, Category::social};

/// One of the site's own paths that proxies a service: forbidden unless that is granted. The
/// longest match decides; at equal length an exact path comes before a prefix.
struct GuardedPath {
  /// A prefix where it ends in '/', else that path alone.
  std::string pattern;
  /// A number in ServerTable::services; nothing where the path needs nobody's consent.
  std::optional<std::size_t> service;
};

/// A service as the site's own paths to it see it: no path tells which page asks, so where a
/// service is exempt on pages of some countries alone, they wait for consent.
[[nodiscard]] ServerService without_countries(ServerService service);

/// What a server configuration is made of.
struct ServerTable {
  std::string policy_id;                                    ///< Kebab-case.
  std::uint32_t revision = 0;                               ///< Which records must bear.
  std::int64_t lifetime_s = 0;                              ///< Of a choice, in seconds.
  std::array<std::string, record_name_count> record_names;  ///< By RecordCookie: cookie tokens.
  std::string cookie_domain;                                ///< Of the records; may be empty.
  /// What is always open, "default-src 'self' ...", with the sources of mandatory services.
  std::string opening;
  /// What follows the last source, from "; form-action" on.
  std::string tail;
  std::vector<ServerService> services;        ///< A service's place is its number here.
  std::vector<SourceGroup> groups;            ///< Numbers are those of `services`.
  std::vector<GuardedPath> paths;             ///< In the order in which they are to be tried.
  std::vector<std::string> sensitive_routes;  ///< Path prefixes.
  /// Which pages are a country's: the first that fits counts. Empty where it makes no difference.
  /// What a page says of itself no server sees.
  std::vector<PageRule> countries;
  /// Services that have a page of their own, `embed-ID.html` in `base`.
  std::vector<std::string> embeds;
  /// The site path of the folder with our files, ending in '/'; empty where another host has it.
  std::string base;
  /// Nothing is held: the policy only reports, and no path is forbidden.
  bool observe = false;

  /// The cookie of a record.
  [[nodiscard]] const std::string& record_name(RecordCookie cookie) const noexcept {
    return record_names[static_cast<std::size_t>(cookie)];
  }
  /// The cookie of a category's record; never mandatory.
  [[nodiscard]] const std::string& record_name(Category category) const noexcept {
    return record_names[static_cast<std::size_t>(category)];
  }
  /// The id of the service that a path waits for; "_nobody", which no id is, where it needs no
  /// consent.
  [[nodiscard]] std::string guard_name(const GuardedPath& path) const;
  /// The numbers of the services that paths wait for, each once.
  [[nodiscard]] std::vector<std::size_t> guarded_services() const;
  /// The policy's text where `granted` says of each service whether it is.
  [[nodiscard]] std::string policy_text(const std::vector<bool>& granted) const;
};

/// Takes a policy without errors apart. `base` as CompileInput::base.
[[nodiscard]] ServerTable server_table(const OpenedPolicy& opened, std::string_view base);

/// A file of a server's configuration.
struct ServerFile {
  /// Its name, without folder.
  std::string name;
  /// Its bytes.
  std::string text;
};

}  // namespace akkoord
