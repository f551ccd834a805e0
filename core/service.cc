// SPDX-License-Identifier: MIT
#include "core/service.h"

namespace akkoord {

bool is_service_id(std::string_view id) noexcept {
  if (id.empty() || id.size() > max_service_id_bytes) return false;
  char before = '-';  // neither first nor after another hyphen may a hyphen stand
  for (const char c : id) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!word && (c != '-' || before == '-')) return false;
    before = c;
  }
  return before != '-';
}

}  // namespace akkoord
