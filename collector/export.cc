// SPDX-License-Identifier: MIT
#include "collector/export.h"

#include <array>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "collector/csv.h"
#include "collector/event_rows.h"
#include "collector/local_days.h"
#include "collector/receipt_record.h"
#include "core/event/read_record.h"

namespace akkoord {

namespace {

constexpr std::uint64_t rows_between_progress = 4'096;

/// A value of a row: its JSON is a number or a text.
struct Field {
  std::string_view name;
  std::string text;
  bool is_number = false;
};

Field number(std::string_view name, auto value) {
  return {name, std::to_string(static_cast<std::int64_t>(value)), true};
}

/// JSON of a text that is plain ASCII without quotes or backslashes, as all that is stored
/// (event_words.h).
std::string json_line(std::span<const Field> fields) {
  std::string line;
  for (const Field& field : fields) {
    line.append(line.empty() ? "{\"" : ",\"").append(field.name).append("\":");
    const char* quote = field.is_number ? "" : "\"";
    line.append(quote).append(field.text).append(quote);
  }
  return line + "}\n";
}

std::string names_line(std::span<const Field> fields) {
  std::vector<std::string> cells;
  for (const Field& field : fields) cells.emplace_back(field.name);
  return csv_line(cells);
}

std::string values_line(std::span<const Field> fields) {
  std::vector<std::string> cells;
  for (const Field& field : fields) cells.push_back(field.text);
  return csv_line(cells);
}

std::string id_text(const ConsentId& id) {
  std::array<char, consent_id_text_bytes> text{};
  return std::string(write_consent_id(id, text));
}

/// Items that a cell lists, a blank between.
class CellList {
 public:
  void add(std::string_view item) {
    if (!text_.empty()) text_ += ' ';
    text_ += item;
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_{};
};

std::vector<Field> fields_of(const ExportedRecord& one, bool has_logs, const LoggedRecord& logged) {
  const ConsentEvent& event = logged.event;
  CellList services;
  for (const auto& [service, granted] : event.services) {
    services.add(service + (granted ? ":granted" : ":refused"));
  }
  CellList held;
  for (const auto& [service, times] : event.held) {
    held.add(service + ':' + std::to_string(times));
  }
  CellList hosts;
  for (const std::string& host : event.unknown_hosts) hosts.add(host);
  const auto granted = [&](Category category) {
    return number(name_of(category), event.choice.has(category) ? 1 : 0);
  };
  std::vector<Field> fields = {
      number("leaf", one.leaf),
      {"kind", std::string(name_of(kind_of(event)))},
      {"received", utc_text(logged.received_s)},
      {"issued", utc_text(event.issued_s)},
      {"expires", utc_text(event.expires_s)},
      {"id", id_text(event.id)},
      {"previous_id", event.previous_id ? id_text(*event.previous_id) : ""},
      {"site", event.site},
      {"policy", event.policy},
      number("revision", event.revision),
      {"variant", event.variant},
      {"language", event.language},
      {"jurisdiction", event.jurisdiction},
      {"device", std::string(name_of(event.device))},
      {"method", std::string(name_of(event.method))},
      number("layer", event.layer),
      number("seconds_to_choice", event.seconds_to_choice),
      granted(Category::functional),
      granted(Category::analytical),
      granted(Category::advertising),
      granted(Category::social),
      number("sensitive", event.sensitive ? 1 : 0),
      {"services", services.take()},
      {"held", held.take()},
      {"unknown_hosts", hosts.take()},
      {"policy_hash", event.policy_hash},
      {"bundle_hash", event.bundle_hash},
      {"text_hash", event.text_hash}};
  if (has_logs) fields.insert(fields.begin(), {"log", one.log});
  return fields;
}

/// Sends rows on and counts them.
class Rows {
 public:
  Rows(ExportFormat format, const ExportSink& sink, const ExportProgress& progress)
      : format_(format), sink_(sink), progress_(progress) {}

  [[nodiscard]] bool csv() const noexcept { return format_ == ExportFormat::csv; }
  /// The names of columns, where the format has them.
  void names(std::span<const Field> fields) {
    if (csv() && !sink_(names_line(fields))) failed_ = true;
  }
  void row(std::span<const Field> fields) { line(csv() ? values_line(fields) : json_line(fields)); }
  void line(std::string_view text) {
    if (failed_ || !sink_(text)) failed_ = true;
    if (++rows_ % rows_between_progress == 0) progress_(rows_);
  }
  [[nodiscard]] bool failed() const noexcept { return failed_; }
  [[nodiscard]] std::optional<std::uint64_t> end() const {
    return failed_ ? std::nullopt : std::optional(rows_);
  }

