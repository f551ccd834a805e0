// SPDX-License-Identifier: MIT
#include "core/compile/server/nginx.h"

namespace akkoord {

std::vector<ServerFile> nginx_config(const ServerTable& table) {
  return {{"akkoord.conf", table.policy_text(std::vector<bool>(table.services.size()))}};
}

}  // namespace akkoord
