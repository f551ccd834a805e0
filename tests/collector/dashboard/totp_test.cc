// SPDX-License-Identifier: MIT
#include "collector/dashboard/totp.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <utility>

namespace akkoord {

namespace {

/// The key of RFC 6238's appendix B, the ASCII digits.
TotpKey rfc_key() {
  constexpr std::string_view digits = "12345678901234567890";
  TotpKey key{};
  std::copy(digits.begin(), digits.end(), key.begin());
  return key;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(totp)

BOOST_AUTO_TEST_CASE(gives_the_codes_of_rfc_6238_appendix_b) {
  constexpr std::pair<std::int64_t, std::string_view> vectors[] = {{59, "94287082"},
                                                                   {1'111'111'109, "07081804"},
                                                                   {1'111'111'111, "14050471"},
                                                                   {1'234'567'890, "89005924"},
                                                                   {2'000'000'000, "69279037"},
                                                                   {20'000'000'000, "65353130"}};
  for (const auto& [time_s, code] : vectors) {
    BOOST_TEST(totp_code(rfc_key(), time_s / totp_step_s, 8) == code);
    BOOST_TEST(totp_code(rfc_key(), time_s / totp_step_s) == code.substr(2));
  }
}

BOOST_AUTO_TEST_CASE(takes_the_code_of_a_neighbouring_step_and_none_further_away) {
  const std::int64_t now_s = 59;
  const std::int64_t step = now_s / totp_step_s;
  for (const std::int64_t distance : {-1, 0, 1}) {
    const std::string code = totp_code(rfc_key(), step + distance);
    BOOST_TEST((totp_step(rfc_key(), code, now_s, -1) == step + distance));
  }
  BOOST_TEST(!totp_step(rfc_key(), totp_code(rfc_key(), step + 2), now_s, -1).has_value());
  BOOST_TEST(
      !totp_step(rfc_key(), totp_code(rfc_key(), step + 2), now_s - totp_step_s, -1).has_value());
  BOOST_TEST(
      (totp_step(rfc_key(), totp_code(rfc_key(), step + 2), now_s + totp_step_s, -1) == step + 2));
}

BOOST_AUTO_TEST_CASE(takes_a_code_once) {
  const std::string code = totp_code(rfc_key(), 1);
  BOOST_TEST((totp_step(rfc_key(), code, 59, 0) == 1));
  BOOST_TEST(!totp_step(rfc_key(), code, 59, 1).has_value());
}

BOOST_AUTO_TEST_CASE(takes_nothing_that_is_no_code) {
  for (const std::string_view code : {"", "0", "287082 ", "28708", "2870821", "abcdef"}) {
    BOOST_TEST(!totp_step(rfc_key(), code, 59, 0).has_value());
  }
}

BOOST_AUTO_TEST_CASE(writes_its_key_as_apps_read_it) {
  // The key of RFC 6238 in Base32 by RFC 4648, as coreutils' base32 prints it.
  BOOST_TEST(base32(rfc_key()) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  BOOST_TEST(otpauth_url(rfc_key(), "an") ==
             "otpauth://totp/Akkoord:an?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
             "&issuer=Akkoord&algorithm=SHA1&digits=6&period=30");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
