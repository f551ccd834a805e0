// SPDX-License-Identifier: MIT
//
// The proof log's key: Ed25519 (RFC 8032) by libsodium. It lies in a file of its own, 64
// hexadecimal digits of seed and a line's end, which nobody but its owner may read.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/proof/evidence.h"
#include "core/proof/signed_text.h"

namespace akkoord {

/// An Ed25519 signature.
using Signature = std::array<std::uint8_t, 64>;

/// Makes libsodium ready; false where the machine has no randomness. Call it before all else here.
[[nodiscard]] bool prepare_ciphers() noexcept;

/// Random bytes for one record.
[[nodiscard]] Salt random_salt() noexcept;

/// A key that signs. Its secret is wiped from memory when it goes.
class SigningKey {
 public:
  /// The key of a seed.
  explicit SigningKey(const Digest& seed) noexcept;
  SigningKey(const SigningKey&) = delete;
  SigningKey& operator=(const SigningKey&) = delete;
  ~SigningKey();

  /// Reads the key at `file`. Where it is missing or others may read it, says so in `fault`.
  [[nodiscard]] static std::optional<Digest> read_seed(const std::filesystem::path& file,
                                                       std::string& fault);
  /// Makes a new seed in `file`, which must not exist yet, and brings it to disk.
  [[nodiscard]] static std::optional<Digest> make_seed(const std::filesystem::path& file,
                                                       std::string& fault);

  /// The public half.
  [[nodiscard]] const PublicKey& public_key() const noexcept { return public_key_; }
  /// Signs `text`.
  [[nodiscard]] Signature sign(std::string_view text) const noexcept;

 private:
  PublicKey public_key_{};
  std::array<std::uint8_t, 64> secret_{};
};

/// Whether `signature` over `text` is by the holder of `key`.
[[nodiscard]] bool verify_signature(const PublicKey& key, std::string_view text,
                                    const Signature& signature) noexcept;

}  // namespace akkoord
