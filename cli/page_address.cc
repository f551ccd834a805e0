// SPDX-License-Identifier: MIT
#include "cli/page_address.h"

#include <string>

#include "core/compile/quoted.h"
#include "core/url.h"

namespace akkoord {

bool is_page_address(std::string_view text) {
  return (text.starts_with("http://") || text.starts_with("https://")) && printable(text) == text &&
         text.find(' ') == std::string_view::npos && parse_url(text).ok();
}

OwnHosts own_hosts_of(std::string_view url, const Policy* policy, const Arguments& arguments) {
  OwnHosts own;
  own.add_site_of(host_name_of_url(url));
  if (policy != nullptr) own.add_policy(*policy);
  for (const std::string_view host : arguments.values("--own")) {
    own.add_domain(host_name_of_url("https://" + std::string(host)));
  }
  return own;
}

}  // namespace akkoord
