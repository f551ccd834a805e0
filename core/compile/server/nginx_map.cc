// SPDX-License-Identifier: MIT
#include "core/compile/server/nginx_map.h"

#include <algorithm>

namespace akkoord {

std::vector<std::string> nginx_pieces(std::string_view sources) {
  std::vector<std::string> pieces(1);
  while (!sources.empty()) {
    const std::size_t end = std::min(sources.find(' '), sources.size());
    if (pieces.back().size() + end >= max_nginx_part_bytes) pieces.emplace_back();
    pieces.back().append(" ").append(sources.substr(0, end));
    sources.remove_prefix(std::min(end + 1, sources.size()));
  }
  return pieces;
}

NginxMap::NginxMap(std::string_view source, std::string_view variable, std::string_view otherwise) {
  text_.append("map ").append(source).append(" ").append(variable);
  text_.append(" {\n    default \"").append(otherwise).append("\";\n");
}

NginxMap& NginxMap::line(std::string_view regex, std::string_view value) {
  text_.append("    \"~").append(regex).append("\" \"").append(value).append("\";\n");
  return *this;
}

NginxMap& NginxMap::line_in_any_case(std::string_view regex, std::string_view value) {
  return line("*" + std::string(regex), value);
}

}  // namespace akkoord
