// SPDX-License-Identifier: MIT
//
// What the server shows who comes by TLS: a certificate, its chain and their key, by OpenSSL 3.
// TLS 1.2 and 1.3 with the ciphers that Mozilla's "intermediate" recommends (version 5.7); of
// protocols above it http/1.1 alone (ALPN, RFC 7301).
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

struct ssl_ctx_st;

namespace akkoord {

/// Which files an identity is made of, both PEM.
struct TlsFiles {
  /// The certificate, and below it those that lead to its root.
  std::filesystem::path certificate{};
  /// Its private key, without a passphrase.
  std::filesystem::path key{};
  /// Whether there are any.
  [[nodiscard]] bool given() const noexcept { return !certificate.empty(); }
};

/// An identity as it was read; never changed. Another takes its place when the certificate is new.
class TlsIdentity {
 public:
  /// Reads `files`; null where they are no pair that serves, and `fault` says why. One that has
  /// expired, or is not yet valid, is taken: told by its dates.
  [[nodiscard]] static std::shared_ptr<const TlsIdentity> load(const TlsFiles& files,
                                                               std::string& fault);

  /// The last second at which browsers take it, since 1970.
  [[nodiscard]] std::int64_t not_after_s() const noexcept { return not_after_s_; }
  /// OpenSSL's own handle, with what a new connection begins with.
  [[nodiscard]] ssl_ctx_st* context() const noexcept { return context_.get(); }

 private:
  struct Free {
    void operator()(ssl_ctx_st* context) const noexcept;
  };

  std::unique_ptr<ssl_ctx_st, Free> context_;
  std::int64_t not_after_s_ = 0;
};

}  // namespace akkoord
