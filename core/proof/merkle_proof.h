// SPDX-License-Identifier: MIT
//
// Proofs over the tree of merkle_tree.h: that a leaf is in it (RFC 9162, 2.1.3), and that a later
// tree holds all of an earlier one, unchanged and in place (2.1.4). Making one needs the log;
// verifying one needs the proof and the roots alone.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/proof/merkle_tree.h"

namespace akkoord {

/// The hashes of a proof, in RFC 9162's order; at most max_proof_hashes.
using MerkleProof = std::vector<Digest>;

/// The longest proof that is looked at.
inline constexpr std::size_t max_proof_hashes = max_tree_levels + 1;

/// The root of the first `size` leaves; nothing where `source` lacks a part.
[[nodiscard]] std::optional<Digest> root_of(std::uint64_t size, const SubtreeSource& source);

/// That leaf `index` is in the tree of the first `size` leaves. Nothing where it is not, or
/// `source` lacks a part.
[[nodiscard]] std::optional<MerkleProof> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                                         const SubtreeSource& source);

/// That the tree of the first `size` leaves begins with that of the first `earlier`. Nothing where
/// `earlier` is 0 or beyond `size`, or `source` lacks a part.
[[nodiscard]] std::optional<MerkleProof> consistency_proof(std::uint64_t earlier,
                                                           std::uint64_t size,
                                                           const SubtreeSource& source);

/// Whether `proof` shows that `leaf`, a leaf's hash, stands at `index` under `root` of `size`.
[[nodiscard]] bool verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                                    std::span<const Digest> proof, const Digest& root) noexcept;

/// A tree as others know it.
struct TreeState {
  /// How many leaves.
  std::uint64_t size = 0;
  /// The root over them.
  Digest root{};
};

/// Whether `proof` shows that the `later` tree begins with the `earlier` one.
[[nodiscard]] bool verify_consistency(const TreeState& earlier, const TreeState& later,
                                      std::span<const Digest> proof) noexcept;

}  // namespace akkoord
