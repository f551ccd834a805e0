// SPDX-License-Identifier: MIT
//
// The commands of `akkoord-collector`. Each prints what is wrong on standard error.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "collector/config.h"
#include "collector/log_check.h"

namespace akkoord {

/// How a command ended. Stored numbers: other people's scripts hold them.
enum class CollectorExit : std::uint8_t {
  fine = 0,
  bad_input = 1,
  bad_call = 2,
  machine_failed = 3
};

/// What was typed.
struct CollectorCall {
  /// The configuration file.
  std::string config{};
  /// `clickhouse-schema --apply`.
  bool apply = false;
  /// `collect --check`.
  bool check_only = false;
  /// `collect --listen`, and `--data` of all that opens the folder: before what the configuration
  /// says.
  std::string listen{};
  std::string data{};
  /// `prove -o`: where to write; empty: print.
  std::string output{};
  /// `verify --key`: a public key of the log.
  std::string key{};
  /// `verify --keys`: a file with public keys of the log.
  std::string keys{};
  /// "text", "json" or "html", as far as the command writes those; empty: its own.
  std::string format{};
  /// `prove --language`: of the page.
  std::string language = "en";
  /// `prove --time-zone`: of times for people; empty: this machine's.
  std::string time_zone{};
  /// `prove --list`: records instead of a proof, with `--site`, `--from` and `--to`.
  bool list = false;
  std::string site{};
  std::string from{};
  std::string to{};
  /// `export`: what, and of which policy beside `--site`, `--from` and `--to`; empty: all.
  std::string what{};
  std::string policy{};
  /// `erase --subject`: the id of a consent.
  std::string subject{};
};

/// Takes events until a signal says to stop.
CollectorExit run_collect(const CollectorCall& call);
/// Goes through the whole proof log, or those of all shards.
CollectorExit run_check_log(const CollectorCall& call);
/// Gives the proof log a new key.
CollectorExit run_rotate_key(const CollectorCall& call);
/// Prints the statements that make the tables in ClickHouse, or runs them.
CollectorExit run_clickhouse_schema(const CollectorCall& call);
/// Takes out records, counts or rates; a collector may be running.
CollectorExit run_export(const CollectorCall& call);
/// Copies the data folder; a collector may be running.
CollectorExit run_backup(const CollectorCall& call);
/// Deletes the records of a chain; a collector may be running.
CollectorExit run_erase(const CollectorCall& call);

/// Writes the proof of a chain, or lists records; a collector may be running.
CollectorExit run_prove(const CollectorCall& call, std::string_view id);
/// Writes what the visitor of a record was shown into a folder.
CollectorExit run_shown(const CollectorCall& call, std::string_view id);
/// Prints the log's newest public key.
CollectorExit run_log_key(const CollectorCall& call);
/// Checks a receipt, with nothing but the log's public key.
CollectorExit run_verify(const CollectorCall& call, std::string_view receipt);

/// Says on standard error why a command ends with `exit`, and returns that.
CollectorExit failed(const std::string& fault, CollectorExit exit);

/// What a log that holds comes to, in words.
[[nodiscard]] std::string summary_of(const LogCheck& check);

/// Where the database of a configuration lies, which must be there; throws SqliteFault.
[[nodiscard]] std::filesystem::path existing_database(const Config& config);

}  // namespace akkoord
