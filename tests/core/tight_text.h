// SPDX-License-Identifier: MIT
//
// A text in a block of exactly its size, so that AddressSanitizer sees a read past its end.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string_view>

namespace akkoord::test {

class TightText {
 public:
  explicit TightText(std::string_view text)
      : block_(std::make_unique<char[]>(text.size())), size_bytes_(text.size()) {
    std::copy(text.begin(), text.end(), block_.get());
  }

  [[nodiscard]] std::string_view view() const noexcept { return {block_.get(), size_bytes_}; }

 private:
  std::unique_ptr<char[]> block_;
  std::size_t size_bytes_;
};

}  // namespace akkoord::test
