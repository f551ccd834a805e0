// SPDX-License-Identifier: MIT
#include "collector/receipt_file.h"

#include <charconv>
#include <cstddef>

#include "collector/proof_page.h"

namespace akkoord {

namespace {

std::optional<std::string> receipt_in_pdf(std::string_view pdf) {
  const std::size_t start = pdf.rfind(attachment_start);
  if (start == std::string_view::npos) return std::nullopt;
  std::string_view rest = pdf.substr(start + attachment_start.size());
  std::size_t length_bytes = 0;
  const auto [stop, error] = std::from_chars(rest.data(), rest.data() + rest.size(), length_bytes);
  constexpr std::string_view stream = "stream\n";
  const std::size_t begin = rest.find(stream);
  if (error != std::errc() || begin == std::string_view::npos) return std::nullopt;
  rest.remove_prefix(begin + stream.size());
  if (length_bytes > rest.size()) return std::nullopt;
  return std::string(rest.substr(0, length_bytes));
}

}  // namespace

std::optional<FoundReceipt> receipt_in(std::string_view bytes) {
  std::optional<std::string> text;
  if (bytes.starts_with("%PDF-")) {
    text = receipt_in_pdf(bytes);
    return text ? std::optional(FoundReceipt{ReceiptFile::pdf, std::move(*text)}) : std::nullopt;
  }
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && bytes[first] == '<') {
    text = receipt_in_page(bytes);
    return text ? std::optional(FoundReceipt{ReceiptFile::page, std::move(*text)}) : std::nullopt;
  }
  return FoundReceipt{ReceiptFile::receipt, std::string(bytes)};
}

}  // namespace akkoord
