// SPDX-License-Identifier: MIT
//
// ClickHouse over its HTTP interface, by libcurl: several servers that hold the same, tried in
// turn. What fails throws; whoever asks catches and answers in values. Answers are bounded and
// whole: a server that fails midway has sent nothing (wait_end_of_query).
//
// SQL here runs on 18.16 and on later ones: settings that only some know are asked for first.
// Values in SQL are written by literal() alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/consent_id.h"
#include "core/proof/merkle_tree.h"

namespace akkoord {

/// Where ClickHouse is, and as whom to come there.
struct ClickHouseSettings {
  std::vector<std::string> urls{};    ///< "https://host:8443", one for each replica.
  std::string database = "akkoord";   ///< Lower-case letters, digits and '_'.
  std::string user{};                 ///< Empty: ClickHouse's default.
  std::string password{};             ///< Never printed.
  std::filesystem::path authority{};  ///< Whose certificates count; empty: the system's.
  unsigned quorum = 2;                ///< On how many replicas a write must be; 1: any.
  std::int64_t timeout_s = 10;        ///< For one request.

  bool operator==(const ClickHouseSettings&) const = default;
};

/// What ClickHouse said, or that it could not be reached.
class ClickHouseFault : public std::runtime_error {
 public:
  /// `code` is ClickHouse's own (system.errors); 0: it did not answer.
  ClickHouseFault(const std::string& what, int code) : std::runtime_error(what), code_(code) {}
  /// ClickHouse's number for the error, 0 where it did not answer.
  [[nodiscard]] int code() const noexcept { return code_; }

 private:
  int code_;
};

/// A value as SQL writes it; a text with each byte as \xHH, so that nothing in it can end it.
[[nodiscard]] std::string literal(std::string_view bytes);
/// A digest and an id likewise.
[[nodiscard]] std::string literal(const Digest& digest);
[[nodiscard]] std::string literal(const ConsentId& id);
/// Several, in brackets: (1, 2). Never empty.
[[nodiscard]] std::string literals(const std::vector<ConsentId>& ids);

/// A connection; of one thread at a time.
class ClickHouse {
 public:
  /// The most bytes of an answer.
  static constexpr std::size_t max_answer_bytes = 64U << 20U;

  /// Connects with the first request.
  explicit ClickHouse(ClickHouseSettings settings);
  ClickHouse(const ClickHouse&) = delete;
  ClickHouse& operator=(const ClickHouse&) = delete;
  ~ClickHouse();

  /// Asks; the answer is as the query's FORMAT says. It contains all that a quorum has of every
  /// write before: a server that lags refuses, and the next one is asked.
  [[nodiscard]] std::string ask(const std::string& query);
  /// Asks this server and no other.
  [[nodiscard]] std::string ask_here(const std::string& query);
  /// Runs a statement that returns nothing and changes a table or its data, at one server.
  void run(const std::string& statement);
  /// Inserts rows in RowBinary as one block, at one server, once. Returns when a quorum has it.
  /// Where it throws, the block may be there or not: try again with the very same bytes, which
  /// counts once, and see for yourself then.
  void insert(const std::string& table, const std::string& rows);
  /// Runs `statement` at every server in turn; throws where one does not answer or refuses.
  void run_everywhere(const std::string& statement);
  /// Which of the servers is asked first, by its place in the settings.
  [[nodiscard]] std::size_t server() const noexcept { return server_; }
  /// Goes on to the next server.
  void next_server() noexcept;
  /// What the connection goes by.
  [[nodiscard]] const ClickHouseSettings& settings() const noexcept { return settings_; }

 private:
  struct Request;
  std::string send(const Request& request);
  std::string send_somewhere(const Request& request);
  void learn_settings();
  [[nodiscard]] std::string address_of(const std::string& parameters) const;

  ClickHouseSettings settings_;
  void* curl_ = nullptr;
  void* headers_ = nullptr;
  std::size_t server_ = 0;
  bool has_learnt_ = false;
  std::string insert_settings_;
};

}  // namespace akkoord
