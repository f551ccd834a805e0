// SPDX-License-Identifier: MIT
//
// A receipt: what a visitor chose, from first to last, with all that it takes to check it years
// later without the collector. JSON-LD in the terms of DPV, after ISO/IEC TS 27560:
//
//     { "@context": {...}, "@type": "dpv:ConsentReceipt", "dpv:hasIdentifier": "urn:uuid:...",
//       "dpv:hasRecordOfActivity": [{ "@type": "dpv:ConsentRecord", ... }], ...
//       "akkoord:evidence": {
//         "keys":      [{ "public_key", "size", "time_s", "former_signature", "own_signature" }],
//         "head":      { "size", "root", "time_s", "public_key", "signature" },
//         "records":   [{ "leaf", "salt", "record", "inclusion": [...] }],
//         "documents": ["..."] } }
//
// Where several collectors write, each has a log of its own (shard_log.h). The receipt of a chain
// that came to more than one has, in place of "keys" and "head", a list "logs" of these two for
// each log, and each record says by "log" which of them it is in.
//
// Only the evidence is signed. "record" is a text, the very bytes that were logged; "documents" are
// the policies, words and manifests whose SHA-256 a record names. Everything else follows from
// these two, and a receipt that says anything else does not hold.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "collector/proof_source.h"
#include "core/proof/signed_text.h"

namespace akkoord {

/// The largest receipt made and read, in bytes.
inline constexpr std::size_t max_receipt_bytes = 16U << 20U;
/// The most records of a chain: a visitor who changes the choice every day comes to half in a year.
inline constexpr std::size_t max_chain_records = 1'000;

/// What became of a receipt.
enum class ReceiptState : std::uint8_t { made, unknown, not_signed_yet, too_large };

/// A receipt, or why there is none.
struct MadeReceipt {
  ReceiptState state = ReceiptState::unknown;  ///< What became of it.
  std::string text{};                          ///< Where it was made.
};

/// Why there is no receipt, and what to do, as one sentence without its stop.
[[nodiscard]] std::string_view sentence_for(ReceiptState state) noexcept;

/// The receipt of the chain that `id` belongs to, of at most `max_bytes`. Throws what its source
/// throws, all of it on one state.
[[nodiscard]] MadeReceipt make_receipt(ProofSource& source, const ConsentId& id,
                                       std::size_t max_bytes = max_receipt_bytes);

/// The keys of the logs as everybody may have them, the keys as in receipts: of one log
/// {"log": HEX, "keys": [...]}, of several {"logs": [...]} with that for each. Throws likewise.
[[nodiscard]] std::string log_keys_json(ProofSource& source);

/// One choice of a receipt that holds.
struct ReceiptEntry {
  std::string id{};             ///< The event's id.
  std::string status{};         ///< "ConsentGiven" and its like.
  std::string site{};           ///< Where.
  std::string method{};         ///< How.
  std::string granted{};        ///< Categories and services granted, in words.
  std::int64_t issued_s = 0;    ///< When the visitor chose, by the visitor's clock.
  std::int64_t received_s = 0;  ///< When the collector received it.
  std::int64_t expires_s = 0;   ///< Until when it holds.
};

/// What a receipt comes to.
struct ReceiptCheck {
  /// Why it does not hold; empty where it does. Nothing below counts then.
  std::string fault{};
  /// The choices, from first to last.
  std::vector<ReceiptEntry> entries{};
  /// Who asked, by the policy that was in force; empty where the receipt has none.
  std::string controller{};
  /// The logs that it leans on, and when their heads were signed; mostly one.
  std::vector<TreeHead> heads{};
};

/// Checks a receipt against public keys of its log, any of which will do; of each where it leans on
/// several. Needs nothing else.
[[nodiscard]] ReceiptCheck check_receipt(std::string_view text, std::span<const PublicKey> trusted);

/// What a receipt that holds does not prove, as sentences.
inline constexpr std::array<std::string_view, 4> not_proved = {
    "Who sat at the screen.",
    "That the visitor's clock was right; the time of receipt is the collector's own.",
    "That the choice came from a browser and not from a program that imitates one.",
    "That the log was kept honestly from its beginning; a signed head kept elsewhere shows that."};

}  // namespace akkoord
