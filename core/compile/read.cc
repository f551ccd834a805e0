// SPDX-License-Identifier: MIT
#include "core/compile/read.h"

#include <cmath>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/compile/quoted.h"
#include "core/compile/syntax_fault.h"
#include "core/compile/utf8.h"

namespace akkoord {

namespace {

constexpr double largest_exact_whole = 9'007'199'254'740'992.0;  // 2^53

/// An array or object that has begun, and in an object the key that waits for its value.
struct Frame {
  JsonValue value;
  std::string key{};
  JsonPlace key_place{};
  std::map<std::string, TextPosition, std::less<>> keys{};
};

/// Takes the parser's calls and builds values with places. Returning false ends the parsing.
class ValueBuilder {
 public:
  ValueBuilder(std::string_view text, std::string_view path, Diagnostics& diagnostics)
      : text_(text), path_(path), cursor_(text), diagnostics_(diagnostics) {}

  bool null() { return put(next_value(JsonKind::null)); }

  bool boolean(bool truth) {
    JsonValue value = next_value(JsonKind::boolean);
    value.truth = truth;
    return put(std::move(value));
  }

  bool number_integer(std::int64_t number) {
    return put_number(static_cast<double>(number), std::to_string(number));
  }

  bool number_unsigned(std::uint64_t number) {
    return put_number(static_cast<double>(number), std::to_string(number));
  }

  bool number_float(double number, const std::string& spelling) {
    return put_number(number, spelling);
  }

  bool string(std::string& text) {
    JsonValue value = next_value(JsonKind::string);
    value.text = std::move(text);
    return put(std::move(value));
  }

  bool binary(nlohmann::json::binary_t& /*bytes*/) { return false; }

  bool start_object(std::size_t /*size*/) { return start(JsonKind::object); }
  bool start_array(std::size_t /*size*/) { return start(JsonKind::array); }
  bool end_object() { return end(); }
  bool end_array() { return end(); }

  bool key(std::string& key) {
    Frame& frame = frames_.back();
    frame.key_place = {path_, cursor_.next(), member_pointer(frame.value.place.pointer, key)};
    const auto [first, is_new] = frame.keys.emplace(key, frame.key_place.position);
    if (!is_new) {
      const JsonPlace first_place{path_, first->second, {}};
      diagnostics_.push_back(diagnostic_at(
          Severity::error, frame.key_place, "duplicate key " + in_quotes(key),
          "It stands at " + text_of(first_place) + " already: remove one of the two."));
    }
    frame.key = std::move(key);
    return true;
  }

  bool parse_error(std::size_t read_bytes, const std::string& last_token,
                   const nlohmann::json::exception& error) {
    const SyntaxFault fault = syntax_fault(text_, read_bytes, last_token, error.what());
    const JsonPlace place{path_, position_of(text_, fault.offset_bytes), {}};
    diagnostics_.push_back(diagnostic_at(Severity::error, place, fault.fault, fault.remedy));
    return false;
  }

  JsonValue take() { return std::move(root_); }

 private:
  JsonValue next_value(JsonKind kind) {
    JsonValue value;
    value.kind = kind;
    value.place = {path_, cursor_.next(), {}};
    if (frames_.empty()) return value;
    const Frame& frame = frames_.back();
    value.place.pointer = frame.value.kind == JsonKind::array
                              ? item_pointer(frame.value.place.pointer, frame.value.items.size())
                              : frame.key_place.pointer;
    return value;
  }

  bool put_number(double number, std::string spelling) {
    JsonValue value = next_value(JsonKind::number);
    value.number = number;
    value.whole = std::fabs(number) < largest_exact_whole && std::floor(number) == number;
    value.text = std::move(spelling);
    return put(std::move(value));
  }

  bool put(JsonValue value) {
    if (frames_.empty()) {
      root_ = std::move(value);
      return true;
    }
    Frame& frame = frames_.back();
    if (frame.value.kind == JsonKind::array) {
      frame.value.items.push_back(std::move(value));
    } else {
      frame.value.members.push_back({std::move(frame.key), frame.key_place, std::move(value)});
    }
    return true;
  }

  bool start(JsonKind kind) {
    JsonValue value = next_value(kind);
    if (frames_.size() == max_nesting) {
      diagnostics_.push_back(
          diagnostic_at(Severity::error, value.place,
                        "nested deeper than " + std::to_string(max_nesting) + " levels",
                        "Far fewer are needed: a bracket is probably missing before this line."));
      return false;
    }
    frames_.push_back({std::move(value)});
    return true;
  }

  bool end() {
    cursor_.next();
    JsonValue value = std::move(frames_.back().value);
    frames_.pop_back();
    return put(std::move(value));
  }

  std::string_view text_;
  std::string path_;
  TokenCursor cursor_;
  Diagnostics& diagnostics_;
  std::vector<Frame> frames_;
  JsonValue root_;
};

/// What no parser need look at; empty where the text may be parsed.
std::optional<Diagnostic> spoiled_bytes(std::string_view text, std::string_view path,
                                        std::size_t max_bytes) {
  if (text.size() > max_bytes) {
    return error_about(
        path, "the file has more than the " + std::to_string(max_bytes) + " bytes that are read",
        "Nothing of it was looked at. Is it the right file?");
  }
  const auto place_at = [&](std::size_t offset_bytes) {
    return JsonPlace{std::string(path), position_of(text, offset_bytes), {}};
  };
  if (text.starts_with("\xEF\xBB\xBF")) {
    return diagnostic_at(Severity::error, place_at(0), "the file begins with a byte order mark",
                         "Save it as UTF-8 without BOM.");
  }
  if (const std::size_t invalid = first_invalid_utf8(text); invalid != std::string_view::npos) {
    return diagnostic_at(Severity::error, place_at(invalid),
                         "byte " + std::to_string(invalid + 1) +
                             " is not UTF-8: " + printable(text.substr(invalid, 1)),
                         "Save the file as UTF-8.");
  }
  return std::nullopt;
}

}  // namespace

std::optional<JsonValue> read_json(std::string_view text, std::string_view path,
                                   Diagnostics& diagnostics, std::size_t max_bytes) {
  if (std::optional<Diagnostic> spoiled = spoiled_bytes(text, path, max_bytes)) {
    diagnostics.push_back(std::move(*spoiled));
    return std::nullopt;
  }
  ValueBuilder builder(text, path, diagnostics);
  if (!nlohmann::json::sax_parse(text, &builder)) return std::nullopt;
  return builder.take();
}

}  // namespace akkoord
