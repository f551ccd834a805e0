// SPDX-License-Identifier: MIT
#include "collector/rates.h"

#include <numeric>
#include <utility>

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

std::vector<RateSums> listed(std::map<RatesKeys, RateSums> sums) {
  std::vector<RateSums> all;
  all.reserve(sums.size());
  for (auto& [keys, one] : sums) {
    one.keys = keys;
    all.push_back(std::move(one));
  }
  return all;
}

std::vector<ServiceSums> listed(std::map<std::string, ServiceSums> sums) {
  std::vector<ServiceSums> all;
  for (auto& [id, one] : sums) {
    one.service = id;
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace akkoord
