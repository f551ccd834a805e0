// SPDX-License-Identifier: MIT
//
// ClickHouse's RowBinary: values one after another, numbers with their low byte first, texts with
// their length before them (LEB128), FixedString as it is.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/consent_id.h"
#include "core/proof/merkle_tree.h"

namespace akkoord {

/// Writes rows.
class RowWriter {
 public:
  RowWriter& u8(std::uint64_t number) { return bytes_of(number, 1); }
  RowWriter& u32(std::uint64_t number) { return bytes_of(number, 4); }
  RowWriter& u64(std::uint64_t number) { return bytes_of(number, 8); }
  RowWriter& i64(std::int64_t number) { return bytes_of(static_cast<std::uint64_t>(number), 8); }
  /// A FixedString of just this length.
  RowWriter& fixed(std::span<const std::uint8_t> bytes);
  /// A String.
  RowWriter& text(std::string_view text);
  /// An array's length; its values follow.
  RowWriter& length(std::uint64_t length);
  /// The rows so far.
  [[nodiscard]] const std::string& rows() const noexcept { return rows_; }

 private:
  RowWriter& bytes_of(std::uint64_t number, unsigned count);

  std::string rows_;
};

/// Reads rows that a server sent. What is cut short throws ClickHouseFault.
class RowReader {
 public:
  /// Reads `rows`, which must outlive this.
  explicit RowReader(std::string_view rows) noexcept : rest_(rows) {}

  /// Whether all was read.
  [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }
  std::uint8_t u8() { return static_cast<std::uint8_t>(number(1)); }
  std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
  std::uint64_t u64() { return number(8); }
  std::int64_t i64() { return static_cast<std::int64_t>(number(8)); }
  Digest digest();
  ConsentId id();
  /// A String; or a FixedString of `length`.
  std::string text();
  /// An array's length; bounded by what is left, since each value takes a byte or more.
  std::uint64_t length();
  std::string fixed(std::size_t length) { return std::string(take(length)); }

 private:
  std::uint64_t number(unsigned count);
  std::uint64_t leb128();
  std::string_view take(std::size_t length);

  std::string_view rest_;
};

}  // namespace akkoord
