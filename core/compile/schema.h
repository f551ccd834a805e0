// SPDX-License-Identifier: MIT
//
// Holds a value against policy.schema.json and reports every error. Interprets the part of JSON
// Schema 2020-12 that our schema uses; what an editor checks by "pattern" is checked by format.h.
#pragma once

#include <string_view>

#include "core/compile/diagnostic.h"
#include "core/compile/json_value.h"

namespace akkoord {

/// A schema that has been read; views `root`.
class Schema {
 public:
  /// Interprets `root`, which must outlive this.
  explicit Schema(const JsonValue& root) noexcept : root_(root) {}

  /// Checks a whole policy.
  void check(const JsonValue& policy, Diagnostics& diagnostics) const;

  /// Checks `value` against `$defs`' entry `definition`.
  void check_as(std::string_view definition, const JsonValue& value,
                Diagnostics& diagnostics) const;

 private:
  const JsonValue& root_;
};

}  // namespace akkoord
