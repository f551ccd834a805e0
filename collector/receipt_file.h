// SPDX-License-Identifier: MIT
//
// Finds the receipt in the file that somebody was given: the receipt itself, the page of a proof
// that carries it as a block of data, or a PDF that `akkoord prove` attached it to.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace akkoord {

/// What kind of file carries a receipt.
enum class ReceiptFile : unsigned char { receipt, page, pdf };

/// A receipt with where it was found.
struct FoundReceipt {
  ReceiptFile file = ReceiptFile::receipt;  ///< In what.
  std::string text{};                       ///< The receipt.
};

/// How akkoord's own attachment begins in a PDF; its length in bytes and the stream follow.
inline constexpr std::string_view attachment_start =
    "<< /Type /EmbeddedFile /Subtype /application#2Fld+json /Length ";

/// The receipt in `bytes`; nothing where a page or PDF has none.
[[nodiscard]] std::optional<FoundReceipt> receipt_in(std::string_view bytes);

}  // namespace akkoord
