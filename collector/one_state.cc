// SPDX-License-Identifier: MIT
#include "collector/one_state.h"

namespace akkoord {

void read_one_state(Database& database, const std::function<void()>& work) {
  database.run("BEGIN");
  try {
    work();
  } catch (...) {
    database.roll_back();
    throw;
  }
  database.roll_back();
}

}  // namespace akkoord
