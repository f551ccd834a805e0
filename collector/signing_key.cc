// SPDX-License-Identifier: MIT
#include "collector/signing_key.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "collector/open_file.h"

namespace akkoord {

namespace {

static_assert(crypto_sign_SEEDBYTES == sha256_bytes);
static_assert(crypto_sign_PUBLICKEYBYTES == sha256_bytes);
static_assert(crypto_sign_SECRETKEYBYTES == 64 && crypto_sign_BYTES == 64);

const unsigned char* bytes_of(std::string_view text) noexcept {
  return static_cast<const unsigned char*>(static_cast<const void*>(text.data()));
}

std::string system_fault(const std::filesystem::path& file, const char* what) {
  return file.string() + " " + what + ": " + std::generic_category().message(errno);
}

/// Makes names that were put into `folder` last.
bool sync_folder(const std::filesystem::path& folder) noexcept {
  const OpenFile opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return opened.is_open() && ::fsync(opened.number()) == 0;
}

}  // namespace

bool prepare_ciphers() noexcept {
  return sodium_init() >= 0;
}

Salt random_salt() noexcept {
  // The system is asked for many at a time: asking takes longer than hashing a record.
  thread_local std::array<Salt, 64> drawn{};
  thread_local std::size_t left = 0;
  if (left == 0) {
    randombytes_buf(drawn.data(), sizeof drawn);
    left = drawn.size();
  }
  Salt& next = drawn[--left];
  const Salt salt = next;
  sodium_memzero(next.data(), next.size());  // once its record is erased nobody may know it
  return salt;
}

SigningKey::SigningKey(const Digest& seed) noexcept {
  crypto_sign_seed_keypair(public_key_.data(), secret_.data(), seed.data());
}

SigningKey::~SigningKey() {
  sodium_memzero(secret_.data(), secret_.size());
}

std::optional<Digest> SigningKey::read_seed(const std::filesystem::path& file, std::string& fault) {
  const OpenFile opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat about {};
  if (!opened.is_open() || ::fstat(opened.number(), &about) != 0) {
    fault = system_fault(file, "can't be read");
    return std::nullopt;
  }
  if ((about.st_mode & 077U) != 0) {
    fault = file.string() + " can be read by others: chmod 600 it, and change the key";
    return std::nullopt;
  }
  std::array<char, 65> text{};
  const ssize_t read_bytes = ::read(opened.number(), text.data(), text.size());
  std::optional<Digest> seed;
  if (read_bytes == static_cast<ssize_t>(text.size())) seed = read_hex({text.data(), 64});
  sodium_memzero(text.data(), text.size());
  if (!seed) fault = file.string() + " is no key: restore it from your backup";
  return seed;
}

std::optional<Digest> SigningKey::make_seed(const std::filesystem::path& file, std::string& fault) {
  const OpenFile made(
      ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
  Digest seed{};
  randombytes_buf(seed.data(), seed.size());
  std::string text = hex(seed) + "\n";
  const bool written =
      made.is_open() &&
      ::write(made.number(), text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
      ::fsync(made.number()) == 0 && sync_folder(file.parent_path());
  if (!written) fault = system_fault(file, "can't be written");
  sodium_memzero(text.data(), text.size());
  return written ? std::optional(seed) : std::nullopt;
}

Signature SigningKey::sign(std::string_view text) const noexcept {
  Signature signature{};
  crypto_sign_detached(signature.data(), nullptr, bytes_of(text), text.size(), secret_.data());
  return signature;
}

bool verify_signature(const PublicKey& key, std::string_view text,
                      const Signature& signature) noexcept {
  return crypto_sign_verify_detached(signature.data(), bytes_of(text), text.size(), key.data()) ==
         0;
}

}  // namespace akkoord
