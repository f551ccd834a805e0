// SPDX-License-Identifier: MIT
#include "core/proof/evidence.h"

#include <span>

namespace akkoord {

Digest entry_of(const Salt& salt, std::string_view record) {
  const auto* bytes = static_cast<const std::uint8_t*>(static_cast<const void*>(record.data()));
  return digest_of({salt, std::span(bytes, record.size())});
}

Digest leaf_of(const Digest& entry) noexcept {
  return leaf_hash(std::span<const std::uint8_t>(entry));
}

}  // namespace akkoord
