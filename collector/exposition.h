// SPDX-License-Identifier: MIT
//
// Prometheus' text format, version 0.0.4: families of samples, each with what it means.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace akkoord {

/// Writes families, one after another; each name once.
class Exposition {
 public:
  /// What a family is called and what it means, in one line without backslashes.
  struct Family {
    std::string_view name;
    std::string_view help;
  };

  /// A total that only grows; its name ends in "_total".
  void counter(const Family& family, std::uint64_t value);
  /// A figure of now.
  void gauge(const Family& family, double value);
  /// A family of several samples: then come those, with sample().
  void begin(const Family& family, std::string_view type);
  /// One sample of `name`; `labels` is empty or like `code="2xx"`.
  void sample(std::string_view name, std::string_view labels, double value);

  /// All of it.
  [[nodiscard]] std::string take() && noexcept { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace akkoord
