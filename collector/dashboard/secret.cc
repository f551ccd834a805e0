// SPDX-License-Identifier: MIT
#include "collector/dashboard/secret.h"

#include <sodium.h>

#include <array>

namespace akkoord {

namespace {

static_assert(sizeof(Digest) == crypto_generichash_BYTES);

const unsigned char* bytes_of(std::string_view text) noexcept {
  return static_cast<const unsigned char*>(static_cast<const void*>(text.data()));
}

}  // namespace

std::string new_secret() {
  Digest bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return base64_url(bytes);
}

Digest hash_of_secret(std::string_view purpose, std::string_view secret) noexcept {
  Digest hash{};
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, hash.size());
  crypto_generichash_update(&state, bytes_of(purpose), purpose.size());
  crypto_generichash_update(&state, bytes_of(":"), 1);
  crypto_generichash_update(&state, bytes_of(secret), secret.size());
  crypto_generichash_final(&state, hash.data(), hash.size());
  return hash;
}

std::string base64_url(const Digest& bytes) {
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::array<char, sodium_base64_ENCODED_LEN(sizeof(Digest), variant)> text{};
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
  return text.data();
}

bool same_secret(std::string_view one, std::string_view other) noexcept {
  return one.size() == other.size() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

}  // namespace akkoord
