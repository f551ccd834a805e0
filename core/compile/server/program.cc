// SPDX-License-Identifier: MIT
#include "core/compile/server/program.h"

#include <algorithm>

namespace akkoord {

namespace {

/// The name in a line `// {name}`, indented or not; empty for any other line.
std::string_view part_name(std::string_view line) noexcept {
  constexpr std::string_view before = "// {";
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  if (!line.starts_with(before) || !line.ends_with('}')) return {};
  return line.substr(before.size(), line.size() - before.size() - 1);
}

}  // namespace

std::string with_parts(std::string_view program, std::span<const ProgramPart> parts) {
  std::string text;
  bool has_begun = false;
  while (!program.empty()) {
    const std::string_view line = program.substr(0, program.find('\n'));
    program.remove_prefix(std::min(line.size() + 1, program.size()));
    if (const std::string_view name = part_name(line); !name.empty()) {
      has_begun = true;
      for (const ProgramPart& part : parts) {
        if (part.name == name) text += part.text;
      }
    } else if (has_begun) {
      text.append(line).append("\n");
    }
  }
  return text;
}

std::string word_list(const std::vector<std::string>& words, StringLiteral literal) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : ", ") + literal(word);
  return "[" + list + "]";
}

std::string id_list(const ServerTable& table, const std::vector<std::size_t>& numbers,
                    StringLiteral literal) {
  std::vector<std::string> ids;
  ids.reserve(numbers.size());
  for (const std::size_t number : numbers) ids.push_back(table.services[number].id);
  return word_list(ids, literal);
}

std::string id_list(const ServerTable& table, const GuardedPath& path, StringLiteral literal) {
  std::vector<std::size_t> numbers;
  if (path.service) numbers.push_back(*path.service);
  return id_list(table, numbers, literal);
}

}  // namespace akkoord
