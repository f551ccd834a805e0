// SPDX-License-Identifier: MIT
//
// What the page of a proof is made of besides the proof; put into the program by the build.
#pragma once

#include <span>
#include <string_view>

namespace akkoord {

/// A file.
struct ProofPart {
  /// Its name without ending, e.g. "nl".
  std::string_view name;
  /// Its bytes.
  std::string_view text;
};

/// consent-config/proof, by language.
[[nodiscard]] std::span<const ProofPart> proof_languages() noexcept;
/// collector/proof-page.css.
[[nodiscard]] std::string_view proof_style() noexcept;

}  // namespace akkoord
