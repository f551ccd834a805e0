// SPDX-License-Identifier: MIT
#include "collector/request_times.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace akkoord {

void RequestTimes::add(std::chrono::nanoseconds took) noexcept {
  const double took_s = std::chrono::duration<double>(took).count();
  const auto* const bucket = std::lower_bound(bounds_s.begin(), bounds_s.end(), took_s);
  const auto place = static_cast<std::size_t>(bucket - bounds_s.begin());
  times_[place].fetch_add(1, std::memory_order_relaxed);
  const auto ns = static_cast<std::uint64_t>(std::max<std::int64_t>(took.count(), 0));
  sum_ns_.fetch_add(ns, std::memory_order_relaxed);
}

void RequestTimes::write(Exposition& text, const Exposition::Family& family) const {
  text.begin(family, "histogram");
  const std::string name(family.name);
  std::uint64_t below = 0;
  for (std::size_t i = 0; i < times_.size(); ++i) {
    below += times_[i].load(std::memory_order_relaxed);
    std::array<char, 32> bound{'+', 'I', 'n', 'f'};
    std::size_t length = 4;
    if (i < bounds_s.size()) {
      char* const end =
          std::to_chars(bound.begin(), bound.end(), bounds_s[i], std::chars_format::fixed).ptr;
      length = static_cast<std::size_t>(end - bound.data());
    }
    const std::string label = "le=\"" + std::string(bound.data(), length) + "\"";
    text.sample(name + "_bucket", label, static_cast<double>(below));
  }
  const auto sum_ns = static_cast<double>(sum_ns_.load(std::memory_order_relaxed));
  text.sample(name + "_sum", {}, sum_ns / 1e9);
  text.sample(name + "_count", {}, static_cast<double>(below));
}

}  // namespace akkoord
