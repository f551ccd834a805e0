// SPDX-License-Identifier: MIT
#include "core/event/object_reader.h"

#include <algorithm>
#include <utility>

#include "core/compile/nearest_key.h"
#include "core/compile/quoted.h"
#include "core/compile/read.h"
#include "core/compile/utf8.h"

namespace akkoord {

namespace {

std::string list_of(std::span<const std::string_view> words) {
  std::string list;
  for (const std::string_view word : words) {
    if (!list.empty()) list += ", ";
    list.append("\"").append(word).append("\"");
  }
  return list;
}

std::string range_of(std::int64_t least, std::int64_t most) {
  if (least == most) return "It is " + std::to_string(least) + ".";
  return "It is a whole number from " + std::to_string(least) + " to " + std::to_string(most) + ".";
}

/// What the reader of files would call a fault of a file; empty where the bytes are text.
EventFault spoiled_text(std::string_view text) {
  const std::size_t invalid = first_invalid_utf8(text);
  if (invalid != std::string_view::npos) {
    return {"",
            "byte " + std::to_string(invalid + 1) +
                " is not UTF-8: " + printable(text.substr(invalid, 1)),
            "JSON travels as UTF-8 (RFC 8259, 8.1)."};
  }
  if (text.starts_with("\xEF\xBB\xBF")) {
    return {"", "a byte order mark comes first", "Leave it out (RFC 8259, 8.1)."};
  }
  return {};
}

/// What the reader of files says, with its place in words: there is no file to be named.
EventFault without_file(const Diagnostic& first) {
  if (!first.pointer.empty() && first.fault.starts_with("duplicate key ")) {
    return {printable(first.pointer), first.fault, "Send each key once."};
  }
  return {printable(first.pointer),
          first.fault + ", in line " + std::to_string(first.line) + ", column " +
              std::to_string(first.column),
          first.remedy};
}

}  // namespace

std::optional<JsonValue> read_object(std::string_view text, std::size_t max_bytes,
                                     EventFault& fault) {
  if (text.size() > max_bytes) {
    fault = {"", "more than " + std::to_string(max_bytes) + " bytes",
             "Send less: nothing of it was read."};
    return std::nullopt;
  }
  fault = spoiled_text(text);
  if (!fault.fault.empty()) return std::nullopt;
  Diagnostics diagnostics;
  std::optional<JsonValue> value = read_json(text, "", diagnostics, max_bytes);
  if (!diagnostics.empty()) {
    fault = without_file(diagnostics.front());
    return std::nullopt;
  }
  if (value && value->kind != JsonKind::object) {
    fault = {"", std::string(words_for(value->kind)) + " where an object belongs",
             "Send one JSON object: {...}."};
    return std::nullopt;
  }
  return value;
}

ObjectReader::ObjectReader(const JsonValue& object, std::span<const std::string_view> known_keys,
                           EventFault& fault)
    : object_(object), fault_(fault) {
  for (const JsonMember& member : object.members) {
    if (std::find(known_keys.begin(), known_keys.end(), member.key) != known_keys.end()) continue;
    std::string remedy = did_you_mean(nearest_key(member.key, known_keys));
    if (remedy.empty()) remedy = "Leave it out: what is not asked for is never stored.";
    if (ok()) {
      fault_ = {printable(member.key_place.pointer), "unknown key " + in_quotes(member.key),
                std::move(remedy)};
    }
  }
}

const JsonValue* ObjectReader::find(std::string_view key) const noexcept {
  const JsonValue* value = ok() ? object_.find(key) : nullptr;
  return value == nullptr || value->kind == JsonKind::null ? nullptr : value;
}

bool ObjectReader::has(std::string_view key) const noexcept {
  return object_.find(key) != nullptr;
}

void ObjectReader::refuse(std::string_view key, std::string fault, std::string remedy) {
  JsonPlace place;
  place.pointer = member_pointer(object_.place.pointer, key);
  refuse_at(place, std::move(fault), std::move(remedy));
}

void ObjectReader::refuse_at(const JsonPlace& place, std::string fault, std::string remedy) {
  if (ok()) fault_ = {printable(place.pointer), std::move(fault), std::move(remedy)};
}

const JsonValue* ObjectReader::value(std::string_view key, JsonKind kind, std::string_view remedy) {
  if (!ok()) return nullptr;
  const JsonValue* value = object_.find(key);
  if (value == nullptr) {
    refuse(key, "\"" + std::string(key) + "\" is missing", std::string(remedy));
    return nullptr;
  }
  if (value->kind != kind) {
    refuse(key,
           "\"" + std::string(key) + "\" is " + std::string(words_for(value->kind)) + ", not " +
               std::string(words_for(kind)),
           std::string(remedy));
    return nullptr;
  }
  return value;
}

std::string_view ObjectReader::text(std::string_view key, const TextRule& rule) {
  const JsonValue* found = value(key, JsonKind::string, rule.remedy);
  if (found == nullptr) return {};
  if (found->text.size() > rule.max_bytes) {
    refuse(
        key,
        "\"" + std::string(key) + "\" has more than " + std::to_string(rule.max_bytes) + " bytes",
        std::string(rule.remedy));
    return {};
  }
  if (rule.is_one != nullptr && !rule.is_one(found->text)) {
    refuse(key, in_quotes(found->text) + " is no \"" + std::string(key) + "\"",
           std::string(rule.remedy));
    return {};
  }
  return found->text;
}

std::size_t ObjectReader::word(std::string_view key, std::span<const std::string_view> words) {
  const std::string remedy = "It is one of " + list_of(words) + ".";
  const JsonValue* found = value(key, JsonKind::string, remedy);
  if (found == nullptr) return 0;
  const auto place = std::find(words.begin(), words.end(), found->text);
  if (place != words.end()) return static_cast<std::size_t>(place - words.begin());
  refuse(key, in_quotes(found->text) + " is no \"" + std::string(key) + "\"", remedy);
  return 0;
}

std::int64_t ObjectReader::number(std::string_view key, std::int64_t least, std::int64_t most) {
  const std::string remedy = range_of(least, most);
  const JsonValue* found = value(key, JsonKind::number, remedy);
  if (found == nullptr) return least;
  // JSON's whole numbers are exact up to 2^53 alone; every bound of ours is far below.
  if (found->whole && found->number >= static_cast<double>(least) &&
      found->number <= static_cast<double>(most)) {
    return static_cast<std::int64_t>(found->number);
  }
  refuse(key, "\"" + std::string(key) + "\" is " + printable(cut(found->text, max_quoted_bytes)),
         remedy);
  return least;
}

bool ObjectReader::truth(std::string_view key) {
  const JsonValue* found = value(key, JsonKind::boolean, "It is true or false.");
  return found != nullptr && found->truth;
}

std::string_view words_for(JsonKind kind) noexcept {
  switch (kind) {
    case JsonKind::null:
      return "null";
    case JsonKind::boolean:
      return "a truth value";
    case JsonKind::number:
      return "a number";
    case JsonKind::string:
      return "a text";
    case JsonKind::array:
      return "a list";
    case JsonKind::object:
      break;
  }
  return "an object";
}

}  // namespace akkoord
