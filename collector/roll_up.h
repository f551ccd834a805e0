// SPDX-License-Identifier: MIT
//
// Sums of what visitors chose, from which rates are made. Records go into them once, in the order
// of the proof log: the first leaf that is not in yet is written in the same transaction as the
// sums (`rolled_up`), so that a crash neither loses nor doubles one. A record that is erased later
// stays in the sums, which tell of nobody.
//
//     choices           by day, circumstances, kind, method, layer, whether it follows an earlier
//                       event, whether services differ from their categories, categories granted
//     day_choices       the same by day and circumstances alone: withdrawals, consents that follow
//     an
//                       earlier event, other consents by the categories that they grant (0 to 15,
//                       as CategorySet has them), and those of them whose services differ
//     service_choices   by service that a consent lists, and what it says of it
//     choice_seconds    by step of time (choice_seconds.h)
//     withdrawn         a consent and the first withdrawal that names it, by the consent's day and
//                       circumstances and the days until then; whichever of them came first
//     held              visitors who say that a service, or a host that no preset knows, was held,
//                       and how often; per day and site the first max_held_hosts hosts by name and
//                       the others together, since anyone can make names up
//
// Days are those of receipt: the one clock that is ours.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "collector/circumstances.h"
#include "collector/local_days.h"
#include "collector/sqlite.h"
#include "core/event/read_record.h"

namespace akkoord {

/// How many unknown hosts are kept by name, per day and site.
inline constexpr std::int64_t max_held_hosts = 200;

/// The columns of `day_choices` after its key: withdrawn, changed, consented_0 to consented_15 and
/// excepted_0 to excepted_15.
inline constexpr std::size_t day_choice_sums = 34;
/// Their names, joined by commas.
[[nodiscard]] const std::string& day_choice_columns();

/// What a row of `held` is about. Stored numbers.
enum class HeldWhat : std::uint8_t { service = 0, host = 1, other_hosts = 2 };

/// Rolls records up. Everything throws SqliteFault.
class RollUp {
 public:
  /// Works in `database`, with days as `days` has them; both must outlive this.
  RollUp(Database& database, LocalDays& days);

  /// Adds at most `most` records to the sums, inside a transaction that somebody has begun. Returns
  /// how many there were; fewer than `most`: that was all.
  std::uint64_t take(std::uint64_t most);

 private:
  template <std::size_t size>
  using Sums = std::map<std::array<std::int64_t, size>, std::int64_t>;
  /// Day, policy, site, what, name; visitors and times.
  using HeldKey = std::tuple<std::int64_t, std::string, std::string, HeldWhat, std::string>;

  void add(std::int64_t leaf, const LoggedRecord& logged);
  void add_choice(const LoggedRecord& logged, std::int64_t day, std::int64_t circumstances);
  void add_services(const ConsentEvent& event, std::int64_t day, std::int64_t circumstances);
  void add_held(const ConsentEvent& event, std::int64_t day);
  void add_withdrawn(std::int64_t leaf, const LoggedRecord& logged);
  void count_withdrawn(const LoggedRecord& consent, std::int64_t withdrawn_s);
  [[nodiscard]] std::int64_t number_of(const ConsentEvent& event);
  [[nodiscard]] bool has_room(const ConsentEvent& event, std::int64_t day, const std::string& host);
  void write();

  LocalDays& days_;
  CircumstancesRows circumstances_rows_;
  Statement next_leaf_;
  Statement move_on_;
  Statement records_;
  Statement record_of_;
  Statement withdrawal_of_;
  Statement held_hosts_;
  Statement add_choices_;
  Statement add_day_choices_;
  Statement add_service_choices_;
  Statement add_seconds_;
  Statement add_withdrawn_;
  Statement add_held_;

  std::map<BannerCircumstances, std::int64_t> numbers_;
  Sums<8> choices_;
  std::map<std::array<std::int64_t, 2>, std::array<std::int64_t, day_choice_sums>> day_choices_;
  std::map<std::pair<std::array<std::int64_t, 5>, std::string>, std::int64_t> services_;
  Sums<6> seconds_;
  Sums<3> withdrawn_;
  std::map<HeldKey, std::pair<std::int64_t, std::int64_t>> held_;
  /// Hosts that a day and site has by name.
  std::map<std::tuple<std::int64_t, std::string, std::string>, std::set<std::string>> hosts_;
};

/// Notes the time zones of policies; others keep theirs. What is rolled up already stays as it is.
void keep_zones(Database& database, const std::vector<PolicyZone>& zones);
/// The time zones that were noted.
[[nodiscard]] std::vector<PolicyZone> zones_in(Database& database);

/// Adds all that is not in yet, a transaction for each few thousand records.
void roll_up_all(Database& database);

}  // namespace akkoord
