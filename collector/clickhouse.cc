// SPDX-License-Identifier: MIT
#include "collector/clickhouse.h"

#include <curl/curl.h>

#include <charconv>
#include <span>
#include <utility>

namespace akkoord {

namespace {

constexpr std::size_t max_fault_bytes = 600;
constexpr long connect_timeout_ms = 2'000;

/// Where an answer goes, and how much of it may.
struct Answer {
  std::string bytes;
  bool is_too_long = false;
};

std::size_t take(const char* bytes, std::size_t size, std::size_t count, void* into) {
  Answer& answer = *static_cast<Answer*>(into);
  const std::size_t length = size * count;
  if (answer.bytes.size() + length > ClickHouse::max_answer_bytes) {
    answer.is_too_long = true;
    return 0;
  }
  answer.bytes.append(bytes, length);
  return length;
}

void add_header(void*& list, const std::string& line) {
  list = curl_slist_append(static_cast<curl_slist*>(list), line.c_str());
}

std::string escaped(const std::string& text) {
  std::string url;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (plain) {
      url += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    url += '%';
    url += "0123456789ABCDEF"[byte >> 4U];
    url += "0123456789ABCDEF"[byte & 15U];
  }
  return url;
}

/// The number in "Code: 286, e.displayText() = ..." and later servers' "Code: 286. DB::...".
int code_in(const std::string& answer) {
  constexpr std::string_view start = "Code: ";
  const std::size_t place = answer.find(start);
  int code = -1;
  if (place != std::string::npos) {
    std::from_chars(answer.data() + place + start.size(), answer.data() + answer.size(), code);
  }
  return code;
}

std::string in_hex(std::string_view bytes) {
  std::string text = "'";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += "\\x";
    text += "0123456789ABCDEF"[byte >> 4U];
    text += "0123456789ABCDEF"[byte & 15U];
  }
  return text + "'";
}

}  // namespace

/// One request.
struct ClickHouse::Request {
  const std::string& parameters;
  const std::string& body;
};

std::string literal(std::string_view bytes) {
  return in_hex(bytes);
}

std::string literal(const Digest& digest) {
  return in_hex(std::string(digest.begin(), digest.end()));
}

std::string literal(const ConsentId& id) {
  return in_hex(std::string(id.bytes.begin(), id.bytes.end()));
}

std::string literals(const std::vector<ConsentId>& ids) {
  std::string text = "(";
  for (const ConsentId& id : ids) text += (text.size() > 1 ? ", " : "") + literal(id);
  return text + ")";
}

ClickHouse::ClickHouse(ClickHouseSettings settings) : settings_(std::move(settings)) {
  // Once for the process; later calls only count.
  if (curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK) curl_ = curl_easy_init();
  if (curl_ == nullptr) throw ClickHouseFault("libcurl can't be used", 0);
  if (!settings_.user.empty()) add_header(headers_, "X-ClickHouse-User: " + settings_.user);
  if (!settings_.password.empty()) add_header(headers_, "X-ClickHouse-Key: " + settings_.password);
  // Neither waiting for "100 Continue" nor a form: the body is SQL or rows.
  add_header(headers_, "Expect:");
  add_header(headers_, "Content-Type: application/octet-stream");
}

ClickHouse::~ClickHouse() {
  curl_slist_free_all(static_cast<curl_slist*>(headers_));
  curl_easy_cleanup(static_cast<CURL*>(curl_));
}

void ClickHouse::next_server() noexcept {
  server_ = (server_ + 1) % settings_.urls.size();
}

std::string ClickHouse::address_of(const std::string& parameters) const {
  return settings_.urls[server_] + "/?database=" + escaped(settings_.database) +
         "&wait_end_of_query=1" + parameters;
}

std::string ClickHouse::send(const Request& request) {
  auto* curl = static_cast<CURL*>(curl_);
  Answer answer;
  const std::string address = address_of(request.parameters);
  curl_easy_reset(curl);
  curl_easy_setopt(curl, CURLOPT_URL, address.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, static_cast<curl_slist*>(headers_));
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, connect_timeout_ms);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(settings_.timeout_s));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
  if (!settings_.authority.empty()) {
    curl_easy_setopt(curl, CURLOPT_CAINFO, settings_.authority.c_str());
  }
  const CURLcode result = curl_easy_perform(curl);
  const std::string& server = settings_.urls[server_];
  if (answer.is_too_long) throw ClickHouseFault(server + " answers without end", -1);
  if (result != CURLE_OK) throw ClickHouseFault(server + ": " + curl_easy_strerror(result), 0);
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  if (status == 200) return std::move(answer.bytes);
  const int code = code_in(answer.bytes);
  throw ClickHouseFault(server + ": " + answer.bytes.substr(0, max_fault_bytes), code);
}

std::string ClickHouse::send_somewhere(const Request& request) {
  for (std::size_t tries = 1;; ++tries) {
    try {
      return send(request);
    } catch (const ClickHouseFault&) {
      next_server();
      if (tries >= settings_.urls.size()) throw;
    }
  }
}

/// Inserts are in one line only where later servers are told so: their settings are not known to
/// 18.16, which refuses what it does not know.
void ClickHouse::learn_settings() {
  if (has_learnt_) return;
  const std::string known = send_somewhere({"",
                                            "SELECT name FROM system.settings WHERE name IN "
                                            "('insert_quorum_parallel', 'async_insert')"});
  insert_settings_ = "&insert_deduplicate=1";
  if (settings_.quorum > 1) {
    insert_settings_ +=
        "&insert_quorum=" + std::to_string(settings_.quorum) + "&insert_quorum_timeout=4000";
  }
  for (const char* name : {"insert_quorum_parallel", "async_insert"}) {
    if (known.find(name) != std::string::npos) insert_settings_ += std::string("&") + name + "=0";
  }
  has_learnt_ = true;
}

std::string ClickHouse::ask(const std::string& query) {
  return send_somewhere({settings_.quorum > 1 ? "&select_sequential_consistency=1" : "", query});
}

std::string ClickHouse::ask_here(const std::string& query) {
  return send({"", query});
}

void ClickHouse::run(const std::string& statement) {
  (void)send_somewhere({"", statement});
}

void ClickHouse::run_everywhere(const std::string& statement) {
  for (std::size_t i = 0; i < settings_.urls.size(); ++i) {
    (void)send({"", statement});
    next_server();
  }
}

void ClickHouse::insert(const std::string& table, const std::string& rows) {
  learn_settings();
  const std::string parameters =
      insert_settings_ + "&query=" + escaped("INSERT INTO " + table + " FORMAT RowBinary");
  try {
    (void)send({parameters, rows});
  } catch (const ClickHouseFault&) {
    next_server();
    throw;
  }
}

}  // namespace akkoord
