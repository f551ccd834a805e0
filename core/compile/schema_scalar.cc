// SPDX-License-Identifier: MIT
#include "core/compile/schema_scalar.h"

#include <cstddef>
#include <utility>

#include "core/compile/format.h"
#include "core/compile/nearest_key.h"
#include "core/compile/quoted.h"
#include "core/compile/utf8.h"

namespace akkoord {

namespace {

void report(const JsonValue& value, std::string fault, std::string remedy,
            Diagnostics& diagnostics) {
  diagnostics.push_back(
      diagnostic_at(Severity::error, value.place, std::move(fault), std::move(remedy)));
}

/// `the string "x"`, `the number 3`: what stands there.
std::string found_words(const JsonValue& value) {
  switch (value.kind) {
    case JsonKind::null:
      return "null";
    case JsonKind::boolean:
      return value.truth ? "true" : "false";
    case JsonKind::number:
      return "the number " + printable(cut(value.text, max_quoted_bytes));
    case JsonKind::string:
      return "the string " + in_quotes(value.text);
    case JsonKind::array:
      return "a list";
    case JsonKind::object:
      break;
  }
  return "an object";
}

void check_words(const JsonValue& schema, const JsonValue& value, std::string_view remedy,
                 Diagnostics& diagnostics) {
  std::vector<std::string_view> words;
  if (const JsonValue* only = schema.find("const"); only != nullptr) words.push_back(only->text);
  for (const JsonValue& item : items_at(schema, "enum")) words.push_back(item.text);
  if (words.empty()) return;
  std::vector<std::string> choices;
  for (const std::string_view word : words) {
    if (value.text == word) return;
    choices.push_back(in_quotes(word));
  }
  std::string advice = did_you_mean(nearest_key(value.text, words));
  if (advice.empty() || choices.size() > 1) {
    if (!advice.empty()) advice += ' ';
    advice += remedy.empty() ? "Possible: " + any_of(choices) + "." : std::string(remedy);
  }
  report(value, subject_of(value) + " can't be " + in_quotes(value.text), std::move(advice),
         diagnostics);
}

void check_number(const JsonValue& schema, const JsonValue& value, std::string_view remedy,
                  Diagnostics& diagnostics) {
  const JsonValue* least = schema.find("minimum");
  const JsonValue* most = schema.find("maximum");
  const bool below = least != nullptr && value.number < least->number;
  const bool above = most != nullptr && value.number > most->number;
  if (!below && !above) return;
  std::string advice(remedy);
  if (advice.empty()) {
    advice = "Write a number";
    if (least != nullptr) advice += " from " + least->text;
    if (most != nullptr) advice += (least != nullptr ? " to " : " up to ") + most->text;
    advice += '.';
  }
  report(value,
         subject_of(value) + " is " + printable(cut(value.text, max_quoted_bytes)) +
             (below ? ", below the smallest value " + least->text
                    : ", above the largest value " + most->text),
         std::move(advice), diagnostics);
}

void check_string(const JsonValue& schema, const JsonValue& value, std::string_view remedy,
                  Diagnostics& diagnostics) {
  const auto length = static_cast<double>(character_count(value.text));
  const JsonValue* shortest = schema.find("minLength");
  const JsonValue* longest = schema.find("maxLength");
  if (longest != nullptr && length > longest->number) {
    report(value,
           subject_of(value) + " has " + std::to_string(character_count(value.text)) +
               " characters, more than " + longest->text + ": " + in_quotes(value.text),
           std::string(remedy), diagnostics);
    return;
  }
  if (value.text.empty() && shortest != nullptr && shortest->number > 0) {
    report(value, subject_of(value) + " is empty",
           remedy_or(remedy, "Write a text, or leave the key out."), diagnostics);
    return;
  }
  if (const std::string_view format = text_at(schema, "x-akkoord-format"); !format.empty()) {
    std::string fault = format_fault(format, value.text);
    if (!fault.empty()) {
      report(value, std::move(fault), std::string(remedy), diagnostics);
      return;
    }
  }
  if (shortest != nullptr && length < shortest->number) {
    report(value, subject_of(value) + " is shorter than " + shortest->text + " characters",
           std::string(remedy), diagnostics);
  }
}

}  // namespace

std::string subject_of(const JsonValue& value) {
  const std::string& pointer = value.place.pointer;
  const std::size_t last = pointer.rfind('/');
  if (last == std::string::npos) return "the file";
  const std::string name = pointer.substr(last + 1);
  if (name.find_first_not_of("0123456789") != std::string::npos || name.empty()) {
    return "\"" + printable(name) + "\"";
  }
  const std::size_t before = last == 0 ? std::string::npos : pointer.rfind('/', last - 1);
  if (before == std::string::npos) return "item " + name;
  return "item " + name + " of \"" + printable(pointer.substr(before + 1, last - before - 1)) +
         "\"";
}

std::string type_words(std::string_view type) {
  if (type == "string") return "a string";
  if (type == "integer") return "a whole number";
  if (type == "number") return "a number";
  if (type == "boolean") return "true or false";
  if (type == "array") return "a list, [...]";
  if (type == "object") return "an object, {...}";
  return "null";
}

std::string any_of(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

std::string remedy_or(std::string_view remedy, std::string_view otherwise) {
  return std::string(remedy.empty() ? otherwise : remedy);
}

bool is_of_type(const JsonValue& value, std::string_view type) noexcept {
  switch (value.kind) {
    case JsonKind::null:
      return type == "null";
    case JsonKind::boolean:
      return type == "boolean";
    case JsonKind::number:
      return type == "number" || (type == "integer" && value.whole);
    case JsonKind::string:
      return type == "string";
    case JsonKind::array:
      return type == "array";
    case JsonKind::object:
      break;
  }
  return type == "object";
}

void report_type(const JsonValue& value, const std::vector<std::string_view>& types,
                 std::string_view remedy, Diagnostics& diagnostics) {
  std::vector<std::string> wanted;
  wanted.reserve(types.size());
  for (const std::string_view type : types) wanted.push_back(type_words(type));
  const std::string words = any_of(wanted);
  report(value, subject_of(value) + " must be " + words + ", not " + found_words(value),
         remedy_or(remedy, "Write " + words + "."), diagnostics);
}

void check_scalar(const JsonValue& schema, const JsonValue& value, std::string_view remedy,
                  Diagnostics& diagnostics) {
  if (value.kind == JsonKind::number) check_number(schema, value, remedy, diagnostics);
  if (value.kind != JsonKind::string) return;
  check_words(schema, value, remedy, diagnostics);
  check_string(schema, value, remedy, diagnostics);
}

}  // namespace akkoord
