// SPDX-License-Identifier: MIT
//
// How long questions about rates take on a filled data folder (fill_collector), beside the same
// count made from the records themselves.
//
//     rates_bench FOLDER
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <vector>

#include "collector/local_days.h"
#include "collector/sqlite_rates.h"

namespace {

using namespace akkoord;

constexpr int runs = 7;

double median_ms(const std::function<void()>& ask, int times = runs) {
  std::vector<double> took;
  for (int i = 0; i < times; ++i) {
    const auto start = std::chrono::steady_clock::now();
    ask();
    took.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
            .count());
  }
  std::nth_element(took.begin(), took.begin() + times / 2, took.end());
  return took[static_cast<std::size_t>(times / 2)];
}

void print(const char* question, double took_ms, double plain_ms) {
  std::printf("%-44s %9.1f ms  %8.4f of plain SQL\n", question, took_ms, took_ms / plain_ms);
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count != 2) {
    std::fputs("usage: rates_bench FOLDER\n", stderr);
    return 1;
  }
  Database database(std::filesystem::path(arguments[1]) / "events.db", Database::Use::write);
  const double plain_ms = median_ms(
      [&] {
        Statement count(database,
                        "SELECT received_s / 86400, kind, COUNT(*) FROM events GROUP BY 1, 2");
        while (count.step()) {
        }
      },
      1);
  Statement records(database, "SELECT COUNT(*) FROM events");
  (void)records.step();
  std::printf("%lld records; a plain count by day and kind: %.1f ms\n",
              static_cast<long long>(records.number(0)), plain_ms);
  records.reset();

  SqliteRates rates(database);
  RatesFilter year;
  year.last_day = last_day_of_all;
  RatesFilter narrow = year;
  narrow.policy = "2pass";
  narrow.language = "nl";
  narrow.variant = "box-a";
  constexpr RatesBy by_day[] = {RatesBy::day};
  constexpr RatesBy by_day_and_variant[] = {RatesBy::day, RatesBy::variant};
  print("a year, all together", median_ms([&] { (void)rates.sums(year, {}); }), plain_ms);
  print("a year by day", median_ms([&] { (void)rates.sums(year, by_day); }), plain_ms);
  print("a year by day and variant", median_ms([&] { (void)rates.sums(year, by_day_and_variant); }),
        plain_ms);
  print("a year by day: policy, language, variant",
        median_ms([&] { (void)rates.sums(narrow, by_day); }), plain_ms);
  print("single services of a year", median_ms([&] { (void)rates.services(year); }), plain_ms);
  print("times to choose of a year", median_ms([&] { (void)rates.seconds(year, {}); }), plain_ms);
  print("withdrawn of a year", median_ms([&] { (void)rates.withdrawn(year, {}); }), plain_ms);
  print("what was held in a year", median_ms([&] { (void)rates.held(year); }), plain_ms);
  return 0;
}
