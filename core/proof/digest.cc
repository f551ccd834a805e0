// SPDX-License-Identifier: MIT
#include "core/proof/digest.h"

#include <openssl/evp.h>

#include <memory>
#include <string>

namespace akkoord {

namespace {

/// What OpenSSL needs to hash; made once a thread, since making it takes longer than most hashes.
class Hasher {
 public:
  bool hash(std::initializer_list<std::span<const std::uint8_t>> parts, Digest& digest) noexcept {
    if (!method_ || !context_) return false;
    if (EVP_DigestInit_ex2(context_.get(), method_.get(), nullptr) != 1) return false;
    for (const std::span<const std::uint8_t> part : parts) {
      if (EVP_DigestUpdate(context_.get(), part.data(), part.size()) != 1) return false;
    }
    return EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1;
  }

 private:
  struct Free {
    void operator()(EVP_MD* method) const noexcept { EVP_MD_free(method); }
    void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
  };
  std::unique_ptr<EVP_MD, Free> method_{EVP_MD_fetch(nullptr, "SHA256", nullptr)};
  std::unique_ptr<EVP_MD_CTX, Free> context_{EVP_MD_CTX_new()};
};

}  // namespace

Digest digest_of(std::initializer_list<std::span<const std::uint8_t>> parts) noexcept {
  thread_local Hasher hasher;
  Digest digest{};
  if (hasher.hash(parts, digest)) return digest;
  std::string message;
  for (const std::span<const std::uint8_t> part : parts) {
    message.append(static_cast<const char*>(static_cast<const void*>(part.data())), part.size());
  }
  return sha256(message);
}

}  // namespace akkoord
