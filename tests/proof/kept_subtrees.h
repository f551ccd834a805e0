// SPDX-License-Identifier: MIT
//
// A log in memory, and the definition of RFC 9162, 2.1 word for word, slow and by itself.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/proof/merkle_tree.h"

namespace akkoord::test {

/// Leaves, the edge that grew over them, and all that it completed.
class KeptSubtrees : public SubtreeSource {
 public:
  void append(std::string leaf);
  [[nodiscard]] std::optional<Digest> hash_of(const SubtreePlace& place) const override;
  [[nodiscard]] const TreeEdge& edge() const noexcept { return edge_; }
  [[nodiscard]] const std::vector<std::string>& leaves() const noexcept { return leaves_; }
  void forget(const SubtreePlace& place) { kept_.erase({place.level, place.number}); }

 private:
  TreeEdge edge_;
  std::vector<std::string> leaves_;
  std::map<std::pair<unsigned, std::uint64_t>, Digest> kept_;
};

/// MTH(D[begin:end]) by its definition.
Digest defined_root(const std::vector<std::string>& leaves, std::size_t begin, std::size_t end);

/// A log of `size` different leaves.
KeptSubtrees log_of(std::size_t size);

/// 64 digits.
std::string hex_of(const Digest& digest);

}  // namespace akkoord::test
