// SPDX-License-Identifier: MIT
#include "core/records.h"

#include "core/lines.h"
#include "core/text_writer.h"

namespace akkoord {

namespace {

constexpr std::size_t set_cookie = static_cast<std::size_t>(RecordCookie::set);
constexpr std::size_t services_cookie = static_cast<std::size_t>(RecordCookie::services);
constexpr std::size_t sensitive_cookie = static_cast<std::size_t>(RecordCookie::sensitive_routes);
constexpr unsigned category_bits = 0b11110;

std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Which record cookie `name` is, by RecordCookie; record_name_count for none.
std::size_t record_number(const PolicyBlob& policy, std::string_view name) noexcept {
  Lines names(policy.section(BlobSection::records));
  std::size_t number = 0;
  for (std::string_view line; number < record_name_count && names.next(line); ++number) {
    if (line == name) return number;
  }
  return record_name_count;
}

/// The values of the record cookies as they come in.
struct Gathered {
  std::string_view values[record_name_count];  // of twins the last
  unsigned seen = 0;                           // bit by RecordCookie
  unsigned refused = 0;                        // likewise: anything but "1" refuses
  bool spoiled = false;

  void take(std::size_t number, std::string_view value) noexcept {
    const unsigned bit = 1U << number;
    const bool twin = (seen & bit) != 0;
    seen |= bit;
    const bool category = (bit & category_bits) != 0;
    if (twin && !category && value != values[number]) spoiled = true;
    values[number] = value;
    if (number == set_cookie || number == services_cookie || value == "1") return;
    refused |= bit;
    if (value != "0" && (category || !value.empty())) spoiled = true;
  }
};

RecordState state_of(Standing standing) noexcept {
  switch (standing) {
    case Standing::current:
      return RecordState::current;
    case Standing::expired:
      return RecordState::expired;
    case Standing::issued_later:
      return RecordState::issued_later;
    case Standing::other_revision:
      break;
  }
  return RecordState::other_revision;
}

std::string_view line_number(std::string_view text, std::size_t number) noexcept {
  Lines lines(text);
  std::string_view line;
  while (lines.next(line) && number > 0) --number;
  return line;
}

bool covers(std::string_view domain, std::string_view host) noexcept {
  if (domain.empty() || !host.ends_with(domain)) return false;
  return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

}  // namespace

// Kept apart from its one caller in the page module, which would grow by 73 B (brotli).
[[gnu::noinline]] Records read_records(std::string_view cookie_header, const PolicyBlob& policy,
                                       std::int64_t now_s) noexcept {
  Records records;
  if (cookie_header.size() > max_cookie_header_bytes) {
    records.state = RecordState::malformed;
    return records;
  }
  Gathered found;
  while (!cookie_header.empty()) {
    const std::size_t end = cookie_header.find(';');
    const std::string_view pair = cookie_header.substr(0, end);
    cookie_header.remove_prefix(end == std::string_view::npos ? cookie_header.size() : end + 1);
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    const std::size_t number = record_number(policy, trimmed(pair.substr(0, equals)));
    if (number < record_name_count) found.take(number, trimmed(pair.substr(equals + 1)));
  }
  if ((found.seen & 1U) == 0) return records;

  records.state = RecordState::malformed;
  if (found.spoiled || (found.seen & category_bits) != category_bits) return records;
  const Result<ConsentRecord> record = decode(found.values[set_cookie]);
  Choice choice;
  if (!record.ok() || !read_exceptions(found.values[services_cookie], policy, choice).ok())
    return records;
  records.state = state_of(standing(record.value(), policy.revision(), now_s));
  if (records.state != RecordState::current) return records;
  records.record = record.value();
  const unsigned granted = found.seen & ~found.refused;
  choice.categories = CategorySet::from_bits(granted >> 1U);
  choice.sensitive_routes = (granted & (1U << sensitive_cookie)) != 0;
  records.choice = choice;
  return records;
}

Result<std::string_view> write_records(const PolicyBlob& policy, const Choice& choice,
                                       const ConsentRecord& record, const RecordPlace& place,
                                       std::span<char> out) noexcept {
  ConsentRecord kept = record;
  if (!grants_anything(choice, policy)) kept.id = {};
  char set_text[max_record_bytes];
  char exceptions_text[max_exceptions_bytes];
  const Result<std::string_view> set = encode(kept, set_text);
  const Result<std::string_view> exceptions = write_exceptions(choice, policy, exceptions_text);
  if (!set.ok() || !exceptions.ok()) return Error{ErrorCode::no_room};

  const std::string_view text = policy.section(BlobSection::records);
  const std::string_view domain = line_number(text, record_name_count);
  TextWriter writer(out);
  for (std::size_t number = 0; number < record_name_count; ++number) {
    std::string_view value = "1";
    if (number == set_cookie) {
      value = set.value();
    } else if (number == services_cookie) {
      value = exceptions.value();
    } else if (number == sensitive_cookie) {
      value = choice.sensitive_routes ? "1" : "";
    } else if (!choice.categories.has(static_cast<Category>(number))) {
      value = "0";
    }
    writer.text(line_number(text, number)).text("=").text(value).text("; Path=/; Max-Age=");
    writer.number(value.empty() ? 0 : record.expires_s - record.issued_s).text("; SameSite=Lax");
    if (covers(domain, place.host)) writer.text("; Domain=").text(domain);
    writer.text(place.secure ? "; Secure\n" : "\n");
  }
  if (!writer.ok()) return Error{ErrorCode::no_room};
  return writer.written();
}

bool is_record_name(const PolicyBlob& policy, std::string_view name) noexcept {
  return record_number(policy, name) < record_name_count;
}

}  // namespace akkoord
