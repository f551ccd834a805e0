// SPDX-License-Identifier: MIT
#include "collector/file_text.h"

#include <cerrno>
#include <fstream>
#include <system_error>

namespace akkoord {

std::optional<std::string> file_text(const std::filesystem::path& file, std::size_t max_bytes,
                                     std::string& fault) {
  std::ifstream in(file, std::ios::binary);
  std::string text(max_bytes + 1, '\0');
  if (!in || std::filesystem::is_directory(file) ||
      (!in.read(text.data(), static_cast<std::streamsize>(text.size())) && in.bad())) {
    fault = file.string() +
            " can't be read: " + std::generic_category().message(errno == 0 ? EIO : errno);
    return std::nullopt;
  }
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() <= max_bytes) return text;
  fault = file.string() + " has more than " + std::to_string(max_bytes) + " bytes";
  return std::nullopt;
}

}  // namespace akkoord
