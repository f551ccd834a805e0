// SPDX-License-Identifier: MIT
// clang-format off
//
// The policy as a page carries it: a little-endian header, then sections of text, read in place.
// Text, since patterns are most of it and shrink better so than as tables of offsets (measured:
// 1,431 B against 2,414 B brotli).
//
//     offset  bytes
//      0      4      "AKK2"
//      4      4      length of the whole, in bytes
//      8      4      CRC-32 (IEEE 802.3) of all that follows
//     12      4      policy revision
//     16      4      life of a choice, in seconds
//     20      4 x 8  where each section ends, counted from the start of the first
//     52      ...    the sections
//
//     section   a line                each section's lines:
//     services  FLAGS ID              in number order; FLAGS is '0' + category + 8 off on sensitive routes + 16 exempt
//                                     + 32 exempt in some of the site's countries only
//     urls      PATTERN OWNER NEEDS*  sorted by host, then by the rest; a pattern counts towards
//                                     the page policy only when OWNER and all NEEDS are granted;
//                                     SCHEME://HOST, a source of web sockets, for that alone
//     own       SOURCES               one or none: the hosts that the site itself needs
//     forms     SOURCES               one or none: where the site's own forms may go, each after a
//                                     blank: what follows "form-action 'self'" in each page policy
//     names     KIND NAME OWNER       sorted; KIND: c(ookie) l(ocal) s(ession) i(ndexed_db) k (cache)
//     records   NAME                  the seven record cookies (records.h), then the cookie domain
//     routes    PREFIX                the site's sensitive routes
//     countries CODE RULE EXEMPT*     hosts first; RULE: a host, or how paths begin, or '?' for a
//                                     country that only a page itself names; EXEMPT: services that
//                                     are exempt there and not everywhere, in number order
//
// FLAGS and KIND are one character, CODE is two, with nothing behind them; numbers are decimal
// service numbers, each after a blank. A blob that is not exactly this opens as nothing at all.
// clang-format on
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/result.h"
#include "core/service.h"

namespace akkoord {

/// The largest blob opened, in bytes.
inline constexpr std::size_t max_blob_bytes = 4U << 20U;
/// Where the first section starts.
inline constexpr std::size_t blob_header_bytes = 52;

/// The sections in their order. Stored numbers.
enum class BlobSection : std::uint8_t {
  services = 0,
  urls = 1,
  own = 2,
  forms = 3,
  names = 4,
  records = 5,
  routes = 6,
  countries = 7,
};
/// How many sections there are.
inline constexpr std::size_t blob_section_count = 8;

/// How many record cookies section `records` names.
inline constexpr std::size_t record_name_count = 7;

/// An opened blob: a view. The bytes must outlive it and everything it hands out.
class PolicyBlob {
 public:
  /// A policy without services, under which nothing optional is granted.
  PolicyBlob() noexcept = default;

  /// Checks the header, the checksum and every section's bounds. Errors: too_long, damaged with
  /// the offset of what is off.
  static Result<PolicyBlob> open(std::string_view bytes) noexcept;

  /// The policy's revision, which records must bear.
  [[nodiscard]] std::uint32_t revision() const noexcept { return revision_; }
  /// How long a choice holds, in seconds.
  [[nodiscard]] std::int64_t lifetime_s() const noexcept { return lifetime_s_; }
  /// How many services there are; their numbers are less.
  [[nodiscard]] ServiceNumber service_count() const noexcept { return service_count_; }
  /// A section's text; ends in '\n' unless empty.
  [[nodiscard]] std::string_view section(BlobSection section) const noexcept {
    return sections_[static_cast<std::size_t>(section)];
  }
  /// The service of that number; a nameless advertising service where there is none.
  [[nodiscard]] Service service(ServiceNumber number) const noexcept;
  /// The number of the service called `id`, or no_service.
  [[nodiscard]] ServiceNumber service_named(std::string_view id) const noexcept;

 private:
  std::string_view sections_[blob_section_count];
  std::uint32_t revision_ = 0;
  std::int64_t lifetime_s_ = 0;
  ServiceNumber service_count_ = 0;
};

/// Reads a line of section `services`. The line must not be empty.
[[nodiscard]] Service service_of_line(std::string_view line) noexcept;

/// A line of `urls`, `names` or `countries`, cut: what it claims, and the services behind it.
struct ClaimLine {
  /// The pattern; KIND and name; CODE and RULE.
  std::string_view claim;
  /// " OWNER NEEDS*": numbers, each after a blank.
  std::string_view services;
};

/// Cuts a line of section `urls` or `countries`: no pattern and no rule has a blank in it.
[[nodiscard]] ClaimLine split_url_line(std::string_view line) noexcept;

/// Cuts a line of section `names`: names may hold blanks, so the last one counts.
[[nodiscard]] ClaimLine split_name_line(std::string_view line) noexcept;

/// Takes the next number off `services`; no_service when none is left.
[[nodiscard]] ServiceNumber take_service(std::string_view& services) noexcept;

/// The CRC-32 of IEEE 802.3 (zlib's), which the header carries.
[[nodiscard]] std::uint32_t crc32(std::string_view bytes) noexcept;

}  // namespace akkoord
