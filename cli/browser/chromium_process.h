// SPDX-License-Identifier: MIT
//
// A headless Chromium of our own: a profile that is new and removed afterwards, spoken to through
// a socket that it has as descriptors 3 (reads) and 4 (writes), so that no port is open to others.
#pragma once

#include <sys/types.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/browser/temporary_folder.h"
#include "cli/descriptor.h"

namespace akkoord {

/// The Debian package that brings Chromium.
inline constexpr std::string_view chromium_package = "chromium";

/// Where Chromium lies: the first of chromium, chromium-browser, google-chrome,
/// google-chrome-stable in the folders of `search_path` (as in $PATH).
[[nodiscard]] std::optional<std::string> find_chromium(std::string_view search_path);

/// Whether `path` is a program that this user may start.
[[nodiscard]] bool is_program(const std::string& path);

/// A running Chromium. Ends it, by its process id, when it goes.
class ChromiumProcess {
 public:
  /// Starts `program` with `switches` besides its own. Where that fails there is none, and `fault`
  /// says why.
  [[nodiscard]] static std::unique_ptr<ChromiumProcess> start(
      const std::string& program, const std::vector<std::string>& switches, std::string& fault);

  ChromiumProcess(const ChromiumProcess&) = delete;
  ChromiumProcess& operator=(const ChromiumProcess&) = delete;
  ChromiumProcess(ChromiumProcess&&) = delete;
  ChromiumProcess& operator=(ChromiumProcess&&) = delete;
  ~ChromiumProcess();

  /// Our end of the socket.
  [[nodiscard]] int socket() const noexcept { return socket_.number(); }
  /// The last line that it wrote about an error; empty where it wrote none.
  [[nodiscard]] std::string last_words() const;

 private:
  ChromiumProcess() = default;
  [[nodiscard]] std::string spawn(const std::string& program,
                                  const std::vector<std::string>& switches);
  [[nodiscard]] bool write_preferences() const;
  [[nodiscard]] std::string profile_path() const { return folder_.path() + "/profile"; }
  [[nodiscard]] std::string log_path() const { return folder_.path() + "/stderr.log"; }

  TemporaryFolder folder_;
  Descriptor socket_;
  pid_t pid_ = -1;
};

}  // namespace akkoord
