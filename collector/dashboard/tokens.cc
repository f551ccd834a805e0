// SPDX-License-Identifier: MIT
#include "collector/dashboard/tokens.h"

#include "collector/dashboard/secret.h"

namespace akkoord {

std::string Tokens::make(std::string_view label, std::int64_t now_s) {
  std::string secret = new_secret();
  Statement add(database_, "INSERT INTO tokens (hash, label, made_s) VALUES (?, ?, ?)");
  add.bind_bytes(hash_of_secret("token", secret)).bind_text(label).bind(now_s).run();
  return secret;
}

std::optional<ReadToken> Tokens::in(std::string_view authorization) {
  constexpr std::string_view scheme = "Bearer ";
  if (!authorization.starts_with(scheme)) return std::nullopt;
  Statement find(database_, "SELECT number, label, made_s FROM tokens WHERE hash = ?");
  find.bind_bytes(hash_of_secret("token", authorization.substr(scheme.size())));
  if (!find.step()) return std::nullopt;
  return ReadToken{find.number(0), find.bytes(1), find.number(2)};
}

std::vector<ReadToken> Tokens::all() {
  std::vector<ReadToken> tokens;
  Statement list(database_, "SELECT number, label, made_s FROM tokens ORDER BY number");
  while (list.step()) tokens.push_back({list.number(0), list.bytes(1), list.number(2)});
  return tokens;
}

std::optional<std::string> Tokens::end(std::int64_t number) {
  Statement end(database_, "DELETE FROM tokens WHERE number = ? RETURNING label");
  end.bind(number);
  if (!end.step()) return std::nullopt;
  std::string label = end.bytes(0);
  end.reset();
  return label;
}

}  // namespace akkoord
