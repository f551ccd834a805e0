// SPDX-License-Identifier: MIT
#include "collector/config.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <string_view>

#include "collector/clickhouse_config.h"
#include "collector/file_text.h"
#include "collector/local_days.h"
#include "core/compile/read.h"
#include "core/event/object_reader.h"

namespace akkoord {

namespace {

constexpr std::size_t max_config_bytes = 1U << 20U;

/// A key and what belongs there: the remedy where that is missing, or is something else.
struct Key {
  std::string_view name;
  std::string_view remedy;
};

constexpr Key keys[] = {
    {"listen", "It is where pages find the collector, like \"127.0.0.1:8147\" or \"[::1]:8147\"."},
    {"operations", "It is where /healthz and /metrics are told, like \"127.0.0.1:9147\"."},
    {"tls",
     "It names two PEM files: {\"certificate\": \"fullchain.pem\", \"key\": \"privkey.pem\"}."},
    {"certificate", "It is a PEM file: the certificate, then those above it (fullchain.pem)."},
    {"key", "It is the PEM file of the certificate's private key (privkey.pem)."},
    {"data", "It is the folder that everything is kept in, like \"/var/lib/akkoord\"."},
    {"store", "It is {\"clickhouse\": {...}}; without it everything is kept in \"data\"."},
    {"clickhouse", "It is an object with \"urls\", \"shard\" and what else is to be said."},
    {"urls", "It lists a server for each replica: [\"https://ch1.example:8443\"]."},
    {"shard",
     "It is this collector's own name: 1 to 32 lower-case letters and digits, a letter first."},
    {"database", "It is 1 to 32 lower-case letters, digits and '_', a letter first."},
    {"user", "It is ClickHouse's name for the collector."},
    {"password_file",
     "It is a file with the password and nothing else, or \"password_environment\"."},
    {"password_environment", "It is the name of a variable of the environment."},
    {"authority", "It is a PEM file of the authority that signed the servers' certificates."},
    {"quorum", "It is a number of replicas."},
    {"cluster", "It is a name of remote_servers in ClickHouse's configuration."},
    {"policies", "It lists them: [{\"policy\": \"2pass.json\"}]."},
    {"policy", "It is the policy's file, as akkoord compile takes it."},
    {"lock", "It is the policy's lock file, as akkoord compile keeps it."},
    {"files", "It is the folder that akkoord compile wrote."},
    {"retention_days", "It is a number of days."},
    {"time_zone", "It is the name of a time zone, like \"Europe/Brussels\"."},
    {"map_hosts", "It is the file that akkoord compile --map-hosts takes."},
    {"allow_http", "It is true or false."},
    {"max_connections", "It is a number of connections."},
    {"timeout_s", "It is a number of seconds."},
    {"requests_per_connection_s", "It is a number; 0: no bound."},
    {"requests_per_site_s", "It is a number; 0: no bound."},
    {"tree_head_interval_s", "It is a number of seconds."}};

constexpr std::array<std::string_view, 13> config_keys = {"listen",
                                                          "operations",
                                                          "tls",
                                                          "data",
                                                          "store",
                                                          "policies",
                                                          "map_hosts",
                                                          "allow_http",
                                                          "max_connections",
                                                          "timeout_s",
                                                          "requests_per_connection_s",
                                                          "requests_per_site_s",
                                                          "tree_head_interval_s"};
constexpr std::array<std::string_view, 5> policy_keys = {"policy", "lock", "files",
                                                         "retention_days", "time_zone"};
constexpr TextRule zone_rule = {64, nullptr, "It is like \"Europe/Brussels\"."};
constexpr std::array<std::string_view, 1> store_keys = {"clickhouse"};
constexpr std::array<std::string_view, 2> tls_keys = {"certificate", "key"};
constexpr std::string_view policies_remedy =
    "Write it like [{\"policy\": \"2pass.json\", \"lock\": \"2pass.lock.json\"}].";
constexpr std::string_view store_remedy =
    "Write it like {\"clickhouse\": {\"urls\": [\"http://127.0.0.1:8123\"]}}.";
constexpr TextRule path_rule = {4'096, nullptr, "It is a path."};

/// Cuts "ADDRESS:PORT"; false where it is none.
bool read_address(std::string_view text, ConfiguredAddress& into) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  into.address = text.substr(0, colon);
  if (into.address.starts_with('[') && into.address.ends_with(']')) {
    into.address = into.address.substr(1, into.address.size() - 2);
  }
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, into.port);
  std::array<unsigned char, 16> bytes{};
  const bool is_ip = ::inet_pton(AF_INET, into.address.c_str(), bytes.data()) == 1 ||
                     ::inet_pton(AF_INET6, into.address.c_str(), bytes.data()) == 1;
  return is_ip && error == std::errc() && stop == end;
}

/// Reads single values, leaving defaults where nothing is said.
class ConfigReader {
 public:
  ConfigReader(ObjectReader& object, const std::filesystem::path& folder)
      : object_(object), folder_(folder) {}

