// SPDX-License-Identifier: MIT
#include "core/proof/evidence.h"

#include <string>

namespace akkoord {

Digest entry_of(const Salt& salt, std::string_view record) {
  std::string message;
  message.reserve(salt.size() + record.size());
  for (const std::uint8_t byte : salt) message += static_cast<char>(byte);
  message += record;
  return sha256(message);
}

Digest leaf_of(const Digest& entry) noexcept {
  std::string leaf;
  for (const std::uint8_t byte : entry) leaf += static_cast<char>(byte);
  return leaf_hash(leaf);
}

}  // namespace akkoord
