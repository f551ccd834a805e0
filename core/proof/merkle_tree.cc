// SPDX-License-Identifier: MIT
#include "core/proof/merkle_tree.h"

#include <array>
#include <span>

namespace akkoord {

namespace {

constexpr std::array<std::uint8_t, 1> before_leaf = {0};
constexpr std::array<std::uint8_t, 1> before_node = {1};

bool has_level(std::uint64_t size, unsigned level) noexcept {
  return ((size >> level) & 1U) != 0;
}

}  // namespace

Digest leaf_hash(std::string_view leaf) noexcept {
  const auto* bytes = static_cast<const std::uint8_t*>(static_cast<const void*>(leaf.data()));
  return leaf_hash(std::span(bytes, leaf.size()));
}

Digest leaf_hash(std::span<const std::uint8_t> leaf) noexcept {
  return digest_of({before_leaf, leaf});
}

Digest node_hash(const Digest& left, const Digest& right) noexcept {
  return digest_of({before_node, left, right});
}

Digest empty_root() noexcept {
  return digest_of({});
}

std::optional<TreeEdge> TreeEdge::of(std::uint64_t size, const SubtreeSource& source) {
  TreeEdge edge;
  edge.size_ = size;
  for (unsigned level = 0; level < max_tree_levels; ++level) {
    if (!has_level(size, level)) continue;
    // The subtree that ends where those of lower levels begin.
    const std::uint64_t number = (size >> level) - 1;
    const std::optional<Digest> hash = source.hash_of({level, number});
    if (!hash) return std::nullopt;
    edge.full_[level] = *hash;
  }
  return edge;
}

void TreeEdge::append(const Digest& leaf, std::vector<Subtree>& completed) {
  Digest hash = leaf;
  unsigned level = 0;
  completed.push_back({{0, size_}, hash});
  for (; has_level(size_, level); ++level) {
    hash = node_hash(full_[level], hash);
    completed.push_back({{level + 1, size_ >> (level + 1)}, hash});
  }
  full_[level] = hash;
  ++size_;
}

Digest TreeEdge::root() const noexcept {
  std::optional<Digest> root;
  for (unsigned level = 0; level < max_tree_levels; ++level) {
    if (has_level(size_, level)) root = root ? node_hash(full_[level], *root) : full_[level];
  }
  return root.value_or(empty_root());
}

}  // namespace akkoord
