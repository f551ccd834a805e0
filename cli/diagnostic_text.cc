// SPDX-License-Identifier: MIT
#include "cli/diagnostic_text.h"

#include <unistd.h>

#include <cstdlib>
#include <string>
#include <string_view>

namespace akkoord {

namespace {

/// Whether `stream` is a terminal whose owner did not switch colours off (no-color.org).
bool wants_colour(std::FILE* stream) noexcept {
  if (stream == nullptr) return false;
  const char* no_colour = std::getenv("NO_COLOR");
  return ::isatty(::fileno(stream)) != 0 && (no_colour == nullptr || *no_colour == '\0');
}

std::string_view colour_of(Severity severity) noexcept {
  switch (severity) {
    case Severity::error:
      return "\x1B[1;31m";
    case Severity::warning:
      return "\x1B[1;33m";
    case Severity::note:
      break;
  }
  return "\x1B[1;36m";
}

}  // namespace

std::string text_for(std::FILE* stream, const Diagnostic& diagnostic) {
  if (!wants_colour(stream)) return diagnostic_text(diagnostic);
  return diagnostic_text(diagnostic, colour_of(diagnostic.severity), "\x1B[0m");
}

void print_diagnostics(std::FILE* stream, const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    std::fputs(text_for(stream, diagnostic).c_str(), stream);
  }
}

}  // namespace akkoord
