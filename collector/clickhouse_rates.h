// SPDX-License-Identifier: MIT
//
// Rates from the records themselves, counted anew for each question: sums that ClickHouse keeps by
// itself (materialized views) drift from what they are of when a collector or replica is killed.
// So a record that is erased, or whose time is over, is in no rate any more; refusals and showings
// are, which are counts from the beginning.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "collector/clickhouse.h"
#include "collector/local_days.h"
#include "collector/rates.h"

namespace akkoord {

/// Answers from ClickHouse. Throws ClickHouseFault.
class ClickHouseRates : public Rates {
 public:
  /// Days of choices are those of `zones`; both must outlive this.
  ClickHouseRates(ClickHouse& clickhouse, const std::vector<PolicyZone>& zones)
      : clickhouse_(clickhouse), zones_(zones) {}

  [[nodiscard]] std::vector<RateSums> sums(const RatesFilter& filter,
                                           std::span<const RatesBy> by) override;
  [[nodiscard]] std::vector<ServiceSums> services(const RatesFilter& filter) override;
  [[nodiscard]] std::vector<SecondsSums> seconds(const RatesFilter& filter,
                                                 std::span<const RatesBy> by) override;
  [[nodiscard]] std::vector<WithdrawnSums> withdrawn(const RatesFilter& filter,
                                                     std::span<const RatesBy> by) override;
  [[nodiscard]] std::vector<HeldSums> held(const RatesFilter& filter) override;

 private:
  /// SQL for the day of a record.
  [[nodiscard]] std::string day() const;
  /// SQL that is true of the records that `filter` lets through; of counts with `of_counts`.
  [[nodiscard]] std::string passes(const RatesFilter& filter, bool of_counts) const;
  /// SQL for the columns `by`, each with a comma behind it, under the names k0, k1...
  [[nodiscard]] std::string columns(std::span<const RatesBy> by, bool of_counts) const;

  ClickHouse& clickhouse_;
  const std::vector<PolicyZone>& zones_;
};

}  // namespace akkoord
