// SPDX-License-Identifier: MIT
//
// The record cookies, which count only together:
//
//     cookie_consent_set  version.revision.issued_s.expires_s.consent_id      (record.h)
//     cookie_consent_fu   functional    1 or 0
//     cookie_consent_ga   analytical    1 or 0
//     cookie_consent_ma   advertising   1 or 0
//     cookie_consent_so   social        1 or 0
//     cookie_consent_sv   services that differ from their category            (choice.h)
//     cookie_consent_sr   1: the grants hold on sensitive routes too
//
// The blob names them, since a policy may rename any. Twins of a name, left by a former banner on
// another domain or path, are read strictly: a category that any of them refuses is refused, and
// where they differ in more than that there is no consent.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/blob.h"
#include "core/choice.h"
#include "core/record.h"
#include "core/result.h"

namespace akkoord {

/// The longest cookie header read, in bytes; a longer one counts as malformed.
inline constexpr std::size_t max_cookie_header_bytes = 65'536;

/// How the records stand. Only `current` grants anything. Numbers cross into the page.
enum class RecordState : std::uint8_t {
  none = 0,
  current = 1,
  expired = 2,
  issued_later = 3,
  other_revision = 4,
  malformed = 5,
};

/// The cookies in their order: the lines of the blob's section `records`.
enum class RecordCookie : std::uint8_t {
  set = 0,
  functional = 1,
  analytical = 2,
  advertising = 3,
  social = 4,
  services = 5,
  sensitive_routes = 6,
};

/// What the records say.
struct Records {
  /// How they stand.
  RecordState state = RecordState::none;
  /// The current record, else empty.
  ConsentRecord record;
  /// The choice of a current record, else nothing granted.
  Choice choice;
};

/// Reads the records out of a Cookie header or `document.cookie` at `now_s`. Never fails: what is
/// odd is a state that grants nothing.
[[nodiscard]] Records read_records(std::string_view cookie_header, const PolicyBlob& policy,
                                   std::int64_t now_s) noexcept;

/// Where records are written.
struct RecordPlace {
  /// The page's host, without port: the policy's cookie domain is used where it covers it.
  std::string_view host;
  /// Whether the page came by https.
  bool secure = false;
};

/// Writes the cookies of `choice`, one Set-Cookie value a line, each ending in '\n'. The record's
/// id is left out (nil) where the choice grants nothing. Twins on other domains and paths are the
/// page's to delete first. Returns a view into `out`. Errors: no_room.
Result<std::string_view> write_records(const PolicyBlob& policy, const Choice& choice,
                                       const ConsentRecord& record, const RecordPlace& place,
                                       std::span<char> out) noexcept;

/// Whether `name` is one of the record cookies.
[[nodiscard]] bool is_record_name(const PolicyBlob& policy, std::string_view name) noexcept;

}  // namespace akkoord
