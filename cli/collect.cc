// SPDX-License-Identifier: MIT
//
// `akkoord collect`, `prove` and `verify` are done by akkoord-collector, a program of its own
// beside this one: whoever compiles policies needs neither a server nor a database.
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "cli/commands.h"

namespace akkoord {

ExitCode run_collector(std::string_view command, std::span<const std::string_view> words) {
  std::error_code failed;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", failed);
  const std::filesystem::path program = self.parent_path() / "akkoord-collector";
  std::vector<std::string> texts = {program.string(), std::string(command)};
  for (const std::string_view word : words) texts.emplace_back(word);
  std::vector<char*> values;
  values.reserve(texts.size() + 1);
  for (std::string& text : texts) values.push_back(text.data());
  values.push_back(nullptr);
  ::execv(program.c_str(), values.data());
  std::fprintf(stderr, "akkoord %s: %s can't be run: it belongs beside akkoord\n", texts[1].c_str(),
               texts[0].c_str());
  return ExitCode::machine_failed;
}

}  // namespace akkoord
