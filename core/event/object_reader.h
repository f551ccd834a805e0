// SPDX-License-Identifier: MIT
//
// Reads the members of a JSON object that others sent: each key known, each value of its type and
// within its bound. The first fault is kept and everything after it is passed over, so that a
// reader asks once, at its end, whether all was well.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/compile/json_value.h"
#include "core/event/event_fault.h"

namespace akkoord {

/// Takes a small JSON text whose top is an object apart. What is no UTF-8, no JSON, too long, too
/// deep or has a key twice is refused whole; nothing is returned then and `fault` says why.
[[nodiscard]] std::optional<JsonValue> read_object(std::string_view text, std::size_t max_bytes,
                                                   EventFault& fault);

/// How long a text may be and what it must look like.
struct TextRule {
  /// The most bytes.
  std::size_t max_bytes = 0;
  /// Whether a text is one; null: any.
  bool (*is_one)(std::string_view) noexcept = nullptr;
  /// What to send instead, as a sentence.
  std::string_view remedy{};
};

/// Reads one object.
class ObjectReader {
 public:
  /// Reads `object`, whose keys must be among `known_keys`. Both and `fault` must outlive this.
  ObjectReader(const JsonValue& object, std::span<const std::string_view> known_keys,
               EventFault& fault);

  /// Whether nothing was wrong so far.
  [[nodiscard]] bool ok() const noexcept { return fault_.fault.empty(); }
  /// The value of `key`; null where there is none, or it is null, or something was wrong before.
  [[nodiscard]] const JsonValue* find(std::string_view key) const noexcept;
  /// Whether `key` is there, null or not.
  [[nodiscard]] bool has(std::string_view key) const noexcept;

  /// A text that must be there; empty after a fault. A view into the object.
  std::string_view text(std::string_view key, const TextRule& rule);
  /// One of `words`, by its place; 0 after a fault.
  std::size_t word(std::string_view key, std::span<const std::string_view> words);
  /// A whole number from `least` to `most`; `least` after a fault.
  std::int64_t number(std::string_view key, std::int64_t least, std::int64_t most);
  /// A truth value; false after a fault.
  bool truth(std::string_view key);
  /// A value of `kind` that must be there; null after a fault. `remedy` says what to send instead.
  const JsonValue* value(std::string_view key, JsonKind kind, std::string_view remedy);

  /// Notes a fault about the member `key`, unless there is one already.
  void refuse(std::string_view key, std::string fault, std::string remedy);
  /// The same about something inside a member.
  void refuse_at(const JsonPlace& place, std::string fault, std::string remedy);

 private:
  const JsonValue& object_;
  EventFault& fault_;
};

/// `a number`, `an object`: a kind in words.
[[nodiscard]] std::string_view words_for(JsonKind kind) noexcept;

}  // namespace akkoord
