// SPDX-License-Identifier: MIT
#include "collector/tls_identity.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <array>
#include <ctime>
#include <span>
#include <string_view>

#include "collector/file_text.h"

namespace akkoord {

namespace {

constexpr std::size_t max_pem_bytes = 1U << 20U;
constexpr const char* ciphers_of_tls_1_2 =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
/// Names of protocols, each behind its length (RFC 7301, 3.1).
constexpr std::array<unsigned char, 9> http_1_1 = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

/// Who offers protocols and has not ours among them is told so, before any request.
int choose_protocol(SSL* /*connection*/, const unsigned char** chosen, unsigned char* length,
                    const unsigned char* offered, unsigned int offered_length, void* /*nothing*/) {
  unsigned char* found = nullptr;
  const int match = SSL_select_next_proto(&found, length, http_1_1.data(), http_1_1.size(), offered,
                                          offered_length);
  if (match != OPENSSL_NPN_NEGOTIATED) return SSL_TLSEXT_ERR_ALERT_FATAL;
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

/// A key with a passphrase is refused: nobody is there to be asked.
int no_passphrase(char* /*into*/, int /*size*/, int /*writing*/, void* /*nothing*/) {
  return -1;
}

std::string reason() {
  const char* text = ERR_reason_error_string(ERR_peek_error());
  ERR_clear_error();
  return text == nullptr ? "not what it should be" : text;
}

bool set_up(SSL_CTX* context) {
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_default_passwd_cb(context, no_passphrase);
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
  return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
         SSL_CTX_set_cipher_list(context, ciphers_of_tls_1_2) == 1;
}

/// The names and the key agree; else what is wrong.
std::string take_files(SSL_CTX* context, const TlsFiles& files) {
  const std::string certificate = files.certificate.string();
  const std::string key = files.key.string();
  std::string fault;
  for (const std::filesystem::path& file : {files.certificate, files.key}) {
    if (!file_text(file, max_pem_bytes, fault)) {
      return fault +
             "\n    \"tls\" names a certificate and its key, which the collector's user "
             "must be allowed to read.";
    }
  }
  if (SSL_CTX_use_certificate_chain_file(context, certificate.c_str()) != 1) {
    return certificate + " is no certificate: " + reason() +
           "\n    It holds PEM: the certificate first, then those above it (fullchain.pem).";
  }
  if (SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) != 1) {
    const bool other = ERR_GET_REASON(ERR_peek_error()) == X509_R_KEY_VALUES_MISMATCH ||
                       ERR_GET_REASON(ERR_peek_error()) == X509_R_KEY_TYPE_MISMATCH;
    const std::string why = reason();
    return key + (other ? " is not the key of " + certificate : " is no private key: " + why) +
           "\n    It holds, in PEM and without a passphrase, the key that the certificate was "
           "made for (privkey.pem).";
  }
  return {};
}

std::int64_t seconds_of(const ASN1_TIME* time) {
  std::tm parts{};
  return ASN1_TIME_to_tm(time, &parts) == 1 ? std::int64_t{::timegm(&parts)} : 0;
}

}  // namespace

void TlsIdentity::Free::operator()(ssl_ctx_st* context) const noexcept {
  SSL_CTX_free(context);
}

std::shared_ptr<const TlsIdentity> TlsIdentity::load(const TlsFiles& files, std::string& fault) {
  ERR_clear_error();
  auto identity = std::make_shared<TlsIdentity>();
  identity->context_.reset(SSL_CTX_new(TLS_server_method()));
  SSL_CTX* context = identity->context_.get();
  if (context == nullptr || !set_up(context)) {
    fault = "TLS can't be set up: " + reason();
    return nullptr;
  }
  fault = take_files(context, files);
  if (!fault.empty()) return nullptr;
  identity->not_after_s_ = seconds_of(X509_get0_notAfter(SSL_CTX_get0_certificate(context)));
  return identity;
}

}  // namespace akkoord
