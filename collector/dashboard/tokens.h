// SPDX-License-Identifier: MIT
//
// Keys for programs that read the rates (`Authorization: Bearer SECRET`). They open that alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/sqlite.h"

namespace akkoord {

/// A key, less its secret.
struct ReadToken {
  std::int64_t number = 0;  ///< Never used again for another.
  std::string label{};      ///< What it is for, in its maker's words.
  std::int64_t made_s = 0;  ///< When.
};

/// The keys in a dashboard's database. Everything throws SqliteFault.
class Tokens {
 public:
  /// Those in `database`, which must outlive this.
  explicit Tokens(Database& database) : database_(database) {}

  /// Makes one and returns its secret, which is told this once.
  [[nodiscard]] std::string make(std::string_view label, std::int64_t now_s);
  /// The key in an Authorization header; nothing where it opens nothing.
  [[nodiscard]] std::optional<ReadToken> in(std::string_view authorization);
  /// All, oldest first.
  [[nodiscard]] std::vector<ReadToken> all();
  /// Ends one and returns its label; nothing where there is none.
  [[nodiscard]] std::optional<std::string> end(std::int64_t number);

 private:
  Database& database_;
};

}  // namespace akkoord