 private:
  ExportFormat format_;
  const ExportSink& sink_;
  const ExportProgress& progress_;
  std::uint64_t rows_ = 0;
  bool failed_ = false;
};

void put_records(ExportSource& source, const ExportFilter& filter, Rows& rows) {
  rows.names(fields_of({}, source.has_logs(), {}));
  source.records(filter, [&](const ExportedRecord& one) {
    const std::string leaf = std::to_string(one.leaf);
    if (!rows.csv()) {
      const std::string log = source.has_logs() ? "\"log\":\"" + one.log + "\"," : "";
      rows.line("{" + log + "\"leaf\":" + leaf + ',' + one.record.substr(1) + '\n');
    } else if (const auto logged = read_record(one.record)) {
      rows.row(fields_of(one, source.has_logs(), *logged));
    } else {
      throw std::runtime_error("the record of leaf " + leaf +
                               " can't be read: akkoord-collector check-log");
    }
    return !rows.failed();
  });
}

std::vector<Field> fields_of(const ExportedCount& count) {
  const bool refused = count.what == Counted::refused;
  return {{"day", date_text(count.day)},
          {"what", refused ? "refused" : "shown"},
          {"site", count.site},
          {"policy", count.policy},
          number("revision", count.revision),
          {"variant", count.variant},
          {"language", count.language},
          {"jurisdiction", count.jurisdiction},
          {"device", std::string(name_of(static_cast<Device>(count.device)))},
          number("entry", count.entry),
          {"method",
           refused ? std::string(name_of(static_cast<ChoiceMethod>(count.method))) : std::string()},
          number("layer", count.layer),
          number("times", count.times)};
}

void put_counts(ExportSource& source, const ExportFilter& filter, Rows& rows) {
  rows.names(fields_of(ExportedCount{}));
  source.counts(filter, [&](const ExportedCount& count) {
    rows.row(fields_of(count));
    return !rows.failed();
  });
}

constexpr std::array<RatesBy, 8> all_apart = {
    RatesBy::day,     RatesBy::site,     RatesBy::policy,       RatesBy::revision,
    RatesBy::variant, RatesBy::language, RatesBy::jurisdiction, RatesBy::device};

std::vector<Field> fields_of(const RateSums& sums) {
  const auto value = [&](std::size_t i) { return std::get<std::int64_t>(sums.keys[i]); };
  const auto text = [&](std::size_t i) { return std::get<std::string>(sums.keys[i]); };
  return {{"day", date_text(value(0))},
          {"site", text(1)},
          {"policy", text(2)},
          number("revision", value(3)),
          {"variant", text(4)},
          {"language", text(5)},
          {"jurisdiction", text(6)},
          {"device", std::string(name_of(static_cast<Device>(value(7))))},
          number("shown", sums.shown),
          number("shown_on_entry", sums.shown_on_entry),
          number("refused", sums.refused),
          number("consents", sums.consents()),
          number("accepted_all", sums.consented.back() - sums.with_exceptions.back()),
          number("functional", sums.granted(Category::functional)),
          number("analytical", sums.granted(Category::analytical)),
          number("advertising", sums.granted(Category::advertising)),
          number("social", sums.granted(Category::social)),
          number("changed", sums.changed),
          number("withdrawn", sums.withdrawn)};
}

void put_rates(ExportSource& source, const ExportFilter& filter, Rows& rows) {
  RateSums none;
  none.keys = {0, "", "", 0, "", "", "", 0};
  rows.names(fields_of(none));
  RatesFilter of;
  of.first_day = filter.first_day.value_or(0);
  of.last_day = filter.last_day.value_or(last_day_of_all);
  of.policy = filter.policy;
  of.site = filter.site;
  for (const RateSums& sums : source.rates().sums(of, all_apart)) rows.row(fields_of(sums));
}

}  // namespace

std::optional<std::uint64_t> export_rows(ExportSource& source, ExportWhat what, ExportFormat format,
                                         const ExportFilter& filter, const ExportSink& sink,
                                         const ExportProgress& progress) {
  Rows rows(format, sink, progress);
  source.on_one_state([&] {
    if (what == ExportWhat::records) put_records(source, filter, rows);
    if (what == ExportWhat::counts) put_counts(source, filter, rows);
    if (what == ExportWhat::rates) put_rates(source, filter, rows);
  });
  return rows.end();
}

}  // namespace akkoord
