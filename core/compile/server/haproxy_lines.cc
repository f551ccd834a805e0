// SPDX-License-Identifier: MIT
#include "core/compile/server/haproxy_lines.h"

namespace akkoord {

std::string haproxy_word(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\\' || c == '"' || c == '$') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string haproxy_format(std::string_view text) {
  std::string out;
  for (const char c : text) out.append(c == '%' ? 2 : 1, c);
  return out;
}

std::string haproxy_holds(std::string_view variable, std::string_view text) {
  return "{ var(txn." + std::string(variable) + ") -m sub " + haproxy_word(text) + " }";
}

HaproxyLines& HaproxyLines::line(std::string_view text) {
  text_.append("    ").append(text).append("\n");
  return *this;
}

HaproxyLines& HaproxyLines::set(std::string_view name, std::string_view expression,
                                std::string_view condition) {
  std::string text = "http-request set-var(txn." + std::string(name) + ") ";
  text.append(expression);
  if (!condition.empty()) text.append(" if ").append(condition);
  return line(text);
}

}  // namespace akkoord
