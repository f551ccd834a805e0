// SPDX-License-Identifier: MIT
#include "core/compile/server/caddy_map.h"

namespace akkoord {

CaddyMap::CaddyMap(std::string_view input, std::string_view outputs) {
  text_.append("map ").append(input).append(" ").append(outputs).append(" {\n");
}

CaddyMap& CaddyMap::matching(std::string_view regex, std::string_view output) {
  text_.append("    `~").append(regex).append("` ").append(output).append("\n");
  return *this;
}

CaddyMap& CaddyMap::equal(std::string_view word, std::string_view output) {
  text_.append("    ").append(word).append(" ").append(output).append("\n");
  return *this;
}

std::string CaddyMap::otherwise(std::string_view output) const {
  return text_ + "    default " + std::string(output) + "\n}\n";
}

}  // namespace akkoord
