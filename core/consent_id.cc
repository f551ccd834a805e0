// SPDX-License-Identifier: MIT
#include "core/consent_id.h"

namespace akkoord {

namespace {

constexpr std::string_view digits = "0123456789abcdef";

constexpr bool hyphen_at(std::size_t i) noexcept {
  return i == 8 || i == 13 || i == 18 || i == 23;
}

}  // namespace

Result<ConsentId> parse_consent_id(std::string_view text) noexcept {
  ConsentId id;
  std::size_t nibbles = 0;
  for (std::size_t i = 0; i < consent_id_text_bytes; ++i) {
    if (i >= text.size()) return Error{ErrorCode::malformed, i};
    if (hyphen_at(i)) {
      if (text[i] != '-') return Error{ErrorCode::malformed, i};
      continue;
    }
    const std::size_t digit = digits.find(text[i]);
    if (digit == std::string_view::npos) return Error{ErrorCode::malformed, i};
    id.bytes[nibbles / 2] =
        static_cast<std::uint8_t>(unsigned{id.bytes[nibbles / 2]} << 4U | digit);
    ++nibbles;
  }
  if (text.size() > consent_id_text_bytes) {
    return Error{ErrorCode::malformed, consent_id_text_bytes};
  }
  if (id.nil()) return id;
  if (id.bytes[6] >> 4U != 7) return Error{ErrorCode::malformed, 14};
  if (id.bytes[8] >> 6U != 2) return Error{ErrorCode::malformed, 19};
  return id;
}

std::string_view write_consent_id(const ConsentId& id,
                                  std::span<char, consent_id_text_bytes> out) noexcept {
  std::size_t nibbles = 0;
  for (std::size_t i = 0; i < consent_id_text_bytes; ++i) {
    if (hyphen_at(i)) {
      out[i] = '-';
      continue;
    }
    const unsigned byte = id.bytes[nibbles / 2];
    out[i] = digits[nibbles % 2 == 0 ? byte >> 4U : byte & 15U];
    ++nibbles;
  }
  return {out.data(), out.size()};
}

ConsentId make_consent_id(
    std::int64_t now_ms, std::span<const std::uint8_t, consent_id_entropy_bytes> entropy) noexcept {
  ConsentId id;
  const auto time = static_cast<std::uint64_t>(now_ms);
  for (std::size_t i = 0; i < 6; ++i) {
    id.bytes[i] = static_cast<std::uint8_t>(time >> (40U - 8U * i));
  }
  for (std::size_t i = 0; i < entropy.size(); ++i) id.bytes[6 + i] = entropy[i];
  id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0FU) | 0x70U);
  id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3FU) | 0x80U);
  return id;
}

}  // namespace akkoord
