// SPDX-License-Identifier: MIT
#include "collector/roll_up.h"

#include <algorithm>
#include <optional>

#include "collector/choice_seconds.h"

namespace akkoord {

namespace {

constexpr std::int64_t a_day_s = 86'400;
constexpr std::uint64_t most_at_once = 5'000;

std::int64_t number_for(auto word) noexcept {
  return static_cast<std::int64_t>(word);
}

std::vector<std::string> day_choice_names() {
  std::vector<std::string> names = {"withdrawn", "changed"};
  for (const char* sum : {"consented_", "excepted_"}) {
    for (unsigned bits = 0; bits < 16; ++bits) names.push_back(sum + std::to_string(bits));
  }
  return names;
}

std::string add_day_choices_sql() {
  std::string places = "?, ?";
  std::string updates;
  for (const std::string& name : day_choice_names()) {
    places += ", ?";
    updates += (updates.empty() ? "" : ", ") + name + " = " + name + " + excluded." + name;
  }
  return "INSERT INTO day_choices (day, circumstances, " + day_choice_columns() + ") VALUES (" +
         places + ") ON CONFLICT DO UPDATE SET " + updates;
}

/// Where a choice is counted in `day_choices`.
void add_to(std::array<std::int64_t, day_choice_sums>& sums, const ConsentEvent& event) {
  if (kind_of(event) == EventKind::withdrawal) {
    ++sums[0];
  } else if (event.previous_id) {
    ++sums[1];
  } else {
    ++sums[2U + event.choice.bits()];
    if (!event.services.empty()) ++sums[18U + event.choice.bits()];
  }
}

/// Adds each sum to its row and forgets them.
void write_sums(Statement& statement, auto& sums) {
  for (const auto& [key, times] : sums) {
    for (const std::int64_t part : key) statement.bind(part);
    statement.bind(times).run();
  }
  sums.clear();
}

}  // namespace

const std::string& day_choice_columns() {
  static const std::string columns = [] {
    std::string joined;
    for (const std::string& name : day_choice_names()) {
      joined += (joined.empty() ? "" : ", ") + name;
    }
    return joined;
  }();
  return columns;
}

RollUp::RollUp(Database& database, LocalDays& days)
    : days_(days),
      circumstances_rows_(database),
      next_leaf_(database, "SELECT next_leaf FROM rolled_up"),
      move_on_(database, "UPDATE rolled_up SET next_leaf = ?"),
      records_(database, "SELECT leaf, record FROM events WHERE leaf >= ? ORDER BY leaf LIMIT ?"),
      record_of_(database, "SELECT leaf, record FROM events WHERE id = ? AND kind = 0"),
      withdrawal_of_(database,
                     "SELECT received_s FROM events WHERE previous_id = ? AND kind = 1 AND "
                     "leaf < ? ORDER BY leaf LIMIT 1"),
      held_hosts_(database,
                  "SELECT name FROM held WHERE day = ? AND policy = ? AND site = ? AND what = 1"),
      add_choices_(database,
                   "INSERT INTO choices (day, circumstances, kind, method, layer, follows, "
                   "exceptions, choice, times) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "
                   "ON CONFLICT DO UPDATE SET times = times + excluded.times"),
      add_day_choices_(database, add_day_choices_sql().c_str()),
      add_service_choices_(database,
                           "INSERT INTO service_choices (day, circumstances, follows, choice, "
                           "granted, service, times) VALUES (?, ?, ?, ?, ?, ?, ?) "
                           "ON CONFLICT DO UPDATE SET times = times + excluded.times"),
      add_seconds_(database,
                   "INSERT INTO choice_seconds (day, circumstances, kind, method, layer, from_s, "
                   "times) VALUES (?, ?, ?, ?, ?, ?, ?) "
                   "ON CONFLICT DO UPDATE SET times = times + excluded.times"),
      add_withdrawn_(database,
                     "INSERT INTO withdrawn (day, circumstances, after_days, times) "
                     "VALUES (?, ?, ?, ?) "
                     "ON CONFLICT DO UPDATE SET times = times + excluded.times"),
      add_held_(database,
                "INSERT INTO held (day, policy, site, what, name, visitors, times) "
                "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                "visitors = visitors + excluded.visitors, times = times + excluded.times") {}

std::uint64_t RollUp::take(std::uint64_t most) {
  // What a transaction that failed has left behind.
  records_.reset();
  numbers_.clear();
  choices_.clear();
  day_choices_.clear();
  services_.clear();
  seconds_.clear();
  withdrawn_.clear();
  held_.clear();
  hosts_.clear();

  (void)next_leaf_.step();
  const std::int64_t first = next_leaf_.number(0);
  next_leaf_.reset();
  std::uint64_t taken = 0;
  std::int64_t last = first - 1;
  records_.bind(first).bind(static_cast<std::int64_t>(most));
  while (records_.step()) {
    last = records_.number(0);
    // One that can't be read is not what was logged; check_log() tells.
    if (const auto logged = read_record(records_.bytes(1))) add(last, *logged);
    ++taken;
  }
  if (taken == 0) return 0;
  write();
  move_on_.bind(last + 1).run();
  return taken;
}

void RollUp::add(std::int64_t leaf, const LoggedRecord& logged) {
  const ConsentEvent& event = logged.event;
  if (kind_of(event) == EventKind::refusal) return;  // none is logged
  const std::int64_t day = days_.day(event.policy, logged.received_s);
  const std::int64_t circumstances = number_of(event);
  add_choice(logged, day, circumstances);
  add_services(event, day, circumstances);
  add_held(event, day);
  add_withdrawn(leaf, logged);
}

void RollUp::add_choice(const LoggedRecord& logged, std::int64_t day, std::int64_t circumstances) {
  const ConsentEvent& event = logged.event;
  const std::int64_t kind = number_for(kind_of(event));
  const std::int64_t method = number_for(event.method);
  ++choices_[{day, circumstances, kind, method, event.layer, event.previous_id ? 1 : 0,
              event.services.empty() ? 0 : 1, event.choice.bits()}];
  add_to(day_choices_[{day, circumstances}], event);
  ++seconds_[{day, circumstances, kind, method, event.layer,
              choice_step_s(event.seconds_to_choice)}];
}

void RollUp::add_services(const ConsentEvent& event, std::int64_t day, std::int64_t circumstances) {
  if (kind_of(event) != EventKind::consent) return;
  for (const auto& [service, granted] : event.services) {
    ++services_[{{day, circumstances, event.previous_id ? 1 : 0, event.choice.bits(), granted},
                 service}];
  }
}

bool RollUp::has_room(const ConsentEvent& event, std::int64_t day, const std::string& host) {
  const auto [found, is_new] = hosts_.try_emplace({day, event.policy, event.site});
  std::set<std::string>& names = found->second;
  if (is_new) {
    held_hosts_.bind(day).bind_text(event.policy).bind_text(event.site);
    while (held_hosts_.step()) names.insert(held_hosts_.bytes(0));
  }
  if (names.contains(host)) return true;
  if (static_cast<std::int64_t>(names.size()) >= max_held_hosts) return false;
  names.insert(host);
  return true;
}

void RollUp::add_held(const ConsentEvent& event, std::int64_t day) {
  const auto count = [&](HeldWhat what, const std::string& name, std::int64_t times) {
    auto& [visitors, all_times] = held_[{day, event.policy, event.site, what, name}];
    ++visitors;
    all_times += times;
  };
  for (const auto& [service, times] : event.held) count(HeldWhat::service, service, times);
  std::int64_t others = 0;
  for (const std::string& host : event.unknown_hosts) {
    if (has_room(event, day, host)) {
      count(HeldWhat::host, host, 1);
    } else {
      ++others;
    }
  }
  if (others > 0) count(HeldWhat::other_hosts, "", others);
}

/// Counts a consent together with the first withdrawal that names it, when the later of both comes.
void RollUp::add_withdrawn(std::int64_t leaf, const LoggedRecord& logged) {
  const ConsentEvent& event = logged.event;
  const EventKind kind = kind_of(event);
  const ConsentId& ended = kind == EventKind::consent ? event.id : *event.previous_id;
  withdrawal_of_.bind_bytes(ended.bytes).bind(leaf);
  std::optional<std::int64_t> withdrawn_s;
  if (withdrawal_of_.step()) {
    withdrawn_s = withdrawal_of_.number(0);
    withdrawal_of_.reset();
  }
  if (kind == EventKind::consent) {
    if (withdrawn_s) count_withdrawn(logged, *withdrawn_s);
    return;
  }
  if (withdrawn_s) return;  // this is its second
  record_of_.bind_bytes(ended.bytes);
  if (!record_of_.step()) return;
  const bool came_before = record_of_.number(0) < leaf;
  const std::optional<LoggedRecord> consent = read_record(record_of_.bytes(1));
  record_of_.reset();
  if (came_before && consent) count_withdrawn(*consent, logged.received_s);
}

void RollUp::count_withdrawn(const LoggedRecord& consent, std::int64_t withdrawn_s) {
  const std::int64_t after_s = std::max<std::int64_t>(0, withdrawn_s - consent.received_s);
  const std::int64_t day = days_.day(consent.event.policy, consent.received_s);
  ++withdrawn_[{day, number_of(consent.event), after_s / a_day_s}];
}

std::int64_t RollUp::number_of(const ConsentEvent& event) {
  BannerCircumstances circumstances = circumstances_of(event);
  const auto found = numbers_.find(circumstances);
  if (found != numbers_.end()) return found->second;
  const std::int64_t number = circumstances_rows_.number_of(circumstances);
  numbers_.emplace(std::move(circumstances), number);
  return number;
}

void RollUp::write() {
  write_sums(add_choices_, choices_);
  for (const auto& [key, sums] : day_choices_) {
    for (const std::int64_t part : key) add_day_choices_.bind(part);
    for (const std::int64_t sum : sums) add_day_choices_.bind(sum);
    add_day_choices_.run();
  }
  write_sums(add_seconds_, seconds_);
  write_sums(add_withdrawn_, withdrawn_);
  for (const auto& [key, times] : services_) {
    for (const std::int64_t part : key.first) add_service_choices_.bind(part);
    add_service_choices_.bind_text(key.second).bind(times).run();
  }
  for (const auto& [key, sums] : held_) {
    const auto& [day, policy, site, what, name] = key;
    add_held_.bind(day).bind_text(policy).bind_text(site).bind(number_for(what)).bind_text(name);
    add_held_.bind(sums.first).bind(sums.second).run();
  }
}

void keep_zones(Database& database, const std::vector<PolicyZone>& zones) {
  Statement keep(database,
                 "INSERT INTO zones (policy, zone) VALUES (?, ?) "
                 "ON CONFLICT (policy) DO UPDATE SET zone = excluded.zone");
  for (const PolicyZone& of : zones) keep.bind_text(of.policy).bind_text(of.zone).run();
}

std::vector<PolicyZone> zones_in(Database& database) {
  Statement rows(database, "SELECT policy, zone FROM zones ORDER BY policy");
  std::vector<PolicyZone> zones;
  while (rows.step()) zones.push_back({rows.bytes(0), rows.bytes(1)});
  return zones;
}

void roll_up_all(Database& database) {
  LocalDays days(zones_in(database));
  RollUp roll_up(database, days);
  std::uint64_t taken = most_at_once;
  while (taken == most_at_once) {
    database.run("BEGIN IMMEDIATE");
    try {
      taken = roll_up.take(most_at_once);
      database.run("COMMIT");
    } catch (const SqliteFault&) {
      database.roll_back();
      throw;
    }
  }
}

}  // namespace akkoord
