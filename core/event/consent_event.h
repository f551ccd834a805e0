// SPDX-License-Identifier: MIT
//
// What a page tells the collector when a visitor has chosen:
//
//     { "version": 1, "id": "UUIDv7", "previous_id": "UUIDv7", "site": "www.2passclinic.test",
//       "policy": "2pass", "revision": 7, "policy_hash": "sha256:HEX", "bundle_hash": "sha256:HEX",
//       "text_hash": "sha256:HEX", "language": "nl", "jurisdiction": "BE", "variant": "box-a",
//       "method": "banner", "layer": 1, "device": "small", "seconds_to_choice": 7,
//       "choice": { "functional": true, "analytical": true, "advertising": false, "social": false
//       }, "sensitive": true, "services": { "youtube": true }, "issued_s": 1795737600,
//       "expires_s": 1811462400, "held": { "crazy-egg": 3 }, "unknown_hosts": ["fonts.example"] }
//
// Three kinds, by what it grants and what it follows:
//
//     consent     something is granted; with "previous_id" where it changes an earlier one
//     withdrawal  nothing is granted any more; "previous_id" closes the chain of a consent
//     refusal     nothing is granted and nothing was: only a count is kept, and "id", which serves
//                 a retry alone, is forgotten with it
//
// Only a consent may say what was "held", and that it holds on pages that tell of health too:
// "sensitive", true or not there, as cookie_consent_sr has it (GDPR 9(2)(a) wants that consent to
// be explicit, so it is proved apart). Never in any: an IP address, a user agent, a page's URL or
// title (facts: Consent record; GDPR 5(1)(c), 25).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/category.h"
#include "core/consent_id.h"

namespace akkoord {

/// The longest event or count read, in bytes.
inline constexpr std::size_t max_event_bytes = 8'192;

/// How the visitor chose. Stored numbers.
enum class ChoiceMethod : std::uint8_t {
  banner = 0,
  settings = 1,
  embed = 2,
  withdrawal = 3,
  gpc = 4,
};

/// The size of the screen, no more of it. Stored numbers.
enum class Device : std::uint8_t { small = 0, large = 1 };

/// What an event amounts to. Stored numbers.
enum class EventKind : std::uint8_t { consent = 0, withdrawal = 1, refusal = 2 };

/// An event that has been checked.
struct ConsentEvent {
  ConsentId id{};                              ///< Its own; of a refusal for the retry alone.
  std::optional<ConsentId> previous_id{};      ///< The event that it follows.
  std::string site{};                          ///< The page's host: one of the policy's.
  std::string policy{};                        ///< The policy's id.
  std::uint32_t revision = 0;                  ///< The policy's revision.
  std::string policy_hash{};                   ///< What was in force, `sha256:` and 64 digits.
  std::string bundle_hash{};                   ///< The script that asked.
  std::string text_hash{};                     ///< The words that it showed.
  std::string language{};                      ///< The language of those, "nl" or "nl-BE".
  std::string jurisdiction{};                  ///< Whose rules applied, two capitals.
  std::string variant{};                       ///< Which banner, e.g. "box-a".
  ChoiceMethod method = ChoiceMethod::banner;  ///< How the visitor chose.
  std::uint32_t layer = 0;                     ///< 1 or 2; 0 where neither was open (embed, gpc).
  Device device = Device::small;               ///< The size of the screen.
  std::uint32_t seconds_to_choice = 0;         ///< From showing to choosing, at most a day.
  CategorySet choice{};                        ///< The categories granted.
  bool sensitive = false;                      ///< The grants hold on sensitive routes too.
  std::vector<std::pair<std::string, bool>> services{};       ///< Exceptions, sorted by id.
  std::int64_t issued_s = 0;                                  ///< When the visitor chose, UTC.
  std::int64_t expires_s = 0;                                 ///< Until when it holds, UTC.
  std::vector<std::pair<std::string, std::uint32_t>> held{};  ///< By service, sorted by id.
  std::vector<std::string> unknown_hosts{};                   ///< Held too; sorted, each once.

  bool operator==(const ConsentEvent&) const = default;
};

/// The word for a method, as events write it.
[[nodiscard]] std::string_view name_of(ChoiceMethod method) noexcept;
/// The word for a device.
[[nodiscard]] std::string_view name_of(Device device) noexcept;
/// The word for a kind.
[[nodiscard]] std::string_view name_of(EventKind kind) noexcept;

/// What an event amounts to.
[[nodiscard]] EventKind kind_of(const ConsentEvent& event) noexcept;

/// The event's canonical bytes: JSON after RFC 8785 (keys sorted, no blanks), which any language
/// can make again. "previous_id", "sensitive", "held" and "unknown_hosts" are left out where they
/// are empty or false. Two events that are equal have the same bytes, and read_event() reads them
/// back.
[[nodiscard]] std::string canonical_bytes(const ConsentEvent& event);

/// What is stored and hashed as evidence: `{"event":...,"received_s":...}`, canonical likewise.
[[nodiscard]] std::string record_bytes(const ConsentEvent& event, std::int64_t received_s);

/// Whether `record` is what record_bytes() made of this very event, whenever it was received.
[[nodiscard]] bool is_record_of(const ConsentEvent& event, std::string_view record);

}  // namespace akkoord
