// SPDX-License-Identifier: MIT
//
// Reads back what record_bytes() has written (consent_event.h): for counts and exports, which go
// through millions of records that were checked when they came.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/event/consent_event.h"

namespace akkoord {

/// A record as it was logged.
struct LoggedRecord {
  /// What the page has told.
  ConsentEvent event{};
  /// When it was received, UTC.
  std::int64_t received_s = 0;
};

/// Reads `record`. Nothing where record_bytes() would not have written it so, byte for byte as far
/// as keys and their order go.
[[nodiscard]] std::optional<LoggedRecord> read_record(std::string_view record);

}  // namespace akkoord
