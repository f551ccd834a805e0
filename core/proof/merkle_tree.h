// SPDX-License-Identifier: MIT
//
// The Merkle tree of the proof log (RFC 9162, 2.1): over leaves d[0], d[1], ...
//
//     leaf  SHA-256(0x00 || d)                     a byte ahead keeps a leaf from passing for a
//     node node  SHA-256(0x01 || left || right) root  of n leaves: left is the root of the first k,
//     the largest power of two below n; right
//           that of the rest. Of none: SHA-256 of nothing.
//
// A full subtree (2^level leaves, from a multiple of that) never changes again, so its hash is
// kept: `number` counts the subtrees of a level from the left. Whatever a proof needs is made of
// those.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/proof/digest.h"

namespace akkoord {

/// The hash of a leaf.
[[nodiscard]] Digest leaf_hash(std::string_view leaf) noexcept;
[[nodiscard]] Digest leaf_hash(std::span<const std::uint8_t> leaf) noexcept;
/// The hash of a node.
[[nodiscard]] Digest node_hash(const Digest& left, const Digest& right) noexcept;
/// The root of a tree without leaves.
[[nodiscard]] Digest empty_root() noexcept;

/// How high a tree may grow: more leaves than 2^63 are never counted.
inline constexpr unsigned max_tree_levels = 64;

/// Which full subtree.
struct SubtreePlace {
  /// It has 2^level leaves: 0 for a leaf.
  unsigned level = 0;
  /// Its place among those, from 0.
  std::uint64_t number = 0;

  bool operator==(const SubtreePlace&) const noexcept = default;
};

/// A full subtree and its hash.
struct Subtree {
  /// Which one.
  SubtreePlace place{};
  /// Its hash.
  Digest hash{};
};

/// Where the hashes of full subtrees are kept.
class SubtreeSource {
 public:
  virtual ~SubtreeSource() = default;
  /// The hash of a full subtree; nothing where it is not kept.
  [[nodiscard]] virtual std::optional<Digest> hash_of(const SubtreePlace& place) const = 0;
};

/// The right edge of a growing tree: all that appending and the root need, however many leaves.
class TreeEdge {
 public:
  /// The edge of an empty tree.
  TreeEdge() noexcept = default;
  /// The edge of a tree of `size` leaves; nothing where `source` lacks a part.
  [[nodiscard]] static std::optional<TreeEdge> of(std::uint64_t size, const SubtreeSource& source);

  /// Adds a leaf by its hash. What it completes is added to `completed`: the leaf, then upwards.
  void append(const Digest& leaf, std::vector<Subtree>& completed);
  /// How many leaves there are.
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
  /// The root.
  [[nodiscard]] Digest root() const noexcept;

 private:
  std::array<Digest, max_tree_levels> full_{};  // by level, where that bit of size_ is set
  std::uint64_t size_ = 0;
};

}  // namespace akkoord
