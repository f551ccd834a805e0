// SPDX-License-Identifier: MIT
//
// Rows on their way into one table of ClickHouse. A server that fails midway leaves it open whether
// they are there. So the very same bytes are sent again, to whichever server answers: ClickHouse
// knows the last hundred blocks of a table and takes each once. As long as a block is not
// acknowledged no other may go to its table; then none is ever in doubt but the last.
//
// 18.16 says "yes" to a block that it knows, whether or not a quorum has it. So after a doubt the
// rows are counted, in a reading that sees nothing but what a quorum has.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "collector/clickhouse.h"

namespace akkoord {

/// Rows for one partition of one table.
class Block {
 public:
  using Clock = std::chrono::steady_clock;

  /// `rows` in RowBinary, for `table`; `count_query` counts them there, FORMAT and all, and answers
  /// `count` where all are there, or more where the same can also come from another block.
  Block(std::string table, std::string rows, std::string count_query, std::uint64_t count);

  /// Sends it until it is acknowledged, or until `until` is past: then it is in doubt, `fault()`
  /// says why, and insert() has to be called again.
  [[nodiscard]] bool insert(ClickHouse& clickhouse, Clock::time_point until);
  /// The last failure.
  [[nodiscard]] const std::string& fault() const noexcept { return fault_; }

 private:
  [[nodiscard]] bool is_there(ClickHouse& clickhouse) const;

  std::string table_;
  std::string rows_;
  std::string count_query_;
  std::uint64_t count_;
  bool in_doubt_ = false;
  std::string fault_;
};

}  // namespace akkoord
