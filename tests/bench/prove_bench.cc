// SPDX-License-Identifier: MIT
//
// How long the receipt of a consent takes by its id on a filled data folder (fill_collector): with
// nothing of the database in memory, and again at once.
//
//     prove_bench FOLDER TIMES      prints two lines, and ids that can be proved, one a line
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "collector/open_file.h"
#include "collector/receipt.h"
#include "collector/sqlite_proof_source.h"
#include "collector/sqlite_schema.h"

namespace {

using namespace akkoord;

/// Lets the system forget what it has read of the file.
void forget(const std::filesystem::path& file) {
  const OpenFile opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  ::posix_fadvise(opened.number(), 0, 0, POSIX_FADV_DONTNEED);
}

std::vector<ConsentId> some_ids(Database& database, std::uint64_t times) {
  Statement last(database, "SELECT MAX(leaf) FROM events");
  (void)last.step();
  std::mt19937_64 random(1);
  Statement one(database, "SELECT id FROM events WHERE leaf >= ? ORDER BY leaf LIMIT 1");
  std::vector<ConsentId> ids;
  for (std::uint64_t i = 0; i < times; ++i) {
    one.bind(static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(last.number(0))));
    if (one.step()) ids.push_back(one.id(0));
    one.reset();
  }
  return ids;
}

double ms_for(ProofSource& source, const ConsentId& id) {
  const auto start = std::chrono::steady_clock::now();
  if (make_receipt(source, id).state != ReceiptState::made) {
    std::fputs("a record has no receipt\n", stderr);
    std::exit(1);
  }
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}

void print(const char* what, std::vector<double>& took_ms) {
  std::sort(took_ms.begin(), took_ms.end());
  std::printf("%-44s %9.2f ms  slowest %9.2f ms\n", what, took_ms[took_ms.size() / 2],
              took_ms.back());
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count != 3) {
    std::fputs("usage: prove_bench FOLDER TIMES\n", stderr);
    return 2;
  }
  const std::filesystem::path file = std::filesystem::path(arguments[1]) / "events.db";
  std::vector<ConsentId> ids;
  {
    Database database(file, Database::Use::write);
    prepare_for_reading(database);
    ids = some_ids(database, std::strtoull(arguments[2], nullptr, 10));
  }
  std::vector<double> cold_ms;
  std::vector<double> warm_ms;
  for (const ConsentId& id : ids) {
    forget(file);
    SqliteProofSource source(file);
    cold_ms.push_back(ms_for(source, id));
    warm_ms.push_back(ms_for(source, id));
  }
  print("a receipt by id, nothing in memory", cold_ms);
  print("a receipt by id, again", warm_ms);
  for (const ConsentId& id : ids) {
    std::array<char, consent_id_text_bytes> text{};
    const std::string_view written = write_consent_id(id, text);
    std::printf("%.*s\n", static_cast<int>(written.size()), written.data());
  }
  return 0;
}
