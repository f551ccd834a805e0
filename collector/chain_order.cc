// SPDX-License-Identifier: MIT
#include "collector/chain_order.h"

#include <algorithm>
#include <set>
#include <string>

namespace akkoord {

namespace {

/// A record that has no place yet.
struct Link {
  std::size_t place = 0;
  std::string id{};
  std::string previous_id{};  // empty: it follows none
};

}  // namespace

std::vector<std::size_t> chain_order(const std::vector<nlohmann::json>& records) {
  std::vector<Link> left;
  std::set<std::string> awaited;  // ids that are there and not told yet
  for (std::size_t place = 0; place < records.size(); ++place) {
    const nlohmann::json& event = records[place].at("event");
    left.push_back({place, event.at("id"), event.value("previous_id", "")});
    awaited.insert(left.back().id);
  }
  std::vector<std::size_t> order;
  while (!left.empty()) {
    const auto found = std::find_if(left.begin(), left.end(), [&awaited](const Link& one) {
      return !awaited.contains(one.previous_id);
    });
    // Records that follow one another in a ring, which only a forger sends: any may be the first.
    const auto next = found == left.end() ? left.begin() : found;
    awaited.erase(next->id);
    order.push_back(next->place);
    left.erase(next);
  }
  return order;
}

}  // namespace akkoord
