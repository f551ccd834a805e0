// SPDX-License-Identifier: MIT
//
// Fills a data folder as a collector would have in a year, in big transactions: for benchmarks, and
// for looking at a database of ten million records. The same visitors for the same seed.
//
//     fill_collector FOLDER EVENTS [SEED]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>

#include "collector/data_folder.h"
#include "collector/event_rows.h"
#include "collector/proof_log.h"
#include "collector/roll_up.h"
#include "collector/signing_key.h"
#include "collector/sqlite_schema.h"
#include "tests/collector/random_events.h"

namespace {

using namespace akkoord;

constexpr std::int64_t a_year_s = 365 * 86'400;
constexpr std::int64_t end_s = 1'795'737'600;
constexpr std::uint64_t events_a_transaction = 50'000;
/// How often a banner is shown for each time that somebody chooses.
constexpr std::uint64_t showings_per_event = 2;

struct Year {
  std::uint64_t events;
  std::uint64_t seed;
};

/// The moment of event `number`: evenly over the year that ends at end_s.
std::int64_t moment_s(const Year& year, std::uint64_t number) {
  const double part = static_cast<double>(number) / static_cast<double>(year.events);
  return end_s - a_year_s + static_cast<std::int64_t>(part * static_cast<double>(a_year_s));
}

/// Where an event or showing of random circumstances would be likely: one revision at a time, one
/// country a site.
void make_likely(auto& asked, std::int64_t now_s) {
  asked.revision = now_s < end_s - a_year_s / 3 ? 1 : 2;
  asked.jurisdiction = asked.site == "harbour.test" ? "NL" : "BE";
}

/// What most visitors do: they take or refuse all on the first layer.
void make_likely(ConsentEvent& event, test::RandomEvents& random) {
  if (event.method == ChoiceMethod::withdrawal || random.below(8) == 0) return;
  event.method = ChoiceMethod::banner;
  event.layer = 1;
  event.services.clear();
  if (!event.choice.empty()) event.choice = CategorySet::all();
}

void fill(Database& database, const SigningKey& key, const Year& year) {
  prepare_for_writing(database);
  database.run("PRAGMA synchronous = OFF; PRAGMA cache_size = -262144");
  keep_zones(database, test::random_zones);
  LocalDays days(test::random_zones);
  ProofLog log(database, key, end_s - a_year_s);
  EventRows rows(database, log, days, 172'800);
  RollUp roll_up(database, days);
  test::RandomEvents random(year.seed);
  for (std::uint64_t done = 0; done < year.events;) {
    database.run("BEGIN IMMEDIATE");
    for (const std::uint64_t end = std::min(done + events_a_transaction, year.events); done < end;
         ++done) {
      const std::int64_t now_s = moment_s(year, done);
      ConsentEvent event = random.event(now_s);
      make_likely(event, now_s);
      make_likely(event, random);
      (void)rows.put(event, now_s);
      for (std::uint64_t i = 0; i < showings_per_event; ++i) {
        ShownCount shown = random.shown();
        make_likely(shown, now_s);
        (void)rows.put(shown, now_s);
      }
    }
    (void)roll_up.take(events_a_transaction);
    rows.forget_refusals(moment_s(year, done));
    log.write();
    log.sign_head(moment_s(year, done));
    database.run("COMMIT");
    std::fprintf(stderr, "\r%llu of %llu", static_cast<unsigned long long>(done),
                 static_cast<unsigned long long>(year.events));
  }
  std::fputc('\n', stderr);
  database.run("PRAGMA wal_checkpoint(TRUNCATE)");
}

int failed(const std::string& fault) {
  std::fprintf(stderr, "%s\n", fault.c_str());
  return 1;
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count < 3) return failed("usage: fill_collector FOLDER EVENTS [SEED]");
  const Year year{std::strtoull(arguments[2], nullptr, 10),
                  argument_count > 3 ? std::strtoull(arguments[3], nullptr, 10) : 1};
  std::string fault;
  if (!prepare_ciphers()) return failed("no randomness");
  const std::optional<DataFolder> folder = DataFolder::open(arguments[1], fault);
  if (!folder) return failed(fault);
  const std::optional<Digest> seed = log_seed(*folder, fault);
  if (!seed) return failed(fault);
  try {
    const auto start = std::chrono::steady_clock::now();
    Database database(folder->database(), Database::Use::write);
    fill(database, SigningKey(*seed), year);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    std::printf("%llu events in %.0f s\n", static_cast<unsigned long long>(year.events),
                took.count());
  } catch (const SqliteFault& wrong) {
    return failed(wrong.what());
  }
  return 0;
}
