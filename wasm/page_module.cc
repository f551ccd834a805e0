// SPDX-License-Identifier: MIT
//
// The core as a visitor's page takes it: raw exports, no glue. Text crosses through one area, `io`:
// the page writes bytes there, says how many, and reads the answer from the same place.
//
//     blob_room(n), write, open(n)        once
//     decide(...)                         the records as document.cookie has them, path, host
//     page_policy(), outcome(), choice()  ask about the last decide()
//     choose(...)                         the cookies that a new choice is written with
//
// A negative number or 0 bytes means: none, or it does not fit. Nothing here traps on bad input.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "core/blob.h"
#include "core/classify.h"
#include "core/decision.h"
#include "core/page_policy.h"
#include "core/records.h"

// The linker's mark: from here on memory is free.
extern "C" unsigned char
    __heap_base;  // NOLINT(bugprone-reserved-identifier,cert-*): wasm-ld's name

// libc++ ends a program that cuts a view behind its end. No call here does; this keeps the C
// library's way of ending, and the import that it needs, out of the module.
extern "C" void abort() {
  __builtin_trap();
}

namespace akkoord {
namespace {

constexpr std::size_t io_size_bytes = 65'536;
constexpr std::size_t max_host_bytes = 256;
constexpr int sensitive_bit = 16;
constexpr int own_record = -2;

/// Text that outlives the call it came with; what exceeds the room is cut.
template <std::size_t room>
class Kept {
 public:
  void keep(std::string_view text) noexcept {
    used_ = text.size() < room ? text.size() : room;
    std::memcpy(text_, text.data(), used_);
  }
  [[nodiscard]] std::string_view text() const noexcept { return {text_, used_}; }

 private:
  char text_[room] = {};
  std::size_t used_ = 0;
};

PolicyBlob policy;
Records records;
Decision decision;
Kept<max_host_bytes> host;
char io_area[io_size_bytes];  // last: the smaller the address of the rest, the smaller the code

std::string_view text_in(std::size_t start, int size_bytes) noexcept {
  const std::size_t room = start < io_size_bytes ? io_size_bytes - start : 0;
  const std::size_t wanted = size_bytes < 0 ? 0 : static_cast<std::size_t>(size_bytes);
  return {io_area + (room == 0 ? 0 : start), wanted < room ? wanted : room};
}

int text_out(std::string_view text) noexcept {
  if (text.size() > io_size_bytes) return 0;
  std::memmove(io_area, text.data(), text.size());
  return static_cast<int>(text.size());
}

int number_of(ServiceNumber service) noexcept {
  return static_cast<int>(service);  // no_service is all ones: -1
}

Service service_of(int number) noexcept {
  return policy.service(static_cast<ServiceNumber>(number));
}

}  // namespace
}  // namespace akkoord

// Its name in the module is one letter: written out, names cost each page 134 B (brotli). They
// stand in page_module_first.exports too (those that each page takes at first) or in
// page_module_further.exports, and in web/page-module.ts.
#define AKKOORD_EXPORT(letter) __attribute__((export_name(letter)))

