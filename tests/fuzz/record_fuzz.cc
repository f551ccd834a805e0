// SPDX-License-Identifier: MIT
//
// Records: the cookie that carries a choice, and what the proof log has hashed. The first byte says
// which; what is read must be written the same, so that no two spellings pass for one record.
#include <array>
#include <string>
#include <string_view>

#include "core/event/read_record.h"
#include "core/record.h"
#include "tests/fuzz/holds.h"

namespace akkoord {

namespace {

using fuzz::holds;

void try_cookie(std::string_view value) {
  const Result<ConsentRecord> record = decode(value);
  if (!record.ok()) {
    holds(record.error().offset_bytes <= std::max(value.size(), max_record_bytes),
          "a fault lies within the value");
    return;
  }
  std::array<char, max_record_bytes> out{};
  const Result<std::string_view> text = encode(record.value(), out);
  holds(text.ok(), "what was read has room to be written");
  const Result<ConsentRecord> again = decode(text.value());
  holds(again.ok() && again.value() == record.value(), "a record is read back the same");
}

void try_logged(std::string_view bytes) {
  const auto logged = read_record(bytes);
  if (!logged) return;
  const std::string text = record_bytes(logged->event, logged->received_s);
  const auto again = read_record(text);
  holds(again && again->event == logged->event && again->received_s == logged->received_s,
        "a logged record is read back the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size_bytes) {
  if (size_bytes == 0) return 0;
  // A block of exactly the text's size lets AddressSanitizer see a read past its end.
  const std::string text(reinterpret_cast<const char*>(data) + 1, size_bytes - 1);
  data[0] == 'c' ? try_cookie(text) : try_logged(text);
  return 0;
}

}  // namespace akkoord
