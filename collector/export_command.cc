// SPDX-License-Identifier: MIT
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

#include "collector/clickhouse_export_source.h"
#include "collector/commands.h"
#include "collector/config.h"
#include "collector/export.h"
#include "collector/loaded_policies.h"
#include "collector/local_days.h"
#include "collector/roll_up.h"
#include "collector/sqlite_export_source.h"
#include "collector/sqlite_schema.h"

namespace akkoord {

namespace {

/// What was asked for, in values.
struct Asked {
  ExportWhat what = ExportWhat::records;
  ExportFormat format = ExportFormat::csv;
  ExportFilter filter{};
};

std::optional<Asked> read_call(const CollectorCall& call, std::string& fault) {
  Asked asked;
  if (call.what == "counts") {
    asked.what = ExportWhat::counts;
  } else if (call.what == "rates") {
    asked.what = ExportWhat::rates;
  } else if (!call.what.empty() && call.what != "records") {
    fault = "--what is records, counts or rates";
  }
  if (call.format == "jsonl") {
    asked.format = ExportFormat::json_lines;
  } else if (!call.format.empty() && call.format != "csv") {
    fault = "--format is csv or jsonl";
  }
  if (!call.from.empty() && !(asked.filter.first_day = day_of_date(call.from))) {
    fault = "--from is a date, YYYY-MM-DD";
  }
  if (!call.to.empty() && !(asked.filter.last_day = day_of_date(call.to))) {
    fault = "--to is a date, YYYY-MM-DD";
  }
  asked.filter.policy = call.policy;
  asked.filter.site = call.site;
  if (!fault.empty()) return std::nullopt;
  return asked;
}

/// Where an export goes: standard output, or a file that has its name only when it is whole. What
/// is in it is about people: nobody but its owner may read it.
class ExportFile {
 public:
  explicit ExportFile(const std::string& name) : name_(name) {
    if (name.empty() || name == "-") return;
    ::umask(S_IRWXG | S_IRWXO);
    part_ = name + ".part";
    std::filesystem::remove(part_, ignored_);
    file_ = std::fopen(part_.c_str(), "wbx");
  }
  ExportFile(const ExportFile&) = delete;
  ExportFile& operator=(const ExportFile&) = delete;
  ~ExportFile() {
    if (part_.empty()) return;
    if (file_ != nullptr) (void)std::fclose(file_);
    std::filesystem::remove(part_, ignored_);
  }

  [[nodiscard]] bool is_open() const noexcept { return file_ != nullptr; }
  [[nodiscard]] bool put(std::string_view text) {
    return std::fwrite(text.data(), 1, text.size(), file_) == text.size();
  }
  /// Gives it its name; false where its bytes did not come to disk.
  [[nodiscard]] bool finish() {
    if (std::fflush(file_) != 0) return false;
    if (part_.empty()) return true;
    if (::fsync(::fileno(file_)) != 0) return false;
    std::filesystem::rename(part_, name_, ignored_);
    return !ignored_;
  }

 private:
  std::string name_;
  std::string part_{};
  std::FILE* file_ = stdout;
  std::error_code ignored_{};
};

/// The store of a configuration, opened for an export.
class OpenedExport {
 public:
  /// With `wants_rates` its sums are brought up to date.
  OpenedExport(const Config& config, bool wants_rates) {
    if (config.clickhouse) {
      std::string fault;
      std::optional<LoadedPolicies> policies = load_policies(config, fault);
      if (!policies) throw std::runtime_error(fault);
      source_ = std::make_unique<ClickHouseExportSource>(config.clickhouse->servers,
                                                         std::move(policies->stored.zones));
      return;
    }
    database_.emplace(existing_database(config), Database::Use::write);
    prepare_for_reading(*database_);
    if (wants_rates) roll_up_all(*database_);
    source_ = std::make_unique<SqliteExportSource>(*database_);
  }
  [[nodiscard]] ExportSource& get() const noexcept { return *source_; }

 private:
  std::optional<Database> database_{};
  std::unique_ptr<ExportSource> source_{};
};

}  // namespace

CollectorExit run_export(const CollectorCall& call) {
  std::string fault;
  const std::optional<Asked> asked = read_call(call, fault);
  if (!asked) return failed(fault, CollectorExit::bad_call);
  const std::optional<Config> config = read_config(call.config, fault, {{}, call.data});
  if (!config) return failed(fault, CollectorExit::bad_input);
  const bool shows_progress = ::isatty(STDERR_FILENO) == 1;
  const ExportProgress progress = [&](std::uint64_t rows) {
    if (shows_progress) std::fprintf(stderr, "\r%llu rows", static_cast<unsigned long long>(rows));
  };
  try {
    if (config->clickhouse && !call.data.empty()) {
      return failed("--data is of no use: \"store\" of " + call.config + " is ClickHouse",
                    CollectorExit::bad_call);
    }
    const OpenedExport source(*config, asked->what == ExportWhat::rates);
    ExportFile file(call.output);
    const ExportSink sink = [&](std::string_view text) { return file.put(text); };
    std::optional<std::uint64_t> rows;
    if (file.is_open()) {
      rows = export_rows(source.get(), asked->what, asked->format, asked->filter, sink, progress);
    }
    if (shows_progress) std::fputs("\r\033[K", stderr);
    if (!rows || !file.finish()) {
      return failed((call.output.empty() ? "standard output" : call.output) + " can't be written",
                    CollectorExit::machine_failed);
    }
    std::fprintf(stderr, "%llu rows\n", static_cast<unsigned long long>(*rows));
    return CollectorExit::fine;
  } catch (const std::exception& wrong) {
    return failed(wrong.what(), CollectorExit::machine_failed);
  }
}

}  // namespace akkoord
