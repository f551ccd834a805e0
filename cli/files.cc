// SPDX-License-Identifier: MIT
#include "cli/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include "cli/descriptor.h"

namespace akkoord {

namespace {

std::string system_words(int error) {
  return std::generic_category().message(error);
}

/// Returns 0, or the system's error.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0 ? 0 : errno;
}

/// Files that lie beside their places; those not renamed are removed.
class Staged {
 public:
  Staged() = default;
  Staged(const Staged&) = delete;
  Staged& operator=(const Staged&) = delete;
  Staged(Staged&&) = delete;
  Staged& operator=(Staged&&) = delete;
  ~Staged() {
    for (const Entry& entry : entries_) ::unlink(entry.temporary.c_str());
  }

  /// Returns what failed.
  std::string add(const PendingFile& file) {
    std::error_code error;
    if (file.path.has_parent_path()) {
      std::filesystem::create_directories(file.path.parent_path(), error);
      if (error) return file.path.parent_path().string() + ": " + error.message();
    }
    // Found out now, while nothing has been replaced yet.
    if (std::filesystem::is_directory(file.path, error)) {
      return file.path.string() + ": " + system_words(EISDIR);
    }
    std::string temporary = file.path.string() + ".XXXXXX";
    const Descriptor descriptor(::mkostemp(temporary.data(), O_CLOEXEC));
    if (descriptor.number() < 0) return file.path.string() + ": " + system_words(errno);
    entries_.push_back({temporary, file.path.string()});
    int failed = write_all(descriptor.number(), file.text);
    if (failed == 0 && ::fchmod(descriptor.number(), 0644) != 0) failed = errno;
    return failed == 0 ? std::string() : file.path.string() + ": " + system_words(failed);
  }

  /// Returns what failed.
  std::string rename_all() {
    while (!entries_.empty()) {
      const Entry& entry = entries_.front();
      std::error_code error;
      std::filesystem::rename(entry.temporary, entry.target, error);
      if (error) return entry.target + ": " + error.message();
      entries_.erase(entries_.begin());
    }
    return {};
  }

 private:
  struct Entry {
    std::string temporary;
    std::string target;
  };
  std::vector<Entry> entries_;
};

}  // namespace

ReadFile read_file(const std::string& path, std::size_t max_bytes) {
  ReadFile file;
  const Descriptor descriptor(path == "-" ? STDIN_FILENO
                                          : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (descriptor.number() < 0) {
    file.state = errno == ENOENT || errno == ENOTDIR ? ReadState::missing : ReadState::failed;
    file.fault = system_words(errno);
    return file;
  }
  std::array<char, 65'536> chunk{};
  while (file.text.size() <= max_bytes) {
    const std::size_t room = std::min(chunk.size(), max_bytes + 1 - file.text.size());
    const ssize_t count = ::read(descriptor.number(), chunk.data(), room);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      file.fault = system_words(errno);
      return file;
    }
    if (count == 0) break;
    file.text.append(chunk.data(), static_cast<std::size_t>(count));
  }
  file.state = ReadState::done;
  return file;
}

std::string write_files(const std::vector<PendingFile>& files) {
  Staged staged;
  for (const PendingFile& file : files) {
    const ReadFile there = read_file(file.path.string(), file.text.size());
    if (there.state == ReadState::done && there.text == file.text) continue;
    std::string fault = staged.add(file);
    if (!fault.empty()) return fault;
  }
  return staged.rename_all();
}

std::string put_text(std::string_view text, std::string_view path) {
  if (path != "-") return write_files({{std::filesystem::path(path), text}});
  const bool is_out = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  return is_out && std::fflush(stdout) == 0 ? std::string()
                                            : "standard output: " + system_words(errno);
}

}  // namespace akkoord
