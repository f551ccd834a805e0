// SPDX-License-Identifier: MIT
#include "core/compile/authority.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/compile/country.h"
#include "core/compile/diagnostic.h"
#include "core/compile/read.h"

namespace akkoord {

Authorities::Authorities(const Catalogue& catalogue) {
  Diagnostics unread;
  std::optional<JsonValue> file = read_json(catalogue.authorities, "authorities.json", unread);
  if (file) file_ = std::move(*file);
}

std::optional<Authority> Authorities::of(std::string_view country,
                                         std::string_view language) const {
  const JsonValue* authorities = file_.find("authorities");
  if (authorities == nullptr) return std::nullopt;
  const std::vector<JsonValue>& known = items_at(*authorities, country_code(country));
  if (known.empty()) {
    if (!is_in_eea(country)) return std::nullopt;
    return Authority{{}, std::string(text_at(file_, "members"))};
  }
  const auto spoken =
      std::find_if(known.begin(), known.end(), [language](const JsonValue& authority) {
        return text_at(authority, "language") == language;
      });
  const JsonValue& one = spoken == known.end() ? known.back() : *spoken;
  return Authority{std::string(text_at(one, "name")), std::string(text_at(one, "complaint"))};
}

}  // namespace akkoord
