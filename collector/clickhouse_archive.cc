// SPDX-License-Identifier: MIT
#include "collector/clickhouse_archive.h"

#include "collector/block.h"
#include "collector/row_binary.h"

namespace akkoord {

namespace {

constexpr std::chrono::seconds patience(30);

}  // namespace

void archive(ClickHouse& clickhouse, const ArchivedFile& file, std::int64_t now_s) {
  const Digest hash = sha256(file.bytes);
  const std::string count = "SELECT count() FROM archive WHERE hash = " + literal(hash);
  if (clickhouse.ask(count) != "0\n") return;
  RowWriter row;
  row.fixed(hash).text(file.policy).text(file.name).i64(now_s).text(file.bytes);
  Block block("archive", row.rows(), count, 1);
  if (!block.insert(clickhouse, Block::Clock::now() + patience)) {
    throw ClickHouseFault(block.fault(), 0);
  }
}

std::optional<ArchivedFile> archived(ClickHouse& clickhouse, const Digest& hash) {
  const std::string rows =
      clickhouse.ask("SELECT policy, name, bytes FROM archive WHERE hash = " + literal(hash) +
                     " ORDER BY first_seen_s LIMIT 1 FORMAT RowBinary");
  if (rows.empty()) return std::nullopt;
  RowReader reader(rows);
  ArchivedFile file;
  file.policy = reader.text();
  file.name = reader.text();
  file.bytes = reader.text();
  return file;
}

}  // namespace akkoord
