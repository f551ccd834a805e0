// SPDX-License-Identifier: MIT
#include "cli/inspection/host_name.h"

#include <algorithm>
#include <cstddef>

#include "core/url.h"

namespace akkoord {

std::string lower_cased(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower_case);
  return out;
}

std::string host_name_of_url(std::string_view url) {
  const Result<Url> parsed = parse_url(url.substr(0, max_url_bytes));
  if (!parsed.ok()) return {};
  std::string_view host = parsed.value().host;
  // An address of IPv6 has colons of its own, within brackets.
  const std::size_t port = host.rfind(':');
  if (port != std::string_view::npos && host.find(']', port) == std::string_view::npos) {
    host = host.substr(0, port);
  }
  return lower_cased(host);
}

}  // namespace akkoord
