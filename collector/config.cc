// SPDX-License-Identifier: MIT
#include "collector/config.h"

#include <array>
#include <charconv>

#include "collector/file_text.h"
#include "core/event/object_reader.h"

namespace akkoord {

namespace {

constexpr std::size_t max_config_bytes = 1U << 20U;
constexpr std::array<std::string_view, 10> config_keys = {"listen",
                                                          "data",
                                                          "policies",
                                                          "map_hosts",
                                                          "allow_http",
                                                          "max_connections",
                                                          "timeout_s",
                                                          "requests_per_connection_s",
                                                          "requests_per_site_s",
                                                          "tree_head_interval_s"};
constexpr std::array<std::string_view, 4> policy_keys = {"policy", "lock", "files",
                                                         "retention_days"};
constexpr TextRule path_rule = {4'096, nullptr, "It is a path."};

/// Cuts "ADDRESS:PORT"; false where it is none.
bool read_listen(std::string_view text, Config& config) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  config.address = text.substr(0, colon);
  if (config.address.starts_with('[') && config.address.ends_with(']')) {
    config.address = config.address.substr(1, config.address.size() - 2);
  }
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, config.port);
  return error == std::errc() && stop == end;
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

 private:
  ObjectReader& object_;
  const std::filesystem::path& folder_;
};

void read_policies(ObjectReader& object, const std::filesystem::path& folder,
                   const std::filesystem::path& host_map, Config& config, EventFault& fault) {
  const JsonValue* list = object.value("policies", JsonKind::array);
  if (list == nullptr) return;
  if (list->items.empty()) object.refuse("policies", "\"policies\" is empty", "Name at least one.");
  for (const JsonValue& item : list->items) {
    ObjectReader entry(item, policy_keys, fault);
    ConfigReader reader(entry, folder);
    ConfiguredPolicy policy;
    policy.files.policy = reader.path("policy");
    policy.files.lock = reader.optional_path("lock");
    policy.files.host_map = host_map;
    policy.compiled = reader.optional_path("files");
    reader.number("retention_days", policy.retention_days, 0, 36'500);
    config.policies.push_back(policy);
  }
}

}  // namespace

std::optional<Config> read_config(const std::filesystem::path& path, std::string& fault) {
  const std::optional<std::string> text = file_text(path, max_config_bytes, fault);
  if (!text) return std::nullopt;
  EventFault wrong;
  Config config;
  if (const std::optional<JsonValue> json = read_object(*text, max_config_bytes, wrong)) {
    const std::filesystem::path folder = path.parent_path();
    ObjectReader object(*json, config_keys, wrong);
    ConfigReader reader(object, folder);
    if (!read_listen(object.text("listen", path_rule), config)) {
      object.refuse("listen", "\"listen\" is no address and port",
                    "Write it like \"127.0.0.1:8147\" or \"[::1]:8147\".");
    }
    config.data = reader.path("data");
    read_policies(object, folder, reader.optional_path("map_hosts"), config, wrong);
    if (object.has("allow_http")) config.allow_http = object.truth("allow_http");
    reader.number("max_connections", config.max_connections, 1, 65'536);
    reader.number("timeout_s", config.timeout_s, 1, 3'600);
    reader.number("requests_per_connection_s", config.requests_per_connection_s, 0, 1'000'000);
    reader.number("requests_per_site_s", config.requests_per_site_s, 0, 1'000'000);
    reader.number("tree_head_interval_s", config.tree_head_interval_s, 1, 86'400);
  }
  if (wrong.fault.empty()) return config;
  fault = path.string() + ": error: " + wrong.fault;
  if (!wrong.pointer.empty()) fault += " (" + wrong.pointer + ")";
  fault += "\n    " + wrong.remedy;
  return std::nullopt;
}

}  // namespace akkoord
