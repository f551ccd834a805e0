// SPDX-License-Identifier: MIT
//
// What rates are made of: how many visitors met a banner, what they chose, how long it took, what
// became of it. Any store can answer; SqliteRates does from sums (roll_up.h). Numbers are exact, so
// whoever shows them to people hides the small ones first.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "collector/roll_up.h"
#include "core/category.h"
#include "core/event/consent_event.h"

namespace akkoord {

/// Of which visits. Empty texts and values: of any.
struct RatesFilter {
  std::int64_t first_day = 0;               ///< Days of the site (local_days.h).
  std::int64_t last_day = 0;                ///< The last of them, included.
  std::string policy{};                     ///< The policy's id.
  std::string site{};                       ///< The page's host.
  std::string variant{};                    ///< Which banner.
  std::string language{};                   ///< In which language.
  std::string jurisdiction{};               ///< Whose rules applied.
  std::optional<std::uint32_t> revision{};  ///< The policy's revision.
  std::optional<Device> device{};           ///< The size of the screen.
};

/// What sums are told apart by. Nobody knows yet how a visitor will choose when a banner is shown:
/// by method or layer, showings are at 0.
enum class RatesBy : std::uint8_t {
  day,      ///< Days since 1970-01-01.
  weekday,  ///< 1 Monday to 7 Sunday (ISO 8601).
  policy,
  site,
  revision,
  variant,
  language,
  jurisdiction,
  device,
  method,
  layer,
};

/// A value of what sums are told apart by: the stored number, or the text.
using RatesKey = std::variant<std::int64_t, std::string>;
/// One for each RatesBy that was asked for, in their order.
using RatesKeys = std::vector<RatesKey>;

/// By the four categories' choice, CategorySet's bits.
using ByChoice = std::array<std::uint64_t, 16>;

/// Visitors. A first choice follows no earlier event of the visitor's.
struct RateSums {
  RatesKeys keys{};                  ///< What these are the sums of.
  std::uint64_t shown = 0;           ///< Banners shown.
  std::uint64_t shown_on_entry = 0;  ///< Of these to visitors who came from another site.
  std::uint64_t refused = 0;         ///< Who granted nothing, and had granted nothing before.
  ByChoice consented{};              ///< First choices that grant something.
  ByChoice with_exceptions{};        ///< Of these those that say otherwise of single services.
  std::uint64_t changed = 0;         ///< Consents that follow an earlier event.
  std::uint64_t withdrawn = 0;       ///< Withdrawals received.

  /// First choices that grant something.
  [[nodiscard]] std::uint64_t consents() const noexcept;
  /// First choices that grant `category`.
  [[nodiscard]] std::uint64_t granted(Category category) const noexcept;
  /// First choices, whatever they were: what "among those who chose" is counted against.
  [[nodiscard]] std::uint64_t chose() const noexcept { return refused + consents(); }
};

/// What first choices said of a single service.
struct ServiceSums {
  std::string service{};  ///< Its id.
  ByChoice granted{};     ///< Granted by name, by what else was chosen.
  ByChoice refused{};     ///< Refused by name, likewise.

  /// Of the first choices `all` those that let the service in: its `category` with what was said of
  /// it by name.
  [[nodiscard]] std::uint64_t granted_of(const RateSums& all, Category category) const noexcept;
};

/// How long choosing took.
struct SecondsSums {
  RatesKeys keys{};                     ///< What this is the sum of.
  EventKind kind = EventKind::consent;  ///< What was chosen.
  std::uint32_t from_s = 0;             ///< Where the step begins (choice_seconds.h).
  std::uint64_t times = 0;              ///< How many took so long.
};

/// What became of consents; days and circumstances are the consent's.
struct WithdrawnSums {
  RatesKeys keys{};             ///< What this is the sum of.
  std::int64_t after_days = 0;  ///< Whole days from consent to withdrawal.
  std::uint64_t times = 0;      ///< How many.
};

/// What visitors' pages wanted and did not get.
struct HeldSums {
  HeldWhat what = HeldWhat::service;  ///< What it is.
  std::string name{};                 ///< The service's id, or the host; other hosts have none.
  std::uint64_t visitors = 0;         ///< Consents that tell of it.
  std::uint64_t times = 0;            ///< How often it was held.
  std::int64_t first_day = 0;         ///< When it was seen first, whatever days are asked for.
};

/// The sums in the order of their keys, each with its own.
[[nodiscard]] std::vector<RateSums> listed(std::map<RatesKeys, RateSums> sums);
/// The same by the ids of services.
[[nodiscard]] std::vector<ServiceSums> listed(std::map<std::string, ServiceSums> sums);

/// Answers questions about rates. Throws what its store throws.
class Rates {
 public:
  virtual ~Rates() = default;
  /// Sums by each of `by`, sorted by their keys.
  [[nodiscard]] virtual std::vector<RateSums> sums(const RatesFilter& filter,
                                                   std::span<const RatesBy> by) = 0;
  /// Services that first choices named, sorted by id.
  [[nodiscard]] virtual std::vector<ServiceSums> services(const RatesFilter& filter) = 0;
  /// Times to choose, sorted.
  [[nodiscard]] virtual std::vector<SecondsSums> seconds(const RatesFilter& filter,
                                                         std::span<const RatesBy> by) = 0;
  /// Consents that were withdrawn; `by` is not method or layer.
  [[nodiscard]] virtual std::vector<WithdrawnSums> withdrawn(const RatesFilter& filter,
                                                             std::span<const RatesBy> by) = 0;
  /// What was held; of the filter days, policy and site count. What was new last
  /// comes first.
  [[nodiscard]] virtual std::vector<HeldSums> held(const RatesFilter& filter) = 0;
};

}  // namespace akkoord
