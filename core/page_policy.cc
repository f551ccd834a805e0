// SPDX-License-Identifier: MIT
#include "core/page_policy.h"

#include "core/lines.h"
#include "core/pattern.h"
#include "core/text_writer.h"

namespace akkoord {

namespace {

bool all_granted(std::string_view services, const Decision& decision) noexcept {
  if (services.empty()) return false;
  while (!services.empty()) {
    const ServiceNumber number = take_service(services);
    if (number == no_service || !decision.grants(number)) return false;
  }
  return true;
}

/// Whether ` source` stands in `written` already as a whole word.
bool stands_in(std::string_view written, std::string_view source) noexcept {
  std::size_t at = written.find(source);
  while (at != std::string_view::npos) {
    const std::size_t end = at + source.size();
    const bool starts = at == 0 || written[at - 1] == ' ';
    if (starts && (end == written.size() || written[end] == ' ')) return true;
    at = written.find(source, at + 1);
  }
  return false;
}

/// The one line of section `own` or `forms`.
std::string_view declared(const PolicyBlob& policy, BlobSection section) noexcept {
  const std::string_view line = policy.section(section);
  return line.substr(0, line.find('\n'));
}

}  // namespace

Result<std::string_view> page_policy(const PolicyBlob& policy, const Decision& decision,
                                     std::span<char> out) noexcept {
  TextWriter writer(out);
  writer.text(page_policy_opening);
  const std::string_view own = declared(policy, BlobSection::own);
  if (!own.empty()) writer.text(" ").text(own);

  Lines lines(policy.section(BlobSection::urls));
  std::string_view host;
  std::size_t host_start = 0;  // the same source can only recur under the same host
  for (std::string_view line; lines.next(line);) {
    const ClaimLine claim = split_url_line(line);
    const std::string_view source = source_of(claim.claim);
    if (source.starts_with('/') || !all_granted(claim.services, decision)) continue;
    if (const std::string_view its_host = source.substr(0, source.find('/')); its_host != host) {
      host = its_host;
      host_start = writer.written().size();
    }
    if (stands_in(own, source) || stands_in(writer.written().substr(host_start), source)) continue;
    writer.text(" ").text(source);
  }
  writer.text(page_policy_tail).text(declared(policy, BlobSection::forms));
  if (!writer.ok()) return Error{ErrorCode::no_room};
  return writer.written();
}

}  // namespace akkoord
