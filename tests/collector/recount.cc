// SPDX-License-Identifier: MIT
#include "tests/collector/recount.h"

#include <stdlib.h>
#include <time.h>

#include <array>
#include <vector>

#include "core/event/read_record.h"
#include "tests/collector/random_events.h"

namespace akkoord::test {

namespace {

std::string text(auto number) {
  return std::to_string(static_cast<std::int64_t>(number));
}

std::string row(std::string table, const std::vector<std::string>& parts) {
  for (const std::string& part : parts) table.append("|").append(part);
  return table;
}

/// Day and circumstances, as rows begin.
std::string asked(const LoggedRecord& logged) {
  const ConsentEvent& event = logged.event;
  return row(text(c_library_day(event.policy, logged.received_s)),
             {event.policy, event.site, text(event.revision), event.variant, event.language,
              event.jurisdiction, text(event.device)});
}

void count_alone(const LoggedRecord& logged, SumRows& sums) {
  const ConsentEvent& event = logged.event;
  const std::string kind = text(event.choice.empty() && kind_of(event) != EventKind::consent);
  const std::string way = kind + "|" + text(event.method) + "|" + text(event.layer);
  ++sums[row("choices", {asked(logged), way, text(event.previous_id.has_value()),
                         text(!event.services.empty()), text(event.choice.bits())})];
  std::int64_t step_s = 0;
  for (const std::int64_t from_s :
       {1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1'800, 3'600}) {
    if (event.seconds_to_choice >= from_s) step_s = from_s;
  }
  ++sums[row("choice_seconds", {asked(logged), way, text(step_s)})];
  const std::string day = text(c_library_day(event.policy, logged.received_s));
  const auto held = [&](const char* what, const std::string& name, std::int64_t times) {
    const std::string key = row("held", {day, event.policy, event.site, what, name});
    ++sums[key + " visitors"];
    sums[key + " times"] += times;
  };
  for (const auto& [service, times] : event.held) held("0", service, times);
  for (const std::string& host : event.unknown_hosts) held("1", host, 1);
  if (kind == "1") return;
  for (const auto& [service, granted] : event.services) {
    ++sums[row("service_choices", {asked(logged), text(event.previous_id.has_value()),
                                   text(event.choice.bits()), text(granted), service})];
  }
}

/// Each consent with the first withdrawal that names it.
void count_withdrawn(const std::vector<LoggedRecord>& all, SumRows& sums) {
  std::map<std::array<std::uint8_t, 16>, const LoggedRecord*> first;
  for (const LoggedRecord& logged : all) {
    if (kind_of(logged.event) != EventKind::withdrawal) continue;
    first.try_emplace(logged.event.previous_id->bytes, &logged);
  }
  for (const LoggedRecord& logged : all) {
    const auto found = first.find(logged.event.id.bytes);
    if (kind_of(logged.event) != EventKind::consent || found == first.end()) continue;
    const std::int64_t after_s = found->second->received_s - logged.received_s;
    ++sums[row("withdrawn", {asked(logged), text(after_s < 0 ? 0 : after_s / 86'400)})];
  }
}

}  // namespace

std::int64_t c_library_day(const std::string& policy, std::int64_t time_s) {
  const char* zone = "UTC";
  for (const PolicyZone& of : random_zones) {
    if (of.policy == policy) zone = of.zone.c_str();
  }
  ::setenv("TZ", zone, 1);
  ::tzset();
  const ::time_t time = time_s;
  ::tm parts{};
  ::localtime_r(&time, &parts);
  ::tm midnight{};
  midnight.tm_year = parts.tm_year;
  midnight.tm_mon = parts.tm_mon;
  midnight.tm_mday = parts.tm_mday;
  return ::timegm(&midnight) / 86'400;
}

SumRows recounted(Database& database) {
  SumRows sums;
  std::vector<LoggedRecord> all;
  Statement records(database, "SELECT record FROM events ORDER BY leaf");
  while (records.step()) all.push_back(read_record(records.bytes(0)).value());
  for (const LoggedRecord& logged : all) count_alone(logged, sums);
  count_withdrawn(all, sums);
  return sums;
}

SumRows rolled_up(Database& database) {
  SumRows sums;
  Statement rows(database, R"sql(
    WITH asked AS (
      SELECT number, policy || '|' || site || '|' || revision || '|' || variant || '|' ||
                     language || '|' || jurisdiction || '|' || device AS words FROM circumstances)
    SELECT 'choices|' || day || '|' || words || '|' || kind || '|' || method || '|' || layer ||
           '|' || follows || '|' || exceptions || '|' || choice, times
      FROM choices JOIN asked ON number = circumstances
    UNION ALL
    SELECT 'choice_seconds|' || day || '|' || words || '|' || kind || '|' || method || '|' ||
           layer || '|' || from_s, times
      FROM choice_seconds JOIN asked ON number = circumstances WHERE kind <> 2
    UNION ALL
    SELECT 'service_choices|' || day || '|' || words || '|' || follows || '|' || choice || '|' ||
           granted || '|' || service, times
      FROM service_choices JOIN asked ON number = circumstances
    UNION ALL
    SELECT 'withdrawn|' || day || '|' || words || '|' || after_days, times
      FROM withdrawn JOIN asked ON number = circumstances
    UNION ALL
    SELECT 'held|' || day || '|' || policy || '|' || site || '|' || what || '|' || name ||
           ' visitors', visitors FROM held
    UNION ALL
    SELECT 'held|' || day || '|' || policy || '|' || site || '|' || what || '|' || name ||
           ' times', times FROM held)sql");
  while (rows.step()) sums[rows.bytes(0)] += rows.number(1);
  return sums;
}

}  // namespace akkoord::test
