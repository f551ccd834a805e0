// SPDX-License-Identifier: MIT
//
// Reads a file whole, up to a bound.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace akkoord {

/// The bytes of `file`; nothing where it can't be read or has more than `max_bytes`, and `fault`
/// says which.
[[nodiscard]] std::optional<std::string> file_text(const std::filesystem::path& file,
                                                   std::size_t max_bytes, std::string& fault);

}  // namespace akkoord
