// SPDX-License-Identifier: MIT
//
// `akkoord collect`, `verify`, `export`, `backup`, `erase` and most of `prove` are done by
// akkoord-collector.
#include <unistd.h>

#include <cstdio>
#include <string>
#include <vector>

#include "cli/collector_program.h"
#include "cli/commands.h"

namespace akkoord {

ExitCode run_collector(std::string_view command, std::span<const std::string_view> words) {
  std::vector<std::string> texts = {collector_program().string(), std::string(command)};
  for (const std::string_view word : words) texts.emplace_back(word);
  std::vector<char*> values;
  values.reserve(texts.size() + 1);
  for (std::string& text : texts) values.push_back(text.data());
  values.push_back(nullptr);
  ::execv(texts[0].c_str(), values.data());
  std::fprintf(stderr, "akkoord %s: %s can't be run: it belongs beside akkoord\n", texts[1].c_str(),
               texts[0].c_str());
  return ExitCode::machine_failed;
}

}  // namespace akkoord
