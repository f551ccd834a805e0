// SPDX-License-Identifier: MIT
#include "core/declare/filled_in.h"

#include <algorithm>
#include <cstddef>

namespace akkoord {

std::string filled_in(std::string_view text, std::initializer_list<Filling> fillings) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = std::min(text.find('{'), text.size());
    out += text.substr(0, open);
    text.remove_prefix(open);
    const std::size_t close = text.find('}');
    if (close == std::string_view::npos) return out + std::string(text);
    const std::string_view name = text.substr(1, close - 1);
    const auto found = std::find_if(fillings.begin(), fillings.end(),
                                    [name](const Filling& one) { return one.first == name; });
    if (found == fillings.end()) {
      out += text.front();
      text.remove_prefix(1);
    } else {
      out += found->second;
      text.remove_prefix(close + 1);
    }
  }
  return out;
}

}  // namespace akkoord
