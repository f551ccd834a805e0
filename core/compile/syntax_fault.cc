// SPDX-License-Identifier: MIT
#include "core/compile/syntax_fault.h"

#include <algorithm>

#include "core/compile/quoted.h"

namespace akkoord {

namespace {

constexpr std::size_t max_fault_bytes = 120;

/// "[json.exception...] parse error at line 1, column 2: syntax error while parsing value - REASON;
/// last read: 'TOKEN'; expected WANTED" cut to "REASON, expected WANTED".
std::string reason_in(std::string_view message) {
  if (const std::size_t id_end = message.find("] "); id_end != std::string_view::npos) {
    message.remove_prefix(id_end + 2);
  }
  if (message.starts_with("number overflow")) return "a number beyond what can be counted";
  if (const std::size_t dash = message.find(" - "); dash != std::string_view::npos) {
    message.remove_prefix(dash + 3);
  }
  const std::size_t reason_end = std::min(message.find("; "), message.size());
  std::string reason(cut(message.substr(0, reason_end), max_fault_bytes));
  const std::size_t wanted = message.rfind("; expected ");
  if (wanted != std::string_view::npos) {
    reason += ", ";
    reason += cut(message.substr(wanted + 2), max_fault_bytes);
  }
  return reason;
}

/// The last byte before `offset_bytes` that is no blank; '\0' where there is none.
char before(std::string_view text, std::size_t offset_bytes) noexcept {
  const std::size_t last = text.substr(0, offset_bytes).find_last_not_of(" \t\r\n");
  return last == std::string_view::npos ? '\0' : text[last];
}

std::string remedy_for(std::string_view text, std::size_t offset_bytes, bool behind_value) {
  if (behind_value) return "JSON is one value: remove what follows it.";
  if (offset_bytes >= text.size()) return "A closing bracket or quote is missing before the end.";
  const char at = text[offset_bytes];
  const char last = before(text, offset_bytes);
  if ((at == '}' || at == ']') && last == ',') return "Remove the comma before it.";
  if (at == '/' || at == '#') return "JSON has no comments: write a \"$comment\" key instead.";
  if (at == '\'') return "JSON quotes with \" alone.";
  if (at == '"' && (last == '"' || last == '}' || last == ']'))
    return "A comma is missing before it.";
  return "A comma, colon, quote or bracket is missing or one too many, here or just before.";
}

}  // namespace

SyntaxFault syntax_fault(std::string_view text, std::size_t read_bytes, std::string_view last_token,
                         std::string_view message) {
  SyntaxFault fault;
  fault.fault = "not JSON: " + reason_in(message);
  std::size_t offset_bytes = std::min(read_bytes == 0 ? 0 : read_bytes - 1, text.size());
  const bool at_end = message.find("unexpected end of input") != std::string_view::npos;
  if (at_end) offset_bytes = text.size();
  const bool whole_string = !at_end && last_token.size() >= 2 && last_token.front() == '"' &&
                            last_token.back() == '"' && last_token.size() <= offset_bytes + 1;
  if (whole_string) offset_bytes -= last_token.size() - 1;
  fault.offset_bytes = offset_bytes;
  const bool behind_value = message.ends_with("expected end of input");
  fault.remedy = remedy_for(text, offset_bytes, behind_value);
  return fault;
}

}  // namespace akkoord
