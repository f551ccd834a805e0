// SPDX-License-Identifier: MIT
//
// A receipt as a page for people: who asked, what was chosen and when, the words that were shown,
// how to check it; the technical evidence folded below. One file that asks for nothing else and
// runs nothing; its own page policy (CSP) allows its style by hash and no more. The receipt itself
// is a block of data in it:
//
//     <script type="application/ld+json" id="akkoord-receipt">{ ... }</script>
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/proof_words.h"
#include "collector/shown_documents.h"

namespace akkoord {

/// A receipt taken apart: what a page is made of.
struct OpenedReceipt {
  /// The receipt.
  std::string_view text{};
  /// Its evidence.
  nlohmann::json evidence{};
  /// Keys and head of each log that it leans on.
  std::vector<nlohmann::json> logs{};
  /// The records of the chain, first to last.
  std::vector<nlohmann::json> records{};
  /// What they name.
  ShownDocuments documents{};
};

/// Takes a receipt that make_receipt() made apart; `text` must outlive it.
[[nodiscard]] OpenedReceipt opened_receipt(std::string_view text);

/// The page of a receipt, in `words`.
[[nodiscard]] std::string proof_page(const OpenedReceipt& source, const ProofWords& words);

/// The parts of it. Each is HTML.
[[nodiscard]] std::string proof_choices(const OpenedReceipt& source, const ProofWords& words);
[[nodiscard]] std::string proof_shown(const OpenedReceipt& source, const ProofWords& words);
[[nodiscard]] std::string proof_evidence(const OpenedReceipt& source, const ProofWords& words);

/// The receipt inside the page `html`; nothing where there is none.
[[nodiscard]] std::optional<std::string> receipt_in_page(std::string_view html);

}  // namespace akkoord
