// SPDX-License-Identifier: MIT
//
// A policy in types, with defaults filled in and presets expanded. What messages may have to name
// keeps its place.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/blob.h"
#include "core/category.h"
#include "core/compile/json_value.h"

namespace akkoord {

/// A word of the policy and where it stands.
struct PlacedText {
  /// The word.
  std::string text;
  /// Where it stands.
  JsonPlace place;
};

/// A URL pattern, the site's own path, or a source of web sockets that a service claims.
struct UrlClaim {
  /// As core/pattern.h reads it, or as web_socket.h spells it.
  std::string pattern;
  /// Why another service may pass through it too; empty where none may.
  std::string shared;
  /// Where the pattern stands.
  JsonPlace place;
};

/// A cookie that a service sets.
struct CookieClaim {
  /// Name, or prefix and '*'.
  std::string name;
  /// How long it lasts, in seconds; 0 until the browser closes.
  std::int64_t lifetime_s = 0;
  /// The vendor's host for a third-party cookie, which is only declared; else empty.
  std::string host;
  /// The path that it is set on.
  std::string path = "/";
  /// Whether a server sets it where no script sees it.
  bool http_only = false;
  /// Where the name stands.
  JsonPlace place;
};

/// How many places a browser keeps things in besides cookies (StorageKind).
inline constexpr std::size_t storage_kind_count = 4;

/// The keys of a service for those places, by StorageKind.
inline constexpr std::array<std::string_view, storage_kind_count> storage_keys = {
    "local_storage", "session_storage", "indexed_db", "caches"};

/// Where a privacy notice stands.
struct NoticeAddress {
  /// For readers of which language; empty: of all.
  PlacedText language;
  /// A URL or site path.
  std::string address;
};

/// A country whose rules the site follows, and the pages on which it does.
struct Jurisdiction {
  /// Two capitals, as the policy spells them.
  PlacedText country;
  /// Hosts of the site whose pages are that country's.
  std::vector<PlacedText> hosts;
  /// Beginnings of paths, likewise.
  std::vector<PlacedText> paths;
  /// The notice there, where it differs.
  std::vector<NoticeAddress> notices;
};

/// A service with all that a policy says of it.
struct PolicyService {
  /// Its name in policies and records.
  std::string id;
  /// Its name for visitors.
  std::string name;
  /// What it is for.
  Category category = Category::advertising;
  /// Who receives the data.
  std::string provider;
  /// That company's country, two capitals.
  std::string country;
  /// That company's privacy notice; may be empty.
  std::string notice;
  /// A sentence by language.
  std::vector<std::pair<std::string, std::string>> purpose;
  /// URL patterns, then the site's own paths, then sources of web sockets.
  std::vector<UrlClaim> urls;
  /// Cookies, the vendor's own too.
  std::vector<CookieClaim> cookies;
  /// Names or prefixes, by StorageKind.
  std::array<std::vector<PlacedText>, storage_kind_count> storage;
  /// Replays visits.
  bool session_replay = false;
  /// Stays off on sensitive routes, as what replays visits does.
  bool off_on_sensitive_routes = false;
  /// What stands in place of its embeds while it is refused: "placeholder", "none"; empty where
  /// nobody says, which is none.
  std::string embed;
  /// CSS selectors of embeds that a script of the service would build.
  std::vector<PlacedText> embed_elements;
  /// The law that exempts it from consent; empty where none does.
  std::string exempt;
  /// Where it does; empty: in all of the policy's countries (jurisdictions.h).
  std::vector<PlacedText> exempt_countries;
  /// What a transfer out of the EEA rests on: "adequacy", "scc", "bcr", "derogation"; empty where
  /// the policy says nothing.
  PlacedText transfer_basis;
  /// Where that transfer goes; empty: to the provider's country.
  std::vector<PlacedText> transfer_countries;
  /// Where the policy names it.
  JsonPlace place;
  /// Where its id stands: the policy's entry for a preset.
  JsonPlace id_place;
  /// Where its purposes stand; else as `place`.
  JsonPlace purpose_place;
  /// Where its legal basis stands; else as `place`.
  JsonPlace basis_place;

  /// The purpose in `language`; empty where it has none.
  [[nodiscard]] std::string_view purpose_in(std::string_view language) const noexcept;
  /// Whether a placeholder stands in for its embeds; what always runs needs none.
  [[nodiscard]] bool has_placeholder() const noexcept {
    return embed == "placeholder" && category != Category::mandatory;
  }
};

/// When a grant takes effect on the pages below a path.
struct GrantRoute {
  /// The beginning of the paths, as sensitive routes have it.
  PlacedText prefix;
  /// "reload" or "next-page".
  std::string takes_effect;
};

/// A colour or measure of the banner, or its scheme, as the policy spells it.
struct ThemeEntry {
  /// "accent", "accent_text", "background", "text", "radius_px" or "scheme"; "dark_accent" and so
  /// on for what is in "dark".
  std::string key;
  /// "#1a5f7a", or digits.
  std::string value;
  /// Where the value stands.
  JsonPlace place;
};

/// Texts of the first layer that a policy words itself.
struct BannerWords {
  /// Which language.
  PlacedText language;
  /// Key and text.
  std::vector<std::pair<std::string, std::string>> words;
};

/// The policy.
struct Policy {
  std::string id;                           ///< Names the policy and its lock file.
  std::uint32_t revision = 0;               ///< Raised when more is asked for.
  std::vector<PlacedText> hosts;            ///< The site's hosts.
  std::vector<PlacedText> first_party;      ///< Patterns and sockets that the site needs.
  std::vector<PlacedText> forms;            ///< Hosts that the site's forms may post to.
  bool webrtc = false;                      ///< Whether pages may call by WebRTC.
  PlacedText cookie_domain;                 ///< Empty: records live on the host alone.
  std::string controller;                   ///< Who answers for the site.
  std::string controller_country;           ///< Where that is established, two capitals.
  std::string controller_address;           ///< Where to write to it; may be empty.
  std::string controller_email;             ///< Where to ask; may be empty.
  std::string dpo;                          ///< How to reach its officer; empty without one.
  std::vector<NoticeAddress> notices;       ///< That controller's privacy notice.
  std::vector<Jurisdiction> jurisdictions;  ///< Countries whose rules apply.
  std::vector<PlacedText> languages;        ///< The first is the default.
  std::array<PlacedText, record_name_count> record_names;  ///< By RecordCookie.
  std::int64_t lifetime_s = 0;                             ///< Of a choice, in seconds.
  std::string on_grant = "reload";                         ///< Or "next-page".
  std::vector<GrantRoute> grant_routes;                    ///< Where it differs from that.
  bool observe = false;                                    ///< Nothing is held, all is listed.
  JsonPlace enforcement_place;                             ///< Where that is said.
  std::vector<PolicyService> services;                     ///< A service's place is its number.
  std::vector<PlacedText> sensitive_routes;                ///< Path prefixes that tell of health.
  std::string layout = "box";                              ///< "bar" or "dialog".
  std::vector<ThemeEntry> theme;                           ///< What the policy sets of it.
  std::vector<BannerWords> banner_words;                   ///< By language.
  std::string collector;                                   ///< Its endpoint; empty without one.
  JsonPlace revision_place;                                ///< Where the revision stands.
};

/// Fills in a policy from its JSON and its expanded services. Says nothing: what has a wrong type
/// is the schema's to report, and is empty here.
[[nodiscard]] Policy policy_from_json(const JsonValue& root,
                                      const std::vector<JsonValue>& services);

}  // namespace akkoord
