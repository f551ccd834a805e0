// SPDX-License-Identifier: MIT
#include "collector/block.h"

#include <algorithm>
#include <charconv>
#include <thread>
#include <utility>

namespace akkoord {

namespace {

constexpr std::chrono::milliseconds first_pause(20);
constexpr std::chrono::milliseconds longest_pause(320);

}  // namespace

Block::Block(std::string table, std::string rows, std::string count_query, std::uint64_t count)
    : table_(std::move(table)),
      rows_(std::move(rows)),
      count_query_(std::move(count_query)),
      count_(count) {}

bool Block::is_there(ClickHouse& clickhouse) const {
  const std::string answer = clickhouse.ask(count_query_);
  std::uint64_t found = 0;
  std::from_chars(answer.data(), answer.data() + answer.size(), found);
  return found >= count_;
}

bool Block::insert(ClickHouse& clickhouse, Clock::time_point until) {
  for (auto pause = first_pause;; pause = std::min(2 * pause, longest_pause)) {
    try {
      clickhouse.insert(table_, rows_);
      if (!in_doubt_ || is_there(clickhouse)) return true;
      fault_ = table_ + ": no quorum has what was written yet";
    } catch (const ClickHouseFault& fault) {
      fault_ = fault.what();
    }
    in_doubt_ = true;
    if (Clock::now() + pause > until) return false;
    std::this_thread::sleep_for(pause);
  }
}

}  // namespace akkoord
