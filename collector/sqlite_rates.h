// SPDX-License-Identifier: MIT
//
// Rates from the sums of a database.
#pragma once

#include <span>
#include <vector>

#include "collector/rates.h"
#include "collector/sqlite.h"

namespace akkoord {

/// Answers from `counts` and the sums of roll_up.h: what was received within the last second or so
/// may not be in yet. Throws SqliteFault.
class SqliteRates : public Rates {
 public:
  /// Reads from `database`, which must outlive this.
  explicit SqliteRates(Database& database) : database_(database) {}

  [[nodiscard]] std::vector<RateSums> sums(const RatesFilter& filter,
                                           std::span<const RatesBy> by) override;
  [[nodiscard]] std::vector<ServiceSums> services(const RatesFilter& filter) override;
  [[nodiscard]] std::vector<SecondsSums> seconds(const RatesFilter& filter,
                                                 std::span<const RatesBy> by) override;
  [[nodiscard]] std::vector<WithdrawnSums> withdrawn(const RatesFilter& filter,
                                                     std::span<const RatesBy> by) override;
  [[nodiscard]] std::vector<HeldSums> held(const RatesFilter& filter) override;

 private:
  Database& database_;
};

}  // namespace akkoord
