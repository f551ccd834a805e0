// SPDX-License-Identifier: MIT
#include "core/event/event_fault.h"

#include <nlohmann/json.hpp>

namespace akkoord {

std::string fault_json(const EventFault& fault) {
  const nlohmann::ordered_json json = {
      {"error", {{"pointer", fault.pointer}, {"fault", fault.fault}, {"remedy", fault.remedy}}}};
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace akkoord
