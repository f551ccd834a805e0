// SPDX-License-Identifier: MIT
#include "core/compile/policy.h"

#include <algorithm>
#include <iterator>
#include <limits>

#include "core/compile/web_socket.h"

namespace akkoord {

namespace {

constexpr std::int64_t day_s = 86'400;
constexpr std::int64_t default_lifetime_days = 182;  // CNIL 2020-092, 39: six months
constexpr std::string_view default_prefix = "cookie_consent_";
constexpr std::array<std::string_view, record_name_count> record_suffixes = {
    "set", "fu", "ga", "ma", "so", "sv", "sr"};

const JsonValue& child(const JsonValue& object, std::string_view key) noexcept {
  static const JsonValue none;
  const JsonValue* value = object.find(key);
  return value == nullptr ? none : *value;
}

std::string string_at(const JsonValue& object, std::string_view key) {
  return std::string(text_at(object, key));
}

std::string string_at(const JsonValue& object, std::string_view key, std::string_view otherwise) {
  const std::string_view text = text_at(object, key);
  return std::string(text.empty() ? otherwise : text);
}

JsonPlace place_at(const JsonValue& object, std::string_view key, const JsonPlace& otherwise) {
  const JsonValue* value = object.find(key);
  return value == nullptr ? otherwise : value->place;
}

/// A number that is no whole number from 0 to `largest` is the schema's to report.
std::int64_t count_at(const JsonValue& object, std::string_view key, std::int64_t largest) {
  const JsonValue& value = child(object, key);
  const bool fits =
      value.whole && value.number >= 0 && value.number <= static_cast<double>(largest);
  return fits ? static_cast<std::int64_t>(value.number) : 0;
}

std::vector<PlacedText> texts_at(const JsonValue& object, std::string_view key) {
  std::vector<PlacedText> texts;
  for (const JsonValue& item : items_at(object, key)) {
    if (item.kind == JsonKind::string) texts.push_back({item.text, item.place});
  }
  return texts;
}

std::vector<std::pair<std::string, std::string>> words_of(const JsonValue& object) {
  std::vector<std::pair<std::string, std::string>> words;
  for (const JsonMember& member : object.members) {
    if (member.value.kind == JsonKind::string) words.emplace_back(member.key, member.value.text);
  }
  return words;
}

std::vector<UrlClaim> url_claims(const JsonValue& service) {
  std::vector<UrlClaim> claims;
  for (const JsonValue& item : items_at(service, "urls")) {
    if (item.kind == JsonKind::string) {
      claims.push_back({item.text, {}, item.place});
    } else {
      claims.push_back({string_at(item, "pattern"), string_at(item, "shared"),
                        place_at(item, "pattern", item.place)});
    }
  }
  for (PlacedText& path : texts_at(service, "paths")) {
    claims.push_back({std::move(path.text), {}, std::move(path.place)});
  }
  std::vector<UrlClaim> sockets;
  for (PlacedText& host : texts_at(service, "web_sockets")) {
    const UrlClaim* whole_host = claim_of_whole_host(claims, host.text);
    sockets.push_back({socket_source(host.text), whole_host == nullptr ? "" : whole_host->shared,
                       std::move(host.place)});
  }
  std::move(sockets.begin(), sockets.end(), std::back_inserter(claims));
  return claims;
}

std::vector<CookieClaim> cookie_claims(const JsonValue& service) {
  std::vector<CookieClaim> claims;
  for (const JsonValue& item : items_at(service, "cookies")) {
    CookieClaim claim;
    claim.name = string_at(item, "name");
    claim.host = string_at(item, "host");
    claim.path = string_at(item, "path", "/");
    claim.http_only = child(item, "http_only").truth;
    claim.place = place_at(item, "name", item.place);
    claim.lifetime_s = count_at(item, "lifetime_s", std::numeric_limits<std::int32_t>::max() * 2LL);
    claim.lifetime_s += day_s * count_at(item, "lifetime_days", 100'000);
    claims.push_back(std::move(claim));
  }
  return claims;
}

/// One address for all languages, or one for each.
std::vector<NoticeAddress> notices_of(const JsonValue& notice) {
  if (notice.kind == JsonKind::string) return {{{}, notice.text}};
  std::vector<NoticeAddress> notices;
  for (const JsonMember& member : notice.members) {
    notices.push_back({{member.key, member.key_place}, member.value.text});
  }
  return notices;
}

std::vector<Jurisdiction> jurisdictions_of(const JsonValue& root) {
  std::vector<Jurisdiction> jurisdictions;
  for (const JsonValue& item : items_at(root, "jurisdictions")) {
    if (item.kind == JsonKind::string) {
      jurisdictions.push_back({{item.text, item.place}, {}, {}, {}});
    } else if (item.kind == JsonKind::object) {
      jurisdictions.push_back({{string_at(item, "country"), place_at(item, "country", item.place)},
                               texts_at(item, "hosts"),
                               texts_at(item, "paths"),
                               notices_of(child(item, "privacy_notice"))});
    }
  }
  return jurisdictions;
}

PolicyService service_from(const JsonValue& json) {
  PolicyService service;
  service.id = string_at(json, "id");
  service.name = string_at(json, "name");
  service.category = category_named(text_at(json, "category")).value_or(Category::advertising);
  const JsonValue& provider = child(json, "provider");
  service.provider = string_at(provider, "name");
  service.country = string_at(provider, "country");
  service.notice = string_at(provider, "notice");
  service.purpose = words_of(child(json, "purpose"));
  service.urls = url_claims(json);
  service.cookies = cookie_claims(json);
  for (std::size_t kind = 0; kind < storage_kind_count; ++kind) {
    service.storage[kind] = texts_at(json, storage_keys[kind]);
  }
  service.session_replay = child(json, "session_replay").truth;
  service.off_on_sensitive_routes =
      service.session_replay || child(json, "off_on_sensitive_routes").truth;
  service.embed = string_at(json, "embed");
  service.embed_elements = texts_at(json, "embed_elements");
  service.exempt = string_at(child(json, "basis"), "exempt");
  service.exempt_countries = texts_at(child(json, "basis"), "countries");
  const JsonValue& transfer = child(json, "transfer");
  service.transfer_basis = {string_at(transfer, "basis"),
                            place_at(transfer, "basis", transfer.place)};
  service.transfer_countries = texts_at(transfer, "countries");
  service.place = json.place;
  const JsonValue* id = json.find("id");
  const bool own_id = id != nullptr && id->place.path == json.place.path;
  service.id_place = own_id ? id->place : json.place;
  service.purpose_place = place_at(json, "purpose", json.place);
  service.basis_place = place_at(json, "basis", json.place);
  return service;
}

void fill_in_records(const JsonValue& records, Policy& policy) {
  const std::string prefix = string_at(records, "prefix", default_prefix);
  const JsonPlace prefix_place = place_at(records, "prefix", records.place);
  const JsonValue& names = child(records, "names");
  for (std::size_t i = 0; i < record_name_count; ++i) {
    const std::string_view suffix = record_suffixes[i];
    policy.record_names[i] = {string_at(names, suffix, prefix + std::string(suffix)),
                              place_at(names, suffix, prefix_place)};
  }
  const std::int64_t days = count_at(records, "lifetime_days", 400);
  policy.lifetime_s = day_s * (days == 0 ? default_lifetime_days : days);
}

void fill_in_on_grant(const JsonValue& on_grant, Policy& policy) {
  if (on_grant.kind == JsonKind::string) policy.on_grant = on_grant.text;
  policy.on_grant = string_at(on_grant, "default", policy.on_grant);
  for (const JsonMember& route : child(on_grant, "routes").members) {
    policy.grant_routes.push_back({{route.key, route.key_place}, route.value.text});
  }
}

void fill_in_banner(const JsonValue& banner, Policy& policy) {
  policy.layout = string_at(banner, "layout", "box");
  const JsonValue& theme = child(banner, "theme");
  for (const JsonMember& entry : theme.members) {
    policy.theme.push_back({entry.key, entry.value.text, entry.value.place});
  }
  for (const JsonMember& entry : child(theme, "dark").members) {
    policy.theme.push_back({"dark_" + entry.key, entry.value.text, entry.value.place});
  }
  for (const JsonMember& entry : child(banner, "text").members) {
    policy.banner_words.push_back({{entry.key, entry.key_place}, words_of(entry.value)});
  }
}

/// The collector's endpoint, without a slash at its end.
std::string endpoint_of(const JsonValue& collector) {
  std::string endpoint = string_at(collector, "endpoint");
  while (endpoint.ends_with('/')) endpoint.pop_back();
  return endpoint;
}

}  // namespace

std::string_view PolicyService::purpose_in(std::string_view language) const noexcept {
  const auto found = std::find_if(purpose.begin(), purpose.end(), [language](const auto& sentence) {
    return sentence.first == language;
  });
  return found == purpose.end() ? std::string_view() : std::string_view(found->second);
}

Policy policy_from_json(const JsonValue& root, const std::vector<JsonValue>& services) {
  Policy policy;
  policy.id = string_at(root, "id");
  policy.revision = static_cast<std::uint32_t>(
      count_at(root, "revision", std::numeric_limits<std::uint32_t>::max()));
  policy.revision_place = place_at(root, "revision", root.place);
  const JsonValue& site = child(root, "site");
  policy.hosts = texts_at(site, "hosts");
  policy.first_party = texts_at(site, "first_party");
  for (PlacedText& host : texts_at(site, "web_sockets")) {
    policy.first_party.push_back({socket_source(host.text), std::move(host.place)});
  }
  policy.forms = texts_at(site, "forms");
  policy.webrtc = child(site, "webrtc").truth;
  policy.cookie_domain = {string_at(site, "cookie_domain"),
                          place_at(site, "cookie_domain", site.place)};
  const JsonValue& controller = child(root, "controller");
  policy.controller = string_at(controller, "name");
  policy.controller_country = string_at(controller, "country");
  policy.controller_address = string_at(controller, "address");
  policy.controller_email = string_at(controller, "email");
  policy.dpo = string_at(controller, "dpo");
  policy.notices = notices_of(child(controller, "privacy_notice"));
  policy.jurisdictions = jurisdictions_of(root);
  policy.languages = texts_at(root, "languages");
  fill_in_records(child(root, "records"), policy);
  fill_in_on_grant(child(root, "on_grant"), policy);
  policy.observe = text_at(root, "enforcement") == "observe";
  policy.enforcement_place = place_at(root, "enforcement", root.place);
  for (const JsonValue& service : services) policy.services.push_back(service_from(service));
  policy.sensitive_routes = texts_at(root, "sensitive_routes");
  fill_in_banner(child(root, "banner"), policy);
  policy.collector = endpoint_of(child(root, "collector"));
  return policy;
}

}  // namespace akkoord
