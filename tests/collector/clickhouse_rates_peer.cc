// SPDX-License-Identifier: MIT
//
// Puts the same random arrivals into SQLite and ClickHouse and asks both for the same rates; run by
// clickhouse-keeping.test.ts, which has a cluster. Says where they differ and ends with 1.
//
//     clickhouse_rates_peer SEED USER PASSWORD DATABASE SHARD URL...
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

#include "collector/clickhouse_rates.h"
#include "collector/clickhouse_store.h"
#include "collector/signing_key.h"
#include "collector/sqlite_rates.h"
#include "tests/collector/ledger.h"
#include "tests/collector/random_events.h"
#include "tests/collector/test_store.h"

namespace {

using namespace akkoord;

constexpr int arrivals = 700;

struct Arrived {
  std::variant<ConsentEvent, ShownCount> what;
  std::int64_t received_s;
};

std::vector<Arrived> random_arrivals(std::uint64_t seed) {
  test::RandomEvents random(seed);
  std::vector<Arrived> all;
  for (int i = 0; i < arrivals; ++i) {
    const std::int64_t received_s = random.edge_s();
    Arrived arrived{random.event(received_s), received_s};
    if (random.below(3) == 0) arrived.what = random.shown();
    all.push_back(std::move(arrived));
  }
  // As they would come: a block belongs to one day.
  std::stable_sort(all.begin(), all.end(),
                   [](const Arrived& a, const Arrived& b) { return a.received_s < b.received_s; });
  return all;
}

/// Stores all; false where any is not.
bool store(const std::vector<Arrived>& all, const ClickHousePlace& place) {
  const test::TemporaryFolder path;
  std::string fault;
  std::optional<DataFolder> folder = DataFolder::open(path.path(), fault);
  StoreSettings settings;
  settings.policies.zones = test::random_zones;
  settings.now_s = [] {
    const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(since_1970).count();
  };
  settings.tell_fault = [](const std::string& said) {
    if (!said.empty()) std::fprintf(stderr, "%s\n", said.c_str());
  };
  const auto clickhouse =
      folder ? ClickHouseStore::open(std::move(*folder), place, std::move(settings), fault)
             : nullptr;
  if (!clickhouse) {
    std::fprintf(stderr, "%s\n", fault.c_str());
    return false;
  }
  std::vector<std::promise<StoreAnswer>> answers(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto done = [&answer = answers[i]](StoreAnswer given) { answer.set_value(given); };
    std::visit([&](const auto& what) { clickhouse->put(what, all[i].received_s, done); },
               all[i].what);
  }
  bool is_stored = true;
  for (std::promise<StoreAnswer>& answer : answers) {
    is_stored = answer.get_future().get() == StoreAnswer::stored && is_stored;
  }
  return is_stored;
}

void write(std::ostringstream& text, const RatesKeys& keys) {
  for (const RatesKey& key : keys) {
    std::visit([&text](const auto& value) { text << value << '|'; }, key);
  }
}

void write(std::ostringstream& text, const ByChoice& sums) {
  for (const std::uint64_t times : sums) text << times << ' ';
}

/// All that `rates` say of `filter`, by `by`, a line for each answer.
std::string said(Rates& rates, const RatesFilter& filter, const std::vector<RatesBy>& by) {
  std::ostringstream text;
  for (const RateSums& one : rates.sums(filter, by)) {
    text << "sums ";
    write(text, one.keys);
    text << one.shown << ' ' << one.shown_on_entry << ' ' << one.refused << ' ';
    write(text, one.consented);
    write(text, one.with_exceptions);
    text << one.changed << ' ' << one.withdrawn << '\n';
  }
  for (const ServiceSums& one : rates.services(filter)) {
    text << "service " << one.service << ' ';
    write(text, one.granted);
    write(text, one.refused);
    text << '\n';
  }
  for (const SecondsSums& one : rates.seconds(filter, by)) {
    text << "seconds ";
    write(text, one.keys);
    text << static_cast<int>(one.kind) << ' ' << one.from_s << ' ' << one.times << '\n';
  }
  const bool of_choosing = std::any_of(by.begin(), by.end(), [](RatesBy one) {
    return one == RatesBy::method || one == RatesBy::layer;
  });
  if (!of_choosing) {
    for (const WithdrawnSums& one : rates.withdrawn(filter, by)) {
      text << "withdrawn ";
      write(text, one.keys);
      text << one.after_days << ' ' << one.times << '\n';
    }
  }
  for (const HeldSums& one : rates.held(filter)) {
    text << "held " << static_cast<int>(one.what) << ' ' << one.name << ' ' << one.visitors << ' '
         << one.times << ' ' << one.first_day << '\n';
  }
  return text.str();
}

std::vector<RatesFilter> filters() {
  RatesFilter all;
  all.last_day = last_day_of_all;
  RatesFilter narrow = all;
  narrow.policy = "2pass";
  narrow.language = "nl";
  narrow.device = Device::small;
  RatesFilter days = all;
  days.first_day = *day_of_date("2026-10-25");
  days.last_day = *day_of_date("2027-03-28");
  days.revision = 2;
  RatesFilter where = all;
  where.site = "harbour.test";
  where.jurisdiction = "NL";
  where.variant = "box-b";
  return {all, narrow, days, where};
}

const std::vector<std::vector<RatesBy>> groupings = {
    {},
    {RatesBy::day},
    {RatesBy::weekday, RatesBy::variant},
    {RatesBy::policy, RatesBy::revision, RatesBy::device},
    {RatesBy::site, RatesBy::language, RatesBy::jurisdiction},
    {RatesBy::method, RatesBy::layer}};

/// Whether both say the same to every question; prints the first line of each that does not.
bool agree(Rates& one, Rates& other) {
  bool is_same = true;
  std::size_t lines = 0;
  for (const RatesFilter& filter : filters()) {
    for (const std::vector<RatesBy>& by : groupings) {
      std::istringstream expected(said(one, filter, by));
      std::istringstream found(said(other, filter, by));
      std::string wanted;
      std::string got;
      while (std::getline(expected, wanted)) {
        ++lines;
        got.clear();
        std::getline(found, got);
        if (got == wanted) continue;
        std::printf("SQLite says     %s\nClickHouse says %s\n", wanted.c_str(), got.c_str());
        is_same = false;
        break;
      }
      if (is_same && std::getline(found, got)) {
        std::printf("ClickHouse alone says %s\n", got.c_str());
        is_same = false;
      }
    }
  }
  std::printf("%zu answers compared\n", lines);
  return is_same && lines > 500;
}

}  // namespace

int main(int argument_count, char** argument_values) {
  const std::vector<std::string> words(argument_values + 1, argument_values + argument_count);
  if (words.size() < 6 || !prepare_ciphers()) return 2;
  ClickHousePlace place;
  place.servers.user = words[1];
  place.servers.password = words[2];
  place.servers.database = words[3];
  place.shard = words[4];
  place.servers.urls.assign(words.begin() + 5, words.end());
  try {
    const std::vector<Arrived> all = random_arrivals(std::strtoull(words[0].c_str(), nullptr, 10));
    const test::TemporaryFolder folder;
    test::Ledger ledger(folder.path());
    for (const Arrived& arrived : all) {
      std::visit([&](const auto& what) { (void)ledger.put(what, arrived.received_s); },
                 arrived.what);
    }
    roll_up_all(ledger.database());
    if (!store(all, place)) return 1;
    SqliteRates sqlite(ledger.database());
    ClickHouse connection(place.servers);
    ClickHouseRates clickhouse(connection, test::random_zones);
    return agree(sqlite, clickhouse) ? 0 : 1;
  } catch (const std::exception& wrong) {
    std::fprintf(stderr, "%s\n", wrong.what());
    return 1;
  }
}
