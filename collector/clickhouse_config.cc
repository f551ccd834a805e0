// SPDX-License-Identifier: MIT
#include "collector/clickhouse_config.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

#include "collector/clickhouse_schema.h"
#include "collector/file_text.h"
#include "core/event/object_reader.h"

namespace akkoord {

namespace {

constexpr std::size_t max_servers = 64;
constexpr std::int64_t max_quorum = 64;
constexpr std::size_t max_password_bytes = 1'024;

constexpr std::array<std::string_view, 10> keys = {
    "urls",      "database", "user",    "password_file", "password_environment",
    "authority", "quorum",   "cluster", "shard",         "timeout_s"};

bool is_plain(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Scheme, host and port, nothing behind them.
bool is_server_url(std::string_view text) noexcept {
  const std::size_t scheme = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
  const std::string_view host = text.substr(scheme);
  return scheme > 0 && !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
           return is_plain(c) || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
         });
}

bool is_word(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_plain(c) || c == '_' || c == '-' || c == '.';
  });
}

/// What a header can carry.
bool is_secret(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= ' ' && c != '\x7f'; });
}

constexpr TextRule url_rule = {2'048, is_server_url, "Write it like \"https://ch1.example:8443\"."};
constexpr TextRule database_rule = {32, is_database_name, "Write it like \"akkoord\"."};
constexpr TextRule shard_rule = {32, is_shard_name, "Write it like \"a\"."};
constexpr TextRule word_rule = {64, is_word, "Letters, digits, '_', '-' and '.'."};
constexpr TextRule path_rule = {4'096, nullptr, "It is a path."};

void read_urls(ObjectReader& object, std::vector<std::string>& into) {
  const JsonValue* list =
      object.value("urls", JsonKind::array, "Write it like [\"http://127.0.0.1:8123\"].");
  if (list == nullptr) return;
  if (list->items.empty() || list->items.size() > max_servers) {
    return object.refuse("urls", "\"urls\" names no server, or too many", "Name 1 to 64.");
  }
  for (const JsonValue& item : list->items) {
    if (item.kind != JsonKind::string || !is_server_url(item.text)) {
      return object.refuse_at(item.place, "this is no server's address",
                              std::string(url_rule.remedy));
    }
    into.push_back(item.text);
  }
}

/// The password; empty where none is named.
std::string password_of(ObjectReader& object, const std::filesystem::path& folder) {
  constexpr std::string_view in_file = "password_file";
  constexpr std::string_view in_environment = "password_environment";
  std::string password;
  std::string_view key;
  if (object.has(in_environment) && object.has(in_file)) {
    object.refuse(in_file, "the password is in a file and in the environment", "Name one.");
  } else if (object.has(in_environment)) {
    key = in_environment;
    const std::string name(object.text(key, word_rule));
    const char* value = std::getenv(name.c_str());
    if (value == nullptr) object.refuse(key, "the environment has no \"" + name + "\"", "Set it.");
    if (value != nullptr) password = value;
  } else if (object.has(in_file)) {
    key = in_file;
    std::string fault;
    const std::filesystem::path file = folder / object.text(key, path_rule);
    password = file_text(file, max_password_bytes, fault).value_or("");
    if (!fault.empty()) object.refuse(key, fault, "Name a file that the collector may read.");
    if (password.ends_with('\n')) password.pop_back();
    if (password.ends_with('\r')) password.pop_back();
  }
  if (!is_secret(password)) {
    object.refuse(key, "the password has a line's end or another control character in it",
                  "Choose one that is a single line.");
  }
  return password;
}

}  // namespace

ClickHousePlace read_clickhouse(const JsonValue& json, const std::filesystem::path& folder,
                                EventFault& fault) {
  ObjectReader object(json, keys, fault);
  ClickHousePlace store;
  ClickHouseSettings& servers = store.servers;
  read_urls(object, servers.urls);
  store.shard = object.text("shard", shard_rule);
  if (object.has("database")) servers.database = object.text("database", database_rule);
  if (object.has("user")) servers.user = object.text("user", word_rule);
  servers.password = password_of(object, folder);
  if (object.has("authority")) servers.authority = folder / object.text("authority", path_rule);
  if (object.has("quorum")) {
    servers.quorum = static_cast<unsigned>(object.number("quorum", 1, max_quorum));
  }
  if (object.has("cluster")) store.cluster = object.text("cluster", word_rule);
  if (object.has("timeout_s")) servers.timeout_s = object.number("timeout_s", 1, 600);
  return store;
}

}  // namespace akkoord
