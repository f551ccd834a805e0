// SPDX-License-Identifier: MIT
#include "core/blob.h"

#include "core/lines.h"

namespace akkoord {

namespace {

constexpr int max_flags = 63;
constexpr std::string_view magic = "AKK2";

std::uint32_t u32_at(std::string_view bytes, std::size_t offset_bytes) noexcept {
  const auto byte = [bytes, offset_bytes](std::size_t i) noexcept {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[offset_bytes + i]));
  };
  return byte(0) | byte(1) << 8U | byte(2) << 16U | byte(3) << 24U;
}

std::size_t count_lines(std::string_view text) noexcept {
  std::size_t count = 0;
  for (const char c : text) count += c == '\n' ? 1U : 0U;
  return count;
}

bool all_services_readable(std::string_view text) noexcept {
  Lines lines(text);
  for (std::string_view line; lines.next(line);) {
    if (line.size() < 2 || line[0] < '0' || line[0] > '0' + max_flags) return false;
    if (((line[0] - '0') & 7) >= int{category_count}) return false;
  }
  return true;
}

}  // namespace

std::uint32_t crc32(std::string_view bytes) noexcept {
  std::uint32_t crc = 0xFFFF'FFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) {
      crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB8'8320U : 0U);
    }
  }
  return ~crc;
}

Service service_of_line(std::string_view line) noexcept {
  const auto flags = static_cast<unsigned>(line[0] - '0');
  Service service;
  service.id = line.substr(1);
  service.category = static_cast<Category>(flags & 7U);
  service.off_on_sensitive_routes = (flags & 8U) != 0;
  service.exempt = (flags & 16U) != 0;
  service.exempt_in_part = (flags & 32U) != 0;
  return service;
}

ClaimLine split_url_line(std::string_view line) noexcept {
  const std::size_t blank = line.find(' ');
  if (blank == std::string_view::npos) return {line, {}};
  return {line.substr(0, blank), line.substr(blank)};
}

ClaimLine split_name_line(std::string_view line) noexcept {
  const std::size_t blank = line.rfind(' ');
  if (blank == std::string_view::npos) return {line, {}};
  return {line.substr(0, blank), line.substr(blank)};
}

ServiceNumber take_service(std::string_view& services) noexcept {
  if (services.empty()) return no_service;
  unsigned number = 0;
  std::size_t i = 1;
  for (; i < services.size() && services[i] != ' '; ++i) {
    const auto digit = static_cast<unsigned>(services[i] - '0');
    number = number * 10 + digit;
    if (digit > 9 || number >= max_services) return no_service;
  }
  if (i == 1) return no_service;
  services.remove_prefix(i);
  return static_cast<ServiceNumber>(number);
}

Result<PolicyBlob> PolicyBlob::open(std::string_view bytes) noexcept {
  if (bytes.size() > max_blob_bytes) return Error{ErrorCode::too_long, max_blob_bytes};
  if (bytes.size() < blob_header_bytes || !bytes.starts_with(magic)) {
    return Error{ErrorCode::damaged};
  }
  if (u32_at(bytes, 4) != bytes.size()) return Error{ErrorCode::damaged, 4};
  if (u32_at(bytes, 8) != crc32(bytes.substr(12))) return Error{ErrorCode::damaged, 8};

  PolicyBlob blob;
  blob.revision_ = u32_at(bytes, 12);
  blob.lifetime_s_ = u32_at(bytes, 16);
  const std::string_view text = bytes.substr(blob_header_bytes);
  std::size_t start = 0;
  for (std::size_t i = 0; i < blob_section_count; ++i) {
    const std::size_t field = 20 + 4 * i;
    const std::size_t end = u32_at(bytes, field);
    if (end < start || end > text.size()) return Error{ErrorCode::damaged, field};
    if (end > start && text[end - 1] != '\n') return Error{ErrorCode::damaged, field};
    blob.sections_[i] = text.substr(start, end - start);
    start = end;
  }
  const std::string_view services = blob.section(BlobSection::services);
  const std::size_t service_count = count_lines(services);
  if (start != text.size() || service_count > max_services || !all_services_readable(services) ||
      count_lines(blob.section(BlobSection::records)) != record_name_count + 1) {
    return Error{ErrorCode::damaged, blob_header_bytes};
  }
  blob.service_count_ = static_cast<ServiceNumber>(service_count);
  return blob;
}

Service PolicyBlob::service(ServiceNumber number) const noexcept {
  Lines lines(section(BlobSection::services));
  for (std::string_view line; lines.next(line); --number) {
    if (number == 0) return service_of_line(line);
  }
  return {};
}

ServiceNumber PolicyBlob::service_named(std::string_view id) const noexcept {
  Lines lines(section(BlobSection::services));
  ServiceNumber number = 0;
  for (std::string_view line; lines.next(line); ++number) {
    if (line.substr(1) == id) return number;
  }
  return no_service;
}

}  // namespace akkoord
