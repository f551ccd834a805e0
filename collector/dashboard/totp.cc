// SPDX-License-Identifier: MIT
#include "collector/dashboard/totp.h"

#include <openssl/hmac.h>
#include <sodium.h>

#include "collector/dashboard/secret.h"

namespace akkoord {

namespace {

constexpr std::size_t sha1_bytes = 20;

/// RFC 4226, 5.3: four bytes from where the last one points.
std::uint32_t truncated(const std::array<std::uint8_t, sha1_bytes>& mac) noexcept {
  const std::size_t offset = mac.back() & 0x0FU;
  std::uint32_t number = mac[offset] & 0x7FU;
  for (std::size_t i = 1; i < 4; ++i) number = number << 8U | mac[offset + i];
  return number;
}

}  // namespace

TotpKey new_totp_key() noexcept {
  TotpKey key{};
  randombytes_buf(key.data(), key.size());
  return key;
}

std::string totp_code(const TotpKey& key, std::int64_t step, int digits) {
  std::array<std::uint8_t, 8> counter{};
  auto rest = static_cast<std::uint64_t>(step);
  for (auto byte = counter.rbegin(); byte != counter.rend(); ++byte, rest >>= 8U) {
    *byte = static_cast<std::uint8_t>(rest & 0xFFU);
  }
  std::array<std::uint8_t, sha1_bytes> mac{};
  HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), counter.data(), counter.size(),
       mac.data(), nullptr);
  std::uint32_t number = truncated(mac);
  std::string code(static_cast<std::size_t>(digits), '0');
  for (auto digit = code.rbegin(); digit != code.rend(); ++digit, number /= 10) {
    *digit = static_cast<char>('0' + number % 10);
  }
  return code;
}

std::optional<std::int64_t> totp_step(const TotpKey& key, std::string_view code, std::int64_t now_s,
                                      std::int64_t used_step) {
  const std::int64_t now = now_s / totp_step_s;
  std::optional<std::int64_t> found;
  // All three are computed, so that the time it takes tells nothing.
  for (const std::int64_t step : {now - 1, now, now + 1}) {
    if (same_secret(totp_code(key, step), code) && step > used_step) found = step;
  }
  return found;
}

std::string base32(const TotpKey& key) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const std::uint8_t byte : key) {
    bits = bits << 8U | byte;
    for (held += 8; held >= 5; held -= 5) text += alphabet[bits >> (held - 5) & 0x1FU];
  }
  return text;
}

std::string otpauth_url(const TotpKey& key, std::string_view account) {
  return "otpauth://totp/Akkoord:" + std::string(account) + "?secret=" + base32(key) +
         "&issuer=Akkoord&algorithm=SHA1&digits=6&period=30";
}

}  // namespace akkoord
