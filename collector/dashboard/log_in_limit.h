// SPDX-License-Identifier: MIT
//
// How often a log-in may be tried: for each name, and for all together. No address is kept: who
// guesses one account's password waits, from wherever they come, and who tries many names meets the
// bound on all. The owner waits with them; a session that has begun goes on.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace akkoord {

/// Counts attempts, on one thread.
class LogInLimit {
 public:
  /// Attempts that a name has at once; then one comes back each `name_return_s`.
  static constexpr double name_attempts = 5;
  /// Seconds.
  static constexpr double name_return_s = 60;
  /// Seconds after which all of a name's have come back.
  static constexpr std::int64_t name_rested_s = 300;
  /// Attempts that all names together have at once; one comes back each second. Each costs a tenth
  /// of a second and 64 MiB.
  static constexpr double all_attempts = 30;
  /// Names that are remembered at most.
  static constexpr std::size_t max_names = 4'096;

  /// Whether `name` may be tried at `now_s`; counts as an attempt.
  [[nodiscard]] bool pass(std::string_view name, std::int64_t now_s) {
    forget_rested(now_s);
    auto found = names_.find(name);
    if (found == names_.end()) {
      if (names_.size() >= max_names) return false;
      found = names_.emplace(std::string(name), Bucket{name_attempts, now_s}).first;
    }
    all_.fill(now_s, 1, all_attempts);
    found->second.fill(now_s, name_return_s, name_attempts);
    if (all_.left < 1 || found->second.left < 1) return false;
    all_.left -= 1;
    found->second.left -= 1;
    return true;
  }

  /// Gives `name` its attempts back: it came in.
  void forget(std::string_view name) {
    const auto found = names_.find(name);
    if (found != names_.end()) names_.erase(found);
  }

 private:
  struct Bucket {
    double left = 0;
    std::int64_t filled_s = 0;

    void fill(std::int64_t now_s, double return_s, double most) {
      const auto passed_s = static_cast<double>(std::max<std::int64_t>(now_s - filled_s, 0));
      left = std::min(most, left + passed_s / return_s);
      filled_s = std::max(filled_s, now_s);
    }
  };

  /// Names whose attempts have all come back are as good as new.
  void forget_rested(std::int64_t now_s) {
    if (names_.size() < max_names) return;
    std::erase_if(
        names_, [now_s](const auto& one) { return now_s - one.second.filled_s >= name_rested_s; });
  }

  Bucket all_{all_attempts, 0};
  std::map<std::string, Bucket, std::less<>> names_;
};

}  // namespace akkoord
