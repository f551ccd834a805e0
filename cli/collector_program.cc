// SPDX-License-Identifier: MIT
#include "cli/collector_program.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace akkoord {

std::filesystem::path collector_program() {
  std::error_code failed;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", failed);
  return self.parent_path() / "akkoord-collector";
}

ExitCode ask_collector(const std::vector<std::string>& words) {
  std::vector<std::string> texts = {collector_program().string()};
  texts.insert(texts.end(), words.begin(), words.end());
  std::vector<char*> values;
  values.reserve(texts.size() + 1);
  for (std::string& text : texts) values.push_back(text.data());
  values.push_back(nullptr);
  pid_t child = 0;
  if (::posix_spawn(&child, values[0], nullptr, nullptr, values.data(), environ) != 0) {
    std::fprintf(stderr, "akkoord: %s can't be run: it belongs beside akkoord\n", values[0]);
    return ExitCode::machine_failed;
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return ExitCode::machine_failed;
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) > 3) return ExitCode::machine_failed;
  return static_cast<ExitCode>(WEXITSTATUS(status));
}

}  // namespace akkoord
