// SPDX-License-Identifier: MIT
#include "collector/metrics.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <utility>

#include "collector/exposition.h"

namespace akkoord {

namespace {

/// By Metric.
constexpr std::array<Exposition::Family, metric_count> described = {{
    {"akkoord_events_stored_total", "Events that came to disk."},
    {"akkoord_events_repeated_total", "Events that were on disk already."},
    {"akkoord_events_refused_total", "Events and counts that break their format."},
    {"akkoord_shown_counted_total", "Banners shown."},
    {"akkoord_records_reissued_total", "Visits whose record cookies were issued again."},
    {"akkoord_cookies_ended_total", "HttpOnly cookies ended after a withdrawal."},
    {"akkoord_receipts_given_total", "Receipts given to visitors."},
    {"akkoord_requests_forged_total", "Requests of another origin than they claim, or of none."},
    {"akkoord_requests_limited_total", "Requests beyond a connection's or site's rate."},
    {"akkoord_requests_broken_total", "Requests that are slow, too large, or no HTTP."},
    {"akkoord_store_busy_total", "Events turned away since too many waited."},
    {"akkoord_store_failed_total", "Events not taken since the disk is full or broken."},
    {"akkoord_connections_accepted_total", "Connections accepted."},
    {"akkoord_connections_turned_away_total", "Connections beyond the bound."},
    {"akkoord_handshakes_failed_total", "TLS handshakes that came to nothing."},
    {"akkoord_reloads_total", "Reloads of policies and certificate that were taken up."},
    {"akkoord_reloads_failed_total", "Reloads with something wrong, of which the former stayed."},
}};

/// What the system tells of this program, under the names that Prometheus has for it.
void write_process(Exposition& text) {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  text.begin({"process_cpu_seconds_total", "CPU time used."}, "counter");
  text.sample("process_cpu_seconds_total", {}, seconds(used.ru_utime) + seconds(used.ru_stime));
  std::uint64_t all_pages = 0;
  std::uint64_t resident_pages = 0;
  std::ifstream("/proc/self/statm") >> all_pages >> resident_pages;
  const auto page_bytes = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  text.gauge({"process_resident_memory_bytes", "Memory in use."},
             static_cast<double>(resident_pages * page_bytes));
  std::error_code failed;
  const std::filesystem::directory_iterator open("/proc/self/fd", failed);
  text.gauge({"process_open_fds", "Files and connections open."},
             static_cast<double>(std::distance(begin(open), end(open))));
}

void write_store(Exposition& text, const StoreFigures& figures) {
  text.counter({"akkoord_commits_total", "Transactions that came to disk."}, figures.commits);
  text.counter({"akkoord_commits_failed_total", "Transactions that did not."}, figures.failures);
  // Of disks elsewhere it knows nothing.
  if (figures.stored_bytes > 0) {
    text.gauge({"akkoord_database_bytes", "Size of the database and its write-ahead log."},
               static_cast<double>(figures.stored_bytes));
    text.gauge({"akkoord_disk_free_bytes", "Room that the data folder's disk has left."},
               static_cast<double>(figures.free_bytes));
  }
  const std::pair<Exposition::Family, std::uint64_t> gauges[] = {
      {{"akkoord_waiting", "Events and counts that wait for the disk."}, figures.waiting},
      {{"akkoord_log_leaves", "Leaves of the proof log."}, figures.log_size},
      {{"akkoord_log_leaves_signed", "Leaves under the newest signed head."}, figures.signed_size},
      {{"akkoord_failing", "1 while events can't be stored."}, figures.failing ? 1U : 0U}};
  for (const auto& [family, value] : gauges) text.gauge(family, static_cast<double>(value));
}

}  // namespace

std::string Metrics::text(const StoreFigures& figures) const {
  Exposition text;
  for (std::size_t i = 0; i < metric_count; ++i) {
    text.counter(described[i], totals_[i].load(std::memory_order_relaxed));
  }
  constexpr std::string_view responses = "akkoord_responses_total";
  text.begin({responses, "Answers by the first digit of their status."}, "counter");
  for (std::size_t digit = 2; digit < answers_.size(); ++digit) {
    const std::string label = "code=\"" + std::to_string(digit) + "xx\"";
    text.sample(responses, label, static_cast<double>(answers_[digit].load()));
  }
  times_.write(text, {"akkoord_request_duration_seconds",
                      "From the last byte of a request to the first of its answer."});
  write_store(text, figures);
  text.gauge({"akkoord_connections", "Connections open."},
             static_cast<double>(connections_.load()));
  if (const std::int64_t not_after_s = not_after_s_; not_after_s != 0) {
    text.gauge({"akkoord_certificate_not_after_seconds",
                "When the certificate expires, in seconds since 1970."},
               static_cast<double>(not_after_s));
  }
  text.begin({"akkoord_build_info", "Which collector this is."}, "gauge");
  text.sample("akkoord_build_info", "version=\"" AKKOORD_VERSION "\"", 1);
  write_process(text);
  return std::move(text).take();
}

}  // namespace akkoord
