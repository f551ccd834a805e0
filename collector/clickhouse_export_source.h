// SPDX-License-Identifier: MIT
//
// What an export takes out of ClickHouse: records of all shards in the order of receipt, each once.
// There is no state of one moment: what comes in while it runs may be in it or not, and what was
// acknowledged before it began is.
#pragma once

#include <string>
#include <vector>

#include "collector/clickhouse.h"
#include "collector/clickhouse_rates.h"
#include "collector/export_source.h"
#include "collector/local_days.h"

namespace akkoord {

/// Reads ClickHouse. Throws ClickHouseFault.
class ClickHouseExportSource : public ExportSource {
 public:
  /// Days are those of `zones`.
  ClickHouseExportSource(const ClickHouseSettings& settings, std::vector<PolicyZone> zones)
      : clickhouse_(settings), zones_(std::move(zones)), rates_(clickhouse_, zones_) {}

  [[nodiscard]] bool has_logs() const override { return true; }
  void records(const ExportFilter& filter,
               const std::function<bool(const ExportedRecord&)>& take) override;
  void counts(const ExportFilter& filter,
              const std::function<bool(const ExportedCount&)>& take) override;
  Rates& rates() override { return rates_; }

 private:
  [[nodiscard]] std::string records_between(const ExportFilter& filter, std::int64_t from_s,
                                            std::int64_t to_s);

  ClickHouse clickhouse_;
  std::vector<PolicyZone> zones_;
  ClickHouseRates rates_;
};

}  // namespace akkoord