  std::filesystem::path path(std::string_view key) {
    const std::string_view text = object_.text(key, path_rule);
    return text.empty() ? std::filesystem::path() : folder_ / text;
  }
  std::filesystem::path optional_path(std::string_view key) {
    return object_.has(key) ? path(key) : std::filesystem::path();
  }
  void number(std::string_view key, std::int64_t& into, std::int64_t least, std::int64_t most) {
    if (object_.has(key)) into = object_.number(key, least, most);
  }
  void address(std::string_view key, ConfiguredAddress& into) {
    if (read_address(object_.text(key, path_rule), into)) return;
    object_.refuse(key, "\"" + std::string(key) + "\" is no address and port",
                   "Write an IP address and a port, like \"127.0.0.1:8147\" or \"[::1]:8147\".");
  }

 private:
  ObjectReader& object_;
  const std::filesystem::path& folder_;
};

void read_policies(ObjectReader& object, const std::filesystem::path& folder,
                   const std::filesystem::path& host_map, Config& config, EventFault& fault) {
  const JsonValue* list = object.value("policies", JsonKind::array, policies_remedy);
  if (list == nullptr) return;
  if (list->items.empty()) object.refuse("policies", "\"policies\" is empty", "Name at least one.");
  for (const JsonValue& item : list->items) {
    if (item.kind != JsonKind::object) {
      return object.refuse_at(item.place, std::string(words_for(item.kind)) + ", not an object",
                              "Write it like {\"policy\": \"2pass.json\"}.");
    }
    ObjectReader entry(item, policy_keys, fault);
    ConfigReader reader(entry, folder);
    ConfiguredPolicy policy;
    policy.files.policy = reader.path("policy");
    policy.files.lock = reader.optional_path("lock");
    policy.files.host_map = host_map;
    policy.compiled = reader.optional_path("files");
    reader.number("retention_days", policy.retention_days, 0, 36'500);
    if (entry.has("time_zone")) policy.time_zone = entry.text("time_zone", zone_rule);
    if (!is_time_zone(policy.time_zone)) {
      entry.refuse("time_zone", "this machine knows no such time zone",
                   "Name one as in /usr/share/zoneinfo, like \"Europe/Brussels\".");
    }
    config.policies.push_back(policy);
  }
}

void read_tls(ObjectReader& object, const std::filesystem::path& folder, TlsFiles& into,
              EventFault& fault) {
  if (!object.has("tls")) return;
  const JsonValue* tls = object.value("tls", JsonKind::object,
                                      "Write it like {\"certificate\": PATH, \"key\": PATH}.");
  if (tls == nullptr) return;
  ObjectReader files(*tls, tls_keys, fault);
  ConfigReader reader(files, folder);
  into = {reader.path("certificate"), reader.path("key")};
}

void read_store(ObjectReader& object, const std::filesystem::path& folder,
                std::optional<ClickHousePlace>& into, EventFault& fault) {
  if (!object.has("store")) return;
  const JsonValue* store = object.value("store", JsonKind::object, store_remedy);
  if (store == nullptr) return;
  const JsonValue* clickhouse =
      ObjectReader(*store, store_keys, fault).value("clickhouse", JsonKind::object, store_remedy);
  if (clickhouse != nullptr) into = read_clickhouse(*clickhouse, folder, fault);
}

Config read_values(const JsonValue& json, const std::filesystem::path& folder,
                   const ConfigOverrides& overrides, EventFault& wrong) {
  Config config;
  ObjectReader object(json, config_keys, wrong);
  ConfigReader reader(object, folder);
  if (overrides.listen.empty()) reader.address("listen", config.listen);
  if (object.has("operations")) reader.address("operations", config.operations);
  read_tls(object, folder, config.tls, wrong);
  config.data =
      overrides.data.empty() ? reader.path("data") : std::filesystem::path(overrides.data);
  read_store(object, folder, config.clickhouse, wrong);
  read_policies(object, folder, reader.optional_path("map_hosts"), config, wrong);
  if (object.has("allow_http")) config.allow_http = object.truth("allow_http");
  reader.number("max_connections", config.max_connections, 1, 65'536);
  reader.number("timeout_s", config.timeout_s, 1, 3'600);
  reader.number("requests_per_connection_s", config.requests_per_connection_s, 0, 1'000'000);
  reader.number("requests_per_site_s", config.requests_per_site_s, 0, 1'000'000);
  reader.number("tree_head_interval_s", config.tree_head_interval_s, 1, 86'400);
  return config;
}

/// Where `pointer` stands in `value`; null where it points to nothing.
const JsonPlace* place_of(const JsonValue& value, std::string_view pointer) {
  if (value.place.pointer == pointer) return &value.place;
  for (const JsonMember& member : value.members) {
    if (member.key_place.pointer == pointer) return &member.key_place;
    if (const JsonPlace* inside = place_of(member.value, pointer)) return inside;
  }
  for (const JsonValue& item : value.items) {
    if (const JsonPlace* inside = place_of(item, pointer)) return inside;
  }
  return nullptr;
}

/// What a reader of events found wrong, in a configuration's words.
Diagnostic diagnostic_of(const EventFault& wrong, const JsonValue& json, std::string_view path) {
  Diagnostic said = error_about(path, wrong.fault, wrong.remedy);
  if (const JsonPlace* place = place_of(json, wrong.pointer)) {
    said.line = place->position.line;
    said.column = place->position.column;
  }
  said.pointer = wrong.pointer;
  const std::string_view name =
      std::string_view(wrong.pointer).substr(wrong.pointer.rfind('/') + 1);
  const auto* const known = std::find_if(std::begin(keys), std::end(keys),
                                         [&](const Key& key) { return key.name == name; });
  const bool is_number = wrong.remedy.starts_with("It is a whole number");
  if (known != std::end(keys) && !is_number) said.remedy = known->remedy;
  if (wrong.fault.starts_with("unknown key") && !wrong.remedy.starts_with("Did")) {
    said.remedy = "Leave it out; akkoord collect --help has all keys.";
  }
  return said;
}

}  // namespace

std::string text_of(const ConfiguredAddress& address) {
  const bool is_v6 = address.address.find(':') != std::string::npos;
  return (is_v6 ? "[" + address.address + "]" : address.address) + ":" +
         std::to_string(address.port);
}

std::optional<Config> read_config(const std::filesystem::path& path, std::string& fault,
                                  const ConfigOverrides& overrides) {
  const std::optional<std::string> text = file_text(path, max_config_bytes, fault);
  if (!text) return std::nullopt;
  const std::string name = path.string();
  Diagnostics diagnostics;
  const std::optional<JsonValue> json = read_json(*text, name, diagnostics, max_config_bytes);
  if (json && diagnostics.empty() && json->kind != JsonKind::object) {
    diagnostics.push_back(
        error_about(name, std::string(words_for(json->kind)) + " where an object belongs",
                    "akkoord collect --help shows what it looks like."));
  }
  if (json && diagnostics.empty()) {
    EventFault wrong;
    Config config = read_values(*json, path.parent_path(), overrides, wrong);
    if (wrong.fault.empty()) {
      if (overrides.listen.empty() || read_address(overrides.listen, config.listen)) return config;
      fault = "--listen " + overrides.listen + " is no address and port\n    Write an IP address " +
              "and a port, like 127.0.0.1:8147 or [::1]:8147.";
      return std::nullopt;
    }
    diagnostics.push_back(diagnostic_of(wrong, *json, name));
  }
  fault.clear();
  for (const Diagnostic& diagnostic : diagnostics) fault += diagnostic_text(diagnostic);
  if (fault.ends_with('\n')) fault.pop_back();
  return std::nullopt;
}

}  // namespace akkoord
