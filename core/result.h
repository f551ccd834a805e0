// SPDX-License-Identifier: MIT
//
// A value, or why there is none. The core throws nothing: what can fail returns a Result, and
// the compiler warns where one is dropped. Sentences for people live in core/compile.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace akkoord {

/// Why a reader or writer gave up.
enum class ErrorCode : std::uint8_t {
  /// The input exceeds the reader's bound; nothing of it was looked at.
  too_long,
  /// The input announces a format version that this core does not know.
  unknown_format,
  /// The input breaks its format at `offset_bytes`.
  malformed,
  /// The output does not fit into the memory given; nothing usable was written.
  no_room,
  /// The bytes are not those that were written: length, checksum or a bound is off.
  damaged,
};

/// What went wrong, and how far into the input, in bytes.
struct Error {
  /// What went wrong.
  ErrorCode code;
  /// Where, in bytes from the input's start.
  std::size_t offset_bytes = 0;
};

/// Holds a T or an Error. Ask ok() first: the other half is not there.
template <typename T>
class [[nodiscard]] Result {
 public:
  /// Holds a value; implicit, since a function returns it as it is.
  constexpr Result(const T& value) noexcept : value_(value), ok_(true) {}
  /// Holds an error; implicit likewise.
  constexpr Result(Error error) noexcept : error_(error), ok_(false) {}

  /// Whether there is a value.
  [[nodiscard]] constexpr bool ok() const noexcept { return ok_; }
  /// The value, where ok().
  [[nodiscard]] constexpr const T& value() const noexcept { return value_; }
  /// The error, where not ok().
  [[nodiscard]] constexpr const Error& error() const noexcept { return error_; }

 private:
  // One place for either: clearing both at every return cost the page module 200 B.
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
  union {
    T value_;
    Error error_;
  };
  bool ok_;
};

}  // namespace akkoord
