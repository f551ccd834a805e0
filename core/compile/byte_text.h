// SPDX-License-Identifier: MIT
//
// Bytes as characters of a JavaScript string, one each: byte b is the character (b + shift) mod 256
// where that prints and ends no string, else the one 256 above it. The page takes
// `charCodeAt(i) - shift & 255`. Control characters never appear, so that neither editors nor
// proxies spoil them.
#pragma once

#include <string>
#include <string_view>

namespace akkoord {

/// The shift for WebAssembly: its low bytes, the most frequent, become characters of one byte each
/// (6,349 -> 6,044 B brotli). Text goes unshifted.
inline constexpr unsigned code_shift = 35;

/// `bytes` so written, as UTF-8, without quotes around.
[[nodiscard]] std::string byte_text(std::string_view bytes, unsigned shift = 0);

}  // namespace akkoord
