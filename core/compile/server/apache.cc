// SPDX-License-Identifier: MIT
#include "core/compile/server/apache.h"

namespace akkoord {

std::vector<ServerFile> apache_config(const ServerTable& table) {
  return {{"akkoord.conf", table.policy_text(std::vector<bool>(table.services.size()))}};
}

std::vector<ServerFile> htaccess_config(const ServerTable& table) {
  return apache_config(table);
}

}  // namespace akkoord
