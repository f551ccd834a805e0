// SPDX-License-Identifier: MIT
#include "core/choice.h"

#include "core/lines.h"
#include "core/text_writer.h"

namespace akkoord {

Result<std::size_t> read_exceptions(std::string_view text, const PolicyBlob& policy,
                                    Choice& choice) noexcept {
  if (text.size() > max_exceptions_bytes) return Error{ErrorCode::too_long, max_exceptions_bytes};
  std::size_t start = 0;
  std::size_t count = 0;
  while (start < text.size()) {
    const std::size_t dot = text.find('.', start);
    const std::size_t end = dot == std::string_view::npos ? text.size() : dot;
    const std::string_view field = text.substr(start, end - start);
    const bool signed_id = !field.empty() && (field[0] == '+' || field[0] == '-');
    if (!signed_id || !is_service_id(field.substr(1)) || end + 1 == text.size()) {
      return Error{ErrorCode::malformed, start};
    }
    ServiceSet& set = field[0] == '+' ? choice.granted_alone : choice.refused_alone;
    set.add(policy.service_named(field.substr(1)));
    start = end + 1;
    ++count;
  }
  return count;
}

Result<std::string_view> write_exceptions(const Choice& choice, const PolicyBlob& policy,
                                          std::span<char> out) noexcept {
  TextWriter writer(out);
  Lines lines(policy.section(BlobSection::services));
  ServiceNumber number = 0;
  for (std::string_view line; lines.next(line); ++number) {
    const Service service = service_of_line(line);
    // What needs no consent, be it on some pages only, runs unless the visitor objects by name.
    const bool objected = service.exempt_in_part && choice.refused_alone.has(number);
    const bool unasked = service.exempt || objected || choice.categories.has(service.category);
    if (service.category == Category::mandatory) continue;
    const bool granted =
        service.exempt ? !choice.refused_alone.has(number) : choice.grants(number, service);
    if (granted == unasked) continue;
    if (!writer.written().empty()) writer.text(".");
    writer.text(unasked ? "-" : "+").text(service.id);
  }
  if (!writer.ok()) return Error{ErrorCode::no_room};
  return writer.written();
}

bool grants_anything(const Choice& choice, const PolicyBlob& policy) noexcept {
  Lines lines(policy.section(BlobSection::services));
  ServiceNumber number = 0;
  for (std::string_view line; lines.next(line); ++number) {
    const Service service = service_of_line(line);
    const bool asked_for = service.category != Category::mandatory && !service.exempt;
    if (asked_for && choice.grants(number, service)) return true;
  }
  return false;
}

}  // namespace akkoord
