// SPDX-License-Identifier: MIT
//
// Where an export comes from: records, counts and rates of a store, as they are at one moment as
// far as the store has such a thing.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "collector/event_rows.h"
#include "collector/rates.h"

namespace akkoord {

/// Which. Empty: all.
struct ExportFilter {
  std::optional<std::int64_t> first_day{};  ///< Day of receipt at the site (local_days.h).
  std::optional<std::int64_t> last_day{};   ///< The last, included.
  std::string policy{};                     ///< The policy's id.
  std::string site{};                       ///< The page's host.
};

/// A record with its place.
struct ExportedRecord {
  std::string log{};       ///< In which log; empty where there is only one.
  std::uint64_t leaf = 0;  ///< At which leaf.
  std::string record{};    ///< Its bytes, as they were logged.
};

/// How often a banner was shown, or refused, on a day in some way.
struct ExportedCount {
  std::int64_t day = 0;           ///< Of the site.
  Counted what = Counted::shown;  ///< Which of both.
  std::string site{};             ///< The page's host, and so on as in an event.
  std::string policy{};           ///< The policy's id.
  std::int64_t revision = 0;      ///< Its revision.
  std::string variant{};          ///< Which banner.
  std::string language{};         ///< In which language.
  std::string jurisdiction{};     ///< Whose rules applied.
  std::int64_t device = 0;        ///< Device.
  std::int64_t entry = 0;         ///< Whether another site had led there; of showings.
  std::int64_t method = 0;        ///< ChoiceMethod; of refusals.
  std::int64_t layer = 0;         ///< Likewise.
  std::int64_t times = 0;         ///< How often.
};

/// A store to take things out of. What fails throws what std::exception is.
class ExportSource {
 public:
  ExportSource() = default;
  ExportSource(const ExportSource&) = delete;
  ExportSource& operator=(const ExportSource&) = delete;
  virtual ~ExportSource() = default;

  /// Whether records are in several logs.
  [[nodiscard]] virtual bool has_logs() const = 0;
  /// Runs `work` on one state of the store, where there is such a thing.
  virtual void on_one_state(const std::function<void()>& work) { work(); }
  /// Gives records to `take` until it says false.
  virtual void records(const ExportFilter& filter,
                       const std::function<bool(const ExportedRecord&)>& take) = 0;
  /// Gives counts likewise.
  virtual void counts(const ExportFilter& filter,
                      const std::function<bool(const ExportedCount&)>& take) = 0;
  /// Answers about rates; lives as long as this.
  virtual Rates& rates() = 0;
};

}  // namespace akkoord
