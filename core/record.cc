// SPDX-License-Identifier: MIT
#include "core/record.h"

#include "core/text_writer.h"

namespace akkoord {

namespace {

constexpr std::string_view format_version = "1";

/// Takes a value apart at its dots, from the left.
class FieldReader {
 public:
  explicit FieldReader(std::string_view value) noexcept : value_(value) {}

  std::string_view next() noexcept {
    field_start_ = next_start_;
    const std::size_t dot = value_.find('.', next_start_);
    const std::size_t end = dot == std::string_view::npos ? value_.size() : dot;
    next_start_ = dot == std::string_view::npos ? end : end + 1;
    return value_.substr(field_start_, end - field_start_);
  }

  /// A number without sign or leading zero; others are refused, so that a record has one spelling.
  bool next_number(std::int64_t& number, std::int64_t largest) noexcept {
    const std::string_view digits = next();
    if (digits.empty() || digits.size() > 12 || (digits[0] == '0' && digits.size() > 1)) {
      return false;
    }
    number = 0;
    for (const char c : digits) {
      if (c < '0' || c > '9') return false;
      number = number * 10 + (c - '0');
    }
    return number <= largest;
  }

  std::string_view rest() noexcept {
    field_start_ = next_start_;
    return value_.substr(next_start_);
  }

  /// Where the field handed out last begins.
  [[nodiscard]] std::size_t offset_bytes() const noexcept { return field_start_; }

 private:
  std::string_view value_;
  std::size_t field_start_ = 0;
  std::size_t next_start_ = 0;
};

constexpr std::int64_t largest_revision = 0xFFFF'FFFF;
constexpr std::int64_t largest_time_s = 999'999'999'999;  // the year 33658: no clock is right there

/// How far `time_s` lies ahead of `now_s`, whatever a caller takes for the time.
std::uint64_t seconds_ahead(std::int64_t time_s, std::int64_t now_s) noexcept {
  return time_s > now_s ? static_cast<std::uint64_t>(time_s) - static_cast<std::uint64_t>(now_s)
                        : 0;
}

}  // namespace

Result<ConsentRecord> decode(std::string_view cookie_value) noexcept {
  if (cookie_value.size() > max_record_bytes) return Error{ErrorCode::too_long, max_record_bytes};

  FieldReader fields(cookie_value);
  if (fields.next() != format_version) return Error{ErrorCode::unknown_format};

  ConsentRecord record;
  std::int64_t revision = 0;
  if (!fields.next_number(revision, largest_revision) ||
      !fields.next_number(record.issued_s, largest_time_s) ||
      !fields.next_number(record.expires_s, largest_time_s) || record.expires_s < record.issued_s) {
    return Error{ErrorCode::malformed, fields.offset_bytes()};
  }
  const Result<ConsentId> id = parse_consent_id(fields.rest());
  if (!id.ok()) return Error{ErrorCode::malformed, fields.offset_bytes() + id.error().offset_bytes};
  record.revision = static_cast<std::uint32_t>(revision);
  record.id = id.value();
  return record;
}

Result<std::string_view> encode(const ConsentRecord& record, std::span<char> out) noexcept {
  char id[consent_id_text_bytes];
  TextWriter writer(out);
  writer.text(format_version).text(".").number(record.revision).text(".");
  writer.number(record.issued_s).text(".").number(record.expires_s).text(".");
  writer.text(write_consent_id(record.id, id));
  if (!writer.ok() || writer.written().size() > max_record_bytes) return Error{ErrorCode::no_room};
  return writer.written();
}

Standing standing(const ConsentRecord& record, std::uint32_t revision,
                  std::int64_t now_s) noexcept {
  if (record.revision != revision) return Standing::other_revision;
  if (seconds_ahead(record.issued_s, now_s) > max_clock_skew_s) return Standing::issued_later;
  const std::int64_t longest_s = record.issued_s + max_lifetime_s;
  const std::int64_t expires_s = record.expires_s < longest_s ? record.expires_s : longest_s;
  return now_s < expires_s ? Standing::current : Standing::expired;
}

}  // namespace akkoord
