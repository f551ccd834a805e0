// SPDX-License-Identifier: MIT
#include "collector/dashboard/password.h"

#include <sodium.h>

#include <array>
#include <set>

namespace akkoord {

namespace {

/// So few different letters are a pattern, whatever the length.
constexpr std::size_t least_letters = 5;

}  // namespace

std::string_view password_fault(std::string_view password, std::string_view name) {
  if (password.size() < min_password_bytes) return "the password is shorter than 12 characters";
  if (password.size() > max_password_bytes) return "the password is longer than 128 characters";
  if (std::set<char>(password.begin(), password.end()).size() < least_letters) {
    return "the password repeats a few characters";
  }
  if (password.find(name) != std::string_view::npos) return "the password holds the account's name";
  return {};
}

std::string password_hash(std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  const int failed =
      crypto_pwhash_str(hash.data(), password.data(), password.size(),
                        crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE);
  return failed == 0 ? std::string(hash.data()) : std::string();
}

bool password_matches(const std::string& hash, std::string_view password) noexcept {
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace akkoord
