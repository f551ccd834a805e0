// SPDX-License-Identifier: MIT
#include "core/compile/diagnostic.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>
#include <utility>

#include "core/compile/quoted.h"

namespace akkoord {

std::string_view name_of(Severity severity) noexcept {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      break;
  }
  return "note";
}

Diagnostic diagnostic_at(Severity severity, const JsonPlace& place, std::string fault,
                         std::string remedy) {
  return {severity,      place.path,       place.position.line, place.position.column,
          place.pointer, std::move(fault), std::move(remedy)};
}

Diagnostic error_about(std::string_view path, std::string fault, std::string remedy) {
  Diagnostic diagnostic;
  diagnostic.path = path;
  diagnostic.fault = std::move(fault);
  diagnostic.remedy = std::move(remedy);
  return diagnostic;
}

bool has_errors(const Diagnostics& diagnostics) noexcept {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::error;
  });
}

void add_unless_explained(Diagnostics& diagnostics, Diagnostics later) {
  using Place = std::tuple<std::string, std::uint32_t, std::uint32_t>;
  std::set<Place> faulty;
  for (const Diagnostic& one : diagnostics) {
    if (one.severity == Severity::error) faulty.emplace(one.path, one.line, one.column);
  }
  for (Diagnostic& one : later) {
    if (one.line == 0 || !faulty.contains(Place{one.path, one.line, one.column})) {
      diagnostics.push_back(std::move(one));
    }
  }
}

void put_in_order(Diagnostics& diagnostics, std::string_view first_path) {
  const auto key = [first_path](const Diagnostic& one) {
    return std::make_tuple(one.path != first_path, std::string_view(one.path), one.line,
                           one.column);
  };
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [&key](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  const auto repeats = [&key](const Diagnostic& a, const Diagnostic& b) {
    return key(a) == key(b) && a.pointer == b.pointer && a.fault == b.fault;
  };
  diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end(), repeats),
                    diagnostics.end());
}

std::string diagnostic_text(const Diagnostic& diagnostic, std::string_view mark,
                            std::string_view unmark) {
  std::string text = printable(diagnostic.path);
  if (diagnostic.line > 0) {
    text += ":" + std::to_string(diagnostic.line) + ":" + std::to_string(diagnostic.column);
  }
  text += ": ";
  text += mark;
  text += name_of(diagnostic.severity);
  text += ":";
  text += unmark;
  text += " " + printable(diagnostic.fault);
  if (!diagnostic.pointer.empty()) text += " (" + printable(diagnostic.pointer) + ")";
  text += '\n';
  if (!diagnostic.remedy.empty()) text += "    " + printable(diagnostic.remedy) + "\n";
  return text;
}

std::string diagnostics_json(const Diagnostics& diagnostics) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Diagnostic& diagnostic : diagnostics) {
    list.push_back({{"severity", name_of(diagnostic.severity)},
                    {"path", diagnostic.path},
                    {"line", diagnostic.line},
                    {"column", diagnostic.column},
                    {"pointer", diagnostic.pointer},
                    {"fault", diagnostic.fault},
                    {"remedy", diagnostic.remedy}});
  }
  return list.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string error_summary(const Diagnostics& diagnostics, std::string_view not_done) {
  const auto count =
      std::count_if(diagnostics.begin(), diagnostics.end(),
                    [](const Diagnostic& one) { return one.severity == Severity::error; });
  std::string text = std::to_string(count) + (count == 1 ? " error. " : " errors. ");
  text += not_done;
  return text;
}

std::string_view sentence_for(ErrorCode code) noexcept {
  switch (code) {
    case ErrorCode::too_long:
      return "is longer than can be read";
    case ErrorCode::unknown_format:
      return "has a format version that is not known here";
    case ErrorCode::malformed:
      return "is not written as its format demands";
    case ErrorCode::no_room:
      return "does not fit into the room there is";
    case ErrorCode::damaged:
      break;
  }
  return "is damaged: its bytes are not those that were written";
}

}  // namespace akkoord
