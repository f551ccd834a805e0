// SPDX-License-Identifier: MIT
#include "core/proof/merkle_proof.h"

#include <bit>

namespace akkoord {

namespace {

/// The largest power of two below `size`, which is at least 2.
std::uint64_t split_of(std::uint64_t size) noexcept {
  return std::bit_floor(size - 1);
}

/// The root of the leaves from `begin` up to `end`; `begin` is where RFC 9162 splits.
std::optional<Digest> range_root(std::uint64_t begin, std::uint64_t end,
                                 const SubtreeSource& source) {
  const std::uint64_t size = end - begin;
  if (std::has_single_bit(size)) {
    const auto level = static_cast<unsigned>(std::countr_zero(size));
    return source.hash_of({level, begin >> level});
  }
  const std::uint64_t middle = begin + split_of(size);
  const std::optional<Digest> left = range_root(begin, middle, source);
  const std::optional<Digest> right = range_root(middle, end, source);
  if (!left || !right) return std::nullopt;
  return node_hash(*left, *right);
}

/// Builds a proof from the leaf upwards; remembers that a part was missing.
class ProofBuilder {
 public:
  explicit ProofBuilder(const SubtreeSource& source) : source_(source) {}

  /// PATH of RFC 9162, 2.1.3.1.
  void path(std::uint64_t index, std::uint64_t begin, std::uint64_t end) {
    if (end - begin == 1) return;
    const std::uint64_t middle = begin + split_of(end - begin);
    if (index < middle) {
      path(index, begin, middle);
      add(middle, end);
    } else {
      path(index, middle, end);
      add(begin, middle);
    }
  }

  /// SUBPROOF of RFC 9162, 2.1.4.1; `known` is its b: the verifier has the earlier root.
  void subproof(std::uint64_t earlier_end, std::uint64_t begin, std::uint64_t end, bool known) {
    if (earlier_end == end) {
      if (!known) add(begin, end);
      return;
    }
    const std::uint64_t middle = begin + split_of(end - begin);
    if (earlier_end <= middle) {
      subproof(earlier_end, begin, middle, known);
      add(middle, end);
    } else {
      subproof(earlier_end, middle, end, false);
      add(begin, middle);
    }
  }

  std::optional<MerkleProof> take() {
    if (missing_) return std::nullopt;
    return std::move(proof_);
  }

 private:
  void add(std::uint64_t begin, std::uint64_t end) {
    const std::optional<Digest> root = range_root(begin, end, source_);
    if (root) {
      proof_.push_back(*root);
    } else {
      missing_ = true;
    }
  }

  const SubtreeSource& source_;
  MerkleProof proof_;
  bool missing_ = false;
};

/// The two places that verifying climbs from: RFC 9162's fn and sn.
struct Climb {
  std::uint64_t first;
  std::uint64_t last;

  [[nodiscard]] bool first_is_right() const noexcept { return (first & 1U) != 0; }
  void up() noexcept {
    first >>= 1U;
    last >>= 1U;
  }
  /// Passes levels at which the edge has no sibling.
  void up_to_sibling() noexcept {
    while (!first_is_right() && first != 0) up();
  }
};

}  // namespace

std::optional<Digest> root_of(std::uint64_t size, const SubtreeSource& source) {
  if (size == 0) return empty_root();
  return range_root(0, size, source);
}

std::optional<MerkleProof> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                           const SubtreeSource& source) {
  if (index >= size) return std::nullopt;
  ProofBuilder builder(source);
  builder.path(index, 0, size);
  return builder.take();
}

std::optional<MerkleProof> consistency_proof(std::uint64_t earlier, std::uint64_t size,
                                             const SubtreeSource& source) {
  if (earlier == 0 || earlier > size) return std::nullopt;
  ProofBuilder builder(source);
  builder.subproof(earlier, 0, size, true);
  return builder.take();
}

bool verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                      std::span<const Digest> proof, const Digest& root) noexcept {
  if (index >= size || proof.size() > max_proof_hashes) return false;
  Climb climb{index, size - 1};
  Digest hash = leaf;
  for (const Digest& sibling : proof) {
    if (climb.last == 0) return false;
    if (climb.first_is_right() || climb.first == climb.last) {
      hash = node_hash(sibling, hash);
      climb.up_to_sibling();
    } else {
      hash = node_hash(hash, sibling);
    }
    climb.up();
  }
  return climb.last == 0 && hash == root;
}

bool verify_consistency(const TreeState& earlier, const TreeState& later,
                        std::span<const Digest> proof) noexcept {
  if (earlier.size > later.size || proof.size() > max_proof_hashes) return false;
  if (earlier.size == later.size) return proof.empty() && earlier.root == later.root;
  if (earlier.size == 0) return proof.empty() && earlier.root == empty_root();

  // A power of two is a full subtree of the later tree: the verifier has its hash already.
  const bool is_full = std::has_single_bit(earlier.size);
  if (!is_full && proof.empty()) return false;
  Digest earlier_hash = is_full ? earlier.root : proof.front();
  Digest later_hash = earlier_hash;
  Climb climb{earlier.size - 1, later.size - 1};
  while (climb.first_is_right()) climb.up();
  for (const Digest& sibling : proof.subspan(is_full ? 0 : 1)) {
    if (climb.last == 0) return false;
    if (climb.first_is_right() || climb.first == climb.last) {
      earlier_hash = node_hash(sibling, earlier_hash);
      later_hash = node_hash(sibling, later_hash);
      climb.up_to_sibling();
    } else {
      later_hash = node_hash(later_hash, sibling);
    }
    climb.up();
  }
  return climb.last == 0 && earlier_hash == earlier.root && later_hash == later.root;
}

}  // namespace akkoord
