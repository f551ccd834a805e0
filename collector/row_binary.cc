// SPDX-License-Identifier: MIT
#include "collector/row_binary.h"

#include <algorithm>

#include "collector/clickhouse.h"

namespace akkoord {

RowWriter& RowWriter::bytes_of(std::uint64_t number, unsigned count) {
  for (unsigned i = 0; i < count; ++i) {
    rows_ += static_cast<char>(static_cast<unsigned char>(number >> (8U * i) & 0xFFU));
  }
  return *this;
}

RowWriter& RowWriter::fixed(std::span<const std::uint8_t> bytes) {
  for (const std::uint8_t byte : bytes) rows_ += static_cast<char>(byte);
  return *this;
}

RowWriter& RowWriter::length(std::uint64_t length) {
  for (; length >= 128; length >>= 7U) bytes_of(length | 128U, 1);
  return bytes_of(length, 1);
}

RowWriter& RowWriter::text(std::string_view text) {
  length(text.size());
  rows_ += text;
  return *this;
}

std::string_view RowReader::take(std::size_t length) {
  if (length > rest_.size()) throw ClickHouseFault("a row of ClickHouse's answer is cut short", -1);
  const std::string_view taken = rest_.substr(0, length);
  rest_.remove_prefix(length);
  return taken;
}

std::uint64_t RowReader::number(unsigned count) {
  std::uint64_t number = 0;
  const std::string_view bytes = take(count);
  for (unsigned i = 0; i < count; ++i) {
    number |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8U * i);
  }
  return number;
}

std::uint64_t RowReader::leb128() {
  std::uint64_t length = 0;
  for (unsigned shift = 0; shift < 63; shift += 7) {
    const std::uint64_t byte = number(1);
    length |= (byte & 127U) << shift;
    if ((byte & 128U) == 0) return length;
  }
  throw ClickHouseFault("a text of ClickHouse's answer has no length", -1);
}

std::string RowReader::text() {
  return std::string(take(leb128()));
}

std::uint64_t RowReader::length() {
  const std::uint64_t length = leb128();
  if (length > rest_.size()) throw ClickHouseFault("a row of ClickHouse's answer is cut short", -1);
  return length;
}

Digest RowReader::digest() {
  Digest digest{};
  const std::string_view bytes = take(digest.size());
  std::transform(bytes.begin(), bytes.end(), digest.begin(),
                 [](char c) { return static_cast<std::uint8_t>(c); });
  return digest;
}

ConsentId RowReader::id() {
  ConsentId id;
  const std::string_view bytes = take(id.bytes.size());
  std::transform(bytes.begin(), bytes.end(), id.bytes.begin(),
                 [](char c) { return static_cast<std::uint8_t>(c); });
  return id;
}

}  // namespace akkoord
