// SPDX-License-Identifier: MIT
//
// Reads files whole and bounded; writes several of them, all or none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace akkoord {

/// How reading ended.
enum class ReadState : std::uint8_t { done, missing, failed };

/// What was read.
struct ReadFile {
  /// How it ended.
  ReadState state = ReadState::failed;
  /// The bytes, at most one more than the bound: whoever reads them sees that it is too long.
  std::string text;
  /// The system's words for a failure.
  std::string fault;
};

/// Reads a file, or standard input where `path` is "-".
[[nodiscard]] ReadFile read_file(const std::string& path, std::size_t max_bytes);

/// A file to be written.
struct PendingFile {
  /// Where.
  std::filesystem::path path;
  /// Its bytes, a view.
  std::string_view text;
};

/// Writes all `files` beside their places first and renames them into place when every one of them
/// is on disk; their folders are made. A file that has these bytes already is left alone. Returns
/// what failed, in words; empty where all went well.
[[nodiscard]] std::string write_files(const std::vector<PendingFile>& files);

/// Prints `text` where `path` is "-", else writes the file there. Returns what failed, in words.
[[nodiscard]] std::string put_text(std::string_view text, std::string_view path);

}  // namespace akkoord
