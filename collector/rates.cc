// SPDX-License-Identifier: MIT
#include "collector/rates.h"

#include <numeric>

namespace akkoord {

std::uint64_t RateSums::consents() const noexcept {
  return std::accumulate(consented.begin(), consented.end(), std::uint64_t{0});
}

std::uint64_t RateSums::granted(Category category) const noexcept {
  std::uint64_t sum = 0;
  for (unsigned bits = 0; bits < consented.size(); ++bits) {
    if (CategorySet::from_bits(bits).has(category)) sum += consented[bits];
  }
  return sum;
}

std::uint64_t ServiceSums::granted_of(const RateSums& all, Category category) const noexcept {
  std::uint64_t sum = all.granted(category);
  for (unsigned bits = 0; bits < granted.size(); ++bits) {
    if (CategorySet::from_bits(bits).has(category)) {
      sum -= refused[bits];
    } else {
      sum += granted[bits];
    }
  }
  return sum;
}

}  // namespace akkoord
