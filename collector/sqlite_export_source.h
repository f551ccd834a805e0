// SPDX-License-Identifier: MIT
//
// What an export takes out of SQLite: records in the order of the proof log.
#pragma once

#include "collector/export_source.h"
#include "collector/sqlite.h"
#include "collector/sqlite_rates.h"

namespace akkoord {

/// Reads a database. Throws SqliteFault.
class SqliteExportSource : public ExportSource {
 public:
  /// Reads `database`, which must outlive this.
  explicit SqliteExportSource(Database& database) : database_(database), rates_(database) {}

  [[nodiscard]] bool has_logs() const override { return false; }
  void on_one_state(const std::function<void()>& work) override;
  void records(const ExportFilter& filter,
               const std::function<bool(const ExportedRecord&)>& take) override;
  void counts(const ExportFilter& filter,
              const std::function<bool(const ExportedCount&)>& take) override;
  Rates& rates() override { return rates_; }

 private:
  Database& database_;
  SqliteRates rates_;
};

}  // namespace akkoord
