// SPDX-License-Identifier: MIT
#include "collector/metrics.h"

#include <string_view>

namespace akkoord {

namespace {

struct Described {
  std::string_view name;
  std::string_view help;
};

/// By Metric.
constexpr std::array<Described, metric_count> described = {{
    {"events_stored_total", "Events that came to disk."},
    {"events_repeated_total", "Events that were on disk already."},
    {"events_refused_total", "Events and counts that break their format."},
    {"shown_counted_total", "Banners shown."},
    {"records_reissued_total", "Visits whose record cookies were issued again."},
    {"cookies_ended_total", "HttpOnly cookies ended after a withdrawal."},
    {"receipts_given_total", "Receipts given to visitors."},
    {"requests_forged_total", "Requests of another origin than they claim, or of none."},
    {"requests_limited_total", "Requests beyond a connection's or site's rate."},
    {"requests_broken_total", "Requests that are slow, too large, or no HTTP."},
    {"store_busy_total", "Events turned away since too many waited."},
    {"store_failed_total", "Events not taken since the disk is full or broken."},
    {"connections_accepted_total", "Connections accepted."},
    {"connections_turned_away_total", "Connections beyond the bound."},
}};

void add_line(std::string& text, std::string_view kind, const Described& what,
              std::uint64_t value) {
  text.append("# HELP akkoord_").append(what.name).append(" ").append(what.help).append("\n");
  text.append("# TYPE akkoord_").append(what.name).append(" ").append(kind).append("\n");
  text.append("akkoord_").append(what.name).append(" ").append(std::to_string(value)).append("\n");
}

}  // namespace

std::string Metrics::text(const StoreFigures& figures, std::uint64_t connections) const {
  std::string text;
  for (std::size_t i = 0; i < metric_count; ++i) {
    add_line(text, "counter", described[i], totals_[i].load(std::memory_order_relaxed));
  }
  add_line(text, "counter", {"commits_total", "Transactions that came to disk."}, figures.commits);
  add_line(text, "counter", {"commits_failed_total", "Transactions that did not."},
           figures.failures);
  add_line(text, "gauge", {"waiting", "Events and counts that wait for the disk."},
           figures.waiting);
  add_line(text, "gauge", {"log_leaves", "Leaves of the proof log."}, figures.log_size);
  add_line(text, "gauge", {"log_leaves_signed", "Leaves under the newest signed head."},
           figures.signed_size);
  add_line(text, "gauge", {"connections", "Connections open."}, connections);
  return text;
}

}  // namespace akkoord
