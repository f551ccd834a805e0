// SPDX-License-Identifier: MIT
#include "tests/core/record_cookies.h"

#include <cstddef>

#include "tests/core/test_policy.h"
#include "tests/core/tight_text.h"

namespace akkoord::test {

ConsentRecord given_record() {
  return {7, issued_s, expires_s, parse_consent_id("01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12").value()};
}

std::string record_header(std::string_view categories, const std::string& more) {
  constexpr std::string_view names[] = {"fu", "ga", "ma", "so"};
  std::string text(set_pair);
  for (std::size_t i = 0; i < categories.size(); ++i) {
    text += "; cookie_consent_" + std::string(names[i]) + "=" + categories[i];
  }
  return more.empty() ? text : text + "; " + more;
}

Records read_in_clinic(const std::string& cookies, std::int64_t at_s) {
  static const OpenPolicy open(clinic_policy());
  const TightText tight(cookies);
  return read_records(tight.view(), open.blob(), at_s);
}

bool empty_of_consent(const Records& records) {
  return records.choice == Choice{} && records.record == ConsentRecord{};
}

bool malformed_in_clinic(const std::string& cookies) {
  const Records records = read_in_clinic(cookies);
  return records.state == RecordState::malformed && empty_of_consent(records);
}

}  // namespace akkoord::test
