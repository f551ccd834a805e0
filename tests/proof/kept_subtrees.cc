// SPDX-License-Identifier: MIT
#include "tests/proof/kept_subtrees.h"

#include "core/compile/sha256.h"

namespace akkoord::test {

namespace {

std::string bytes_of(const Digest& digest) {
  return {digest.begin(), digest.end()};
}

}  // namespace

void KeptSubtrees::append(std::string leaf) {
  std::vector<Subtree> completed;
  edge_.append(leaf_hash(leaf), completed);
  leaves_.push_back(std::move(leaf));
  for (const Subtree& subtree : completed) {
    kept_[{subtree.place.level, subtree.place.number}] = subtree.hash;
  }
}

std::optional<Digest> KeptSubtrees::hash_of(const SubtreePlace& place) const {
  const auto found = kept_.find({place.level, place.number});
  if (found == kept_.end()) return std::nullopt;
  return found->second;
}

Digest defined_root(const std::vector<std::string>& leaves, std::size_t begin, std::size_t end) {
  const std::size_t n = end - begin;
  if (n == 0) return sha256("");
  if (n == 1) return sha256(std::string(1, '\x00') + leaves[begin]);
  std::size_t k = 1;
  while (k * 2 < n) k *= 2;
  return sha256('\x01' + bytes_of(defined_root(leaves, begin, begin + k)) +
                bytes_of(defined_root(leaves, begin + k, end)));
}

KeptSubtrees log_of(std::size_t size) {
  KeptSubtrees log;
  for (std::size_t i = 0; i < size; ++i) log.append("leaf " + std::to_string(i));
  return log;
}

std::string hex_of(const Digest& digest) {
  std::string text;
  for (const unsigned byte : digest) {
    text += "0123456789abcdef"[byte >> 4U];
    text += "0123456789abcdef"[byte & 15U];
  }
  return text;
}

}  // namespace akkoord::test