namespace akkoord::page {

AKKOORD_EXPORT("b") char* io() {
  return io_area;
}

AKKOORD_EXPORT("c") int io_bytes() {
  return static_cast<int>(io_size_bytes);
}

AKKOORD_EXPORT("d") unsigned char* blob_room(int size_bytes) {
  constexpr std::size_t page_bytes = 65'536;
  const auto size = static_cast<std::size_t>(size_bytes);
  if (size_bytes < 0 || size > max_blob_bytes) return nullptr;
  const std::size_t end = reinterpret_cast<std::size_t>(&__heap_base) + size;
  const std::size_t pages = __builtin_wasm_memory_size(0);
  const std::size_t needed = (end + page_bytes - 1) / page_bytes;
  if (needed > pages && __builtin_wasm_memory_grow(0, needed - pages) == SIZE_MAX) return nullptr;
  return &__heap_base;
}

AKKOORD_EXPORT("e") int open(int size_bytes) {
  const auto* bytes = reinterpret_cast<const char*>(&__heap_base);
  const Result<PolicyBlob> opened =
      PolicyBlob::open({bytes, static_cast<std::size_t>(size_bytes < 0 ? 0 : size_bytes)});
  policy = opened.ok() ? opened.value() : PolicyBlob{};
  records = {};
  decision = {};
  return opened.ok() ? 1 : 0;
}

AKKOORD_EXPORT("f")
int decide(int cookie_bytes, int route_bytes, int host_bytes, double now_s, int gpc) {
  const auto cookies_end = static_cast<std::size_t>(cookie_bytes < 0 ? 0 : cookie_bytes);
  const auto route_end = cookies_end + static_cast<std::size_t>(route_bytes < 0 ? 0 : route_bytes);
  host.keep(text_in(route_end, host_bytes));
  records = read_records(text_in(0, cookie_bytes), policy, static_cast<std::int64_t>(now_s));
  if (cookie_bytes < 0) records.state = RecordState::malformed;
  decision = decide_as_flagged(records, policy, gpc != 0, text_in(cookies_end, route_bytes));
  return static_cast<int>(records.state);
}

AKKOORD_EXPORT("g") int service_count() {
  return static_cast<int>(policy.service_count());
}

AKKOORD_EXPORT("h") int service_id(int number) {
  return text_out(service_of(number).id);
}

AKKOORD_EXPORT("i") int category(int number) {
  return static_cast<int>(service_of(number).category);
}

AKKOORD_EXPORT("j") int outcome(int number) {
  return static_cast<int>(decision.of(static_cast<ServiceNumber>(number)).outcome);
}

AKKOORD_EXPORT("k") int reason(int number) {
  return static_cast<int>(decision.of(static_cast<ServiceNumber>(number)).reason);
}

AKKOORD_EXPORT("l") int page_policy() {
  return static_cast<int>(akkoord::page_policy(policy, decision, io_area).value().size());
}

AKKOORD_EXPORT("m") int classify_url(int size_bytes) {
  return number_of(akkoord::classify_url(policy, text_in(0, size_bytes)));
}

AKKOORD_EXPORT("n") int classify_path(int size_bytes) {
  return number_of(akkoord::classify_path(policy, text_in(0, size_bytes)));
}

AKKOORD_EXPORT("o") int classify_cookie(int size_bytes) {
  const std::string_view name = text_in(0, size_bytes);
  if (is_record_name(policy, name)) return own_record;
  return number_of(akkoord::classify_cookie(policy, name));
}

AKKOORD_EXPORT("p") int classify_storage(int kind, int size_bytes) {
  if (kind < 0 || kind > 3) return -1;
  return number_of(
      akkoord::classify_storage(policy, static_cast<StorageKind>(kind), text_in(0, size_bytes)));
}

AKKOORD_EXPORT("q") double record(int field) {
  return static_cast<double>(field == 0 ? records.record.issued_s : records.record.expires_s);
}

AKKOORD_EXPORT("r") int record_id() {
  char text[consent_id_text_bytes];
  return text_out(write_consent_id(records.record.id, text));
}

AKKOORD_EXPORT("s") int choice() {
  const int sensitive = records.choice.sensitive_routes ? sensitive_bit : 0;
  return static_cast<int>(records.choice.categories.bits()) | sensitive;
}

AKKOORD_EXPORT("t") int exception(int number) {
  const auto service = static_cast<ServiceNumber>(number);
  if (records.choice.granted_alone.has(service)) return 1;
  return records.choice.refused_alone.has(service) ? 2 : 0;
}

AKKOORD_EXPORT("u") int choose(int choice_bits, int exceptions_bytes, int secure, double now_s) {
  const std::string_view exceptions = text_in(0, exceptions_bytes);
  const std::string_view entropy = text_in(exceptions.size(), consent_id_entropy_bytes);
  Choice chosen;
  chosen.categories = CategorySet::from_bits(static_cast<unsigned>(choice_bits));
  chosen.sensitive_routes = (choice_bits & sensitive_bit) != 0;
  if (!read_exceptions(exceptions, policy, chosen).ok()) return 0;
  if (entropy.size() < consent_id_entropy_bytes) return 0;

  std::uint8_t random[consent_id_entropy_bytes];
  std::memcpy(random, entropy.data(), sizeof random);
  const auto now = static_cast<std::int64_t>(now_s);
  const ConsentRecord given{policy.revision(), now, now + policy.lifetime_s(),
                            make_consent_id(static_cast<std::int64_t>(now_s * 1000), random)};
  const RecordPlace place{host.text(), secure != 0};
  const Result<std::string_view> written = write_records(policy, chosen, given, place, io_area);
  return written.ok() ? static_cast<int>(written.value().size()) : 0;
}

/// 0 nowhere, 1 on all pages, 2 on pages of this country and not of all, 3 on those of others
/// alone.
AKKOORD_EXPORT("v") int exemption(int number) {
  const Service service = service_of(number);
  if (service.exempt_in_part) return service.exempt ? 2 : 3;
  return service.exempt ? 1 : 0;
}

}  // namespace akkoord::page
