// SPDX-License-Identifier: MIT
//
// Reading the record cookies: they count only together, twins strictly, and anything odd is no
// consent.
#include "core/records.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "tests/core/record_cookies.h"
#include "tests/core/test_policy.h"

namespace akkoord::test {

BOOST_AUTO_TEST_SUITE(records)

BOOST_AUTO_TEST_CASE(are_none_without_the_set_cookie) {
  for (const std::string cookies :
       {"", ";", "; ;", "=", "a", "a=1; b=2", "cookie_consent_ga=1",
        "cookie_consent_fu=1; "
        "cookie_consent_ga=1; cookie_consent_ma=1; cookie_consent_so=1",
        "xcookie_consent_set=1", "cookie_consent_settings=1", "Cookie_Consent_Set=1",
        "cookie_consent_set", "x=cookie_consent_set=1"}) {
    BOOST_TEST_CONTEXT(cookies) {
      BOOST_TEST((read_in_clinic(cookies).state == RecordState::none));
      BOOST_TEST(empty_of_consent(read_in_clinic(cookies)));
    }
  }
}

BOOST_AUTO_TEST_CASE(give_each_category_what_its_cookie_says) {
  for (unsigned bits = 0; bits < 16; ++bits) {
    std::string values;
    for (unsigned i = 0; i < 4; ++i) values += (bits >> i & 1U) != 0 ? '1' : '0';
    BOOST_TEST_CONTEXT(values) {
      const Records records = read_in_clinic(record_header(values));
      BOOST_TEST_REQUIRE((records.state == RecordState::current));
      BOOST_TEST(records.choice.categories.bits() == bits);
      BOOST_TEST(!records.choice.sensitive_routes);
      BOOST_TEST(records.record.revision == 7U);
      BOOST_TEST(records.record.issued_s == issued_s);
      BOOST_TEST(records.record.expires_s == expires_s);
    }
  }
}

BOOST_AUTO_TEST_CASE(stand_among_other_cookies_in_any_order_and_spacing) {
  const std::string cookies =
      " _ga=GA1.1.2 ;cookie_consent_so=1;\tcookie_consent_ma = 0 ;cookie_consent_sr=1; plain;"
      "cookie_consent_ga=1  ;;cookie_consent_fu=1;  cookie_consent_sv=+google-ads\t; " +
      std::string(set_pair) + " ; x=";
  const Records records = read_in_clinic(cookies);
  BOOST_TEST_REQUIRE((records.state == RecordState::current));
  BOOST_TEST(records.choice.categories.bits() == 0b1011U);
  BOOST_TEST(records.choice.granted_alone.has(clinic::google_ads));
  BOOST_TEST(records.choice.sensitive_routes);
}

BOOST_AUTO_TEST_CASE(count_only_together) {
  const std::string cookies = record_header("1111");
  for (const std::string name : {"fu", "ga", "ma", "so"}) {
    std::string others = cookies;
    others.replace(others.find("cookie_consent_" + name), 15, "elsewhere_____");
    BOOST_TEST_CONTEXT("without " << name) {
      BOOST_TEST(malformed_in_clinic(others));
    }
  }
}

BOOST_AUTO_TEST_CASE(say_nothing_but_1_or_0_of_a_category) {
  for (const std::string name : {"fu", "ga", "ma", "so", "sr"}) {
    for (const std::string value :
         {"", "2", "01", "10", "1.", "true", "yes", "\"1\"", "-1", "%31", "1=1", "\xC2\xB9"}) {
      const std::string twin = "cookie_consent_" + name + "=" + value;
      BOOST_TEST_CONTEXT(twin) {
        // An empty `sr` asks for nothing, as an absent one.
        const bool as_none = name == "sr" && value.empty();
        BOOST_TEST(malformed_in_clinic(record_header("1111", twin)) == !as_none);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(with_a_nul_or_control_character_are_malformed) {
  BOOST_TEST(malformed_in_clinic(record_header("1111", std::string("cookie_consent_sr=1\0", 20))));
  BOOST_TEST(malformed_in_clinic(record_header("1111", "cookie_consent_sr=1\n")));
  BOOST_TEST(malformed_in_clinic(record_header("1111", std::string("cookie_consent_sv=\0", 19))));
}

BOOST_AUTO_TEST_CASE(hold_on_sensitive_routes_only_where_they_say_so) {
  BOOST_TEST(read_in_clinic(record_header("1111", "cookie_consent_sr=1")).choice.sensitive_routes);
  const Records records = read_in_clinic(record_header("1111", "cookie_consent_sr=0"));
  BOOST_TEST((records.state == RecordState::current));
  BOOST_TEST(!records.choice.sensitive_routes);
}

BOOST_AUTO_TEST_CASE(hold_exceptions_and_pass_over_unknown_services) {
  const Records records = read_in_clinic(
      record_header("0100", "cookie_consent_sv=+facebook.-crazy-egg.+hotjar.-tiktok-pixel"));
  BOOST_TEST_REQUIRE((records.state == RecordState::current));
  Choice expected;
  expected.categories.add(Category::analytical);
  expected.granted_alone.add(clinic::facebook);
  expected.refused_alone.add(clinic::crazy_egg);
  BOOST_TEST((records.choice == expected));
}

BOOST_AUTO_TEST_CASE(with_spoiled_exceptions_are_malformed) {
  for (const std::string value : {"facebook", "+", "+facebook.", "+facebook,-matomo", "+Facebook",
                                  "1", "+facebook.garbage", "%2Bfacebook"}) {
    BOOST_TEST_CONTEXT(value) {
      BOOST_TEST(malformed_in_clinic(record_header("1111", "cookie_consent_sv=" + value)));
    }
  }
  BOOST_TEST(
      malformed_in_clinic(record_header("1111", "cookie_consent_sv=+" + std::string(4'096, 'a'))));
}

BOOST_AUTO_TEST_CASE(with_garbage_for_a_record_are_malformed) {
  const std::string siblings = record_header("1111").substr(set_pair.size());
  for (const std::string& value :
       {std::string(), std::string("1"), std::string("yes"), std::string("{\"a\":true}"),
        std::string("1.7.1795737600.1811462400"), std::string("2.7.1795737600.1811462400.x"),
        std::string("1.7.1811462400.1795737600.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12"),
        std::string("1.7.1795737600.1811462400.01a21a4d-4000-4d3e-9f10-2b4c6d8e0f12"),
        std::string(4'096, '1'), std::string("1.7\0.1.2", 8), std::string("\xFF\xFE")}) {
    BOOST_TEST_CONTEXT(value.substr(0, 80)) {
      BOOST_TEST(malformed_in_clinic("cookie_consent_set=" + value + siblings));
    }
  }
}

BOOST_AUTO_TEST_CASE(cut_short_anywhere_grant_nothing) {
  const std::string whole = record_header("1111");
  for (std::size_t length = 0; length < whole.size(); ++length) {
    BOOST_TEST_CONTEXT(length << " bytes") {
      const Records records = read_in_clinic(whole.substr(0, length));
      BOOST_TEST((records.state != RecordState::current));
      BOOST_TEST(empty_of_consent(records));
    }
  }
}

BOOST_AUTO_TEST_CASE(with_one_byte_changed_never_grant_what_was_refused) {
  const std::string whole = record_header("0000", "cookie_consent_sv=-crazy-egg");
  for (std::size_t i = 0; i < whole.size(); ++i) {
    for (const char byte : {'\0', ';', '=', '.', ' ', '2', 'z', '\xFF'}) {
      std::string changed = whole;
      changed[i] = byte;
      const Records records = read_in_clinic(changed);
      BOOST_TEST(records.choice.categories.empty());
      BOOST_TEST(records.choice.granted_alone.empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(count_until_the_second_they_expire) {
  BOOST_TEST((read_in_clinic(record_header("1111"), expires_s - 1).state == RecordState::current));
  BOOST_TEST((read_in_clinic(record_header("1111"), expires_s).state == RecordState::expired));
  BOOST_TEST(empty_of_consent(read_in_clinic(record_header("1111"), expires_s)));
}

BOOST_AUTO_TEST_CASE(count_five_minutes_before_they_were_issued) {
  BOOST_TEST((read_in_clinic(record_header("1111"), issued_s - 300).state == RecordState::current));
  BOOST_TEST(
      (read_in_clinic(record_header("1111"), issued_s - 301).state == RecordState::issued_later));
  BOOST_TEST(empty_of_consent(read_in_clinic(record_header("1111"), issued_s - 301)));
}

BOOST_AUTO_TEST_CASE(of_another_revision_grant_nothing) {
  for (const std::uint32_t revision : {6U, 8U}) {
    TestPolicy policy = clinic_policy();
    policy.revision = revision;
    const OpenPolicy open(policy);
    const Records records = read_records(record_header("1111"), open.blob(), now_s);
    BOOST_TEST((records.state == RecordState::other_revision));
    BOOST_TEST(empty_of_consent(records));
  }
}

BOOST_AUTO_TEST_CASE(bear_the_names_that_the_policy_gives_them) {
  TestPolicy policy = clinic_policy();
  policy.record_names = {"c", "f", "a", "m", "s", "x", "r"};
  const OpenPolicy open(policy);
  const std::string value(set_pair.substr(set_pair.find('=') + 1));
  const Records records =
      read_records("c=" + value + "; f=0; a=1; m=0; s=0; r=1; x=+facebook", open.blob(), now_s);
  BOOST_TEST_REQUIRE((records.state == RecordState::current));
  BOOST_TEST(records.choice.categories.bits() == 2U);
  BOOST_TEST(records.choice.granted_alone.has(clinic::facebook));
  BOOST_TEST(records.choice.sensitive_routes);
  BOOST_TEST((read_records(record_header("1111"), open.blob(), now_s).state == RecordState::none));
  BOOST_TEST(is_record_name(open.blob(), "x"));
  BOOST_TEST(!is_record_name(open.blob(), "cookie_consent_set"));
}

BOOST_AUTO_TEST_CASE(are_known_by_name_but_the_domain_is_no_name) {
  const OpenPolicy open(clinic_policy());
  for (const std::string& name : clinic_policy().record_names) {
    BOOST_TEST(is_record_name(open.blob(), name));
  }
  for (const std::string_view name : {"", "_ga", "cookie_consent_", "cookie_consent_setx",
                                      "2passclinic.test", "COOKIE_CONSENT_SET"}) {
    BOOST_TEST_CONTEXT(name) {
      BOOST_TEST(!is_record_name(open.blob(), name));
    }
  }
}

BOOST_AUTO_TEST_CASE(under_a_policy_that_did_not_open_are_none) {
  const Records records = read_records(record_header("1111"), PolicyBlob{}, now_s);
  BOOST_TEST((records.state == RecordState::none));
  BOOST_TEST(empty_of_consent(records));
}

BOOST_AUTO_TEST_CASE(are_looked_for_in_64_kib_of_cookies_at_most) {
  const std::string needed = record_header("1111", "x=");
  std::string cookies = needed + std::string(max_cookie_header_bytes - needed.size(), 'y');
  BOOST_TEST((read_in_clinic(cookies).state == RecordState::current));
  cookies += 'y';
  BOOST_TEST(malformed_in_clinic(cookies));
  BOOST_TEST(malformed_in_clinic(std::string(max_cookie_header_bytes + 1, ';')));
  BOOST_TEST(
      (read_in_clinic(std::string(max_cookie_header_bytes, ';')).state == RecordState::none));
}

BOOST_AUTO_TEST_CASE(have_numbers_that_the_page_relies_on) {
  BOOST_TEST(static_cast<int>(RecordState::none) == 0);
  BOOST_TEST(static_cast<int>(RecordState::current) == 1);
  BOOST_TEST(static_cast<int>(RecordState::expired) == 2);
  BOOST_TEST(static_cast<int>(RecordState::issued_later) == 3);
  BOOST_TEST(static_cast<int>(RecordState::other_revision) == 4);
  BOOST_TEST(static_cast<int>(RecordState::malformed) == 5);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord::test
