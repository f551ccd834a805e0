// SPDX-License-Identifier: MIT
//
// Writing the record cookies: what was chosen is what is read back, and a refusal leaves no id.
#include <array>
#include <boost/test/unit_test.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/decision.h"
#include "core/lines.h"
#include "core/records.h"
#include "tests/core/record_cookies.h"
#include "tests/core/test_policy.h"

namespace akkoord::test {

namespace {

constexpr std::string_view id_text = "01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12";

const PolicyBlob& clinic_blob() {
  static const OpenPolicy open(clinic_policy());
  return open.blob();
}

/// The Set-Cookie values, one a line.
std::string written(const Choice& choice, const RecordPlace& place = {"localhost", false},
                    const PolicyBlob& policy = clinic_blob()) {
  std::array<char, 8'192> out{};
  const Result<std::string_view> text = write_records(policy, choice, given_record(), place, out);
  BOOST_TEST_REQUIRE(text.ok());
  return std::string(text.value());
}

/// The Cookie header that a browser sends after those Set-Cookie values.
std::string sent_back(std::string_view set_cookies) {
  std::string cookies;
  Lines lines(set_cookies);
  for (std::string_view line; lines.next(line);) {
    if (line.find("; Max-Age=0;") != std::string_view::npos) continue;
    cookies +=
        std::string(cookies.empty() ? "" : "; ") + std::string(line.substr(0, line.find(';')));
  }
  return cookies;
}

Records read_back(const Choice& choice) {
  return read_records(sent_back(written(choice)), clinic_blob(), given_record().issued_s);
}

bool has_domain(std::string_view host, std::string_view domain) {
  TestPolicy policy = clinic_policy();
  policy.cookie_domain = domain;
  const OpenPolicy open(policy);
  return written({}, {host, true}, open.blob()).find("Domain") != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(records_written)

BOOST_AUTO_TEST_CASE(are_one_set_cookie_value_a_line) {
  Choice choice;
  choice.categories.add(Category::analytical);
  choice.granted_alone.add(clinic::facebook);
  choice.sensitive_routes = true;
  const std::string rest = "; Path=/; Max-Age=15724800; SameSite=Lax\n";
  BOOST_TEST(written(choice) == "cookie_consent_set=1.7.1795737600.1811462400." +
                                    std::string(id_text) + rest + "cookie_consent_fu=0" + rest +
                                    "cookie_consent_ga=1" + rest + "cookie_consent_ma=0" + rest +
                                    "cookie_consent_so=0" + rest + "cookie_consent_sv=+facebook" +
                                    rest + "cookie_consent_sr=1" + rest);
}

BOOST_AUTO_TEST_CASE(of_a_refusal_leave_no_id_and_delete_what_they_do_not_need) {
  const std::string rest = "; Path=/; Max-Age=15724800; SameSite=Lax\n";
  const std::string gone = "; Path=/; Max-Age=0; SameSite=Lax\n";
  BOOST_TEST(written({}) ==
             "cookie_consent_set=1.7.1795737600.1811462400.00000000-0000-0000-0000-000000000000" +
                 rest + "cookie_consent_fu=0" + rest + "cookie_consent_ga=0" + rest +
                 "cookie_consent_ma=0" + rest + "cookie_consent_so=0" + rest +
                 "cookie_consent_sv=" + gone + "cookie_consent_sr=" + gone);
}

// Source: model.md: the consent id is kept only while something is granted.
BOOST_AUTO_TEST_CASE(have_an_id_just_where_something_is_granted) {
  for (unsigned bits = 0; bits < 16; ++bits) {
    Choice choice;
    choice.categories = CategorySet::from_bits(bits);
    BOOST_TEST_CONTEXT(bits) {
      BOOST_TEST(read_back(choice).record.id.nil() == (bits == 0));
    }
  }
  Choice one_service;
  one_service.granted_alone.add(clinic::facebook);
  BOOST_TEST(!read_back(one_service).record.id.nil());
  Choice emptied;
  emptied.categories.add(Category::social);
  emptied.refused_alone.add(clinic::facebook);
  BOOST_TEST(read_back(emptied).record.id.nil());
}

BOOST_AUTO_TEST_CASE(are_read_back_as_they_were_chosen) {
  constexpr ServiceNumber asked_for[] = {clinic::google_maps, clinic::google_analytics,
                                         clinic::crazy_egg, clinic::google_ads, clinic::facebook};
  for (unsigned bits = 0; bits < 16; ++bits) {
    for (unsigned differing = 0; differing < 32; ++differing) {
      Choice choice;
      choice.categories = CategorySet::from_bits(bits);
      choice.sensitive_routes = (differing & 1U) != 0;
      for (unsigned i = 0; i < 5; ++i) {
        if ((differing >> i & 1U) == 0) continue;
        const ServiceNumber number = asked_for[i];
        const bool by_category = choice.categories.has(clinic_blob().service(number).category);
        (by_category ? choice.refused_alone : choice.granted_alone).add(number);
      }
      BOOST_TEST_CONTEXT("categories " << bits << ", differing " << differing) {
        const Records records = read_back(choice);
        BOOST_TEST_REQUIRE((records.state == RecordState::current));
        BOOST_TEST((records.choice == choice));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(keep_the_objection_to_an_exempt_service) {
  for (unsigned bits = 0; bits < 16; ++bits) {
    Choice choice;
    choice.categories = CategorySet::from_bits(bits);
    choice.refused_alone.add(clinic::matomo);
    const Decision decision = decide(read_back(choice), clinic_blob(), {});
    BOOST_TEST_CONTEXT("categories " << bits) {
      BOOST_TEST(!decision.grants(clinic::matomo));
    }
  }
}

BOOST_AUTO_TEST_CASE(are_secure_on_https_alone) {
  const auto count_of = [](const std::string& text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
      ++count;
    }
    return count;
  };
  BOOST_TEST(count_of(written({}, {"localhost", true}), "; Secure\n") == record_name_count);
  BOOST_TEST(count_of(written({}, {"localhost", false}), "Secure") == 0U);
  const std::string on_www = written({}, {"www.2passclinic.test", true});
  BOOST_TEST(count_of(on_www, "; SameSite=Lax; Domain=2passclinic.test; Secure\n") ==
             record_name_count);
}

BOOST_AUTO_TEST_CASE(have_a_domain_where_it_covers_the_host_by_labels) {
  BOOST_TEST(has_domain("2passclinic.test", "2passclinic.test"));
  BOOST_TEST(has_domain("www.2passclinic.test", "2passclinic.test"));
  BOOST_TEST(has_domain("a.b.2passclinic.test", "2passclinic.test"));
  BOOST_TEST(!has_domain("evil2passclinic.test", "2passclinic.test"));
  BOOST_TEST(!has_domain("2passclinic.test.evil", "2passclinic.test"));
  BOOST_TEST(!has_domain("passclinic.test", "2passclinic.test"));
  BOOST_TEST(!has_domain("test", "2passclinic.test"));
  BOOST_TEST(!has_domain("localhost", "2passclinic.test"));
  BOOST_TEST(!has_domain("", "2passclinic.test"));
  BOOST_TEST(!has_domain("www.2passclinic.test", ""));
  BOOST_TEST(!has_domain("", ""));
}

BOOST_AUTO_TEST_CASE(bear_the_names_that_the_policy_gives_them) {
  TestPolicy policy = clinic_policy();
  policy.record_names = {"c", "f", "a", "m", "s", "x", "r"};
  const OpenPolicy open(policy);
  Choice choice;
  choice.categories = CategorySet::all();
  BOOST_TEST(sent_back(written(choice, {"localhost", false}, open.blob())) ==
             "c=1.7.1795737600.1811462400." + std::string(id_text) + "; f=1; a=1; m=1; s=1");
}

BOOST_AUTO_TEST_CASE(fit_whole_or_not_at_all) {
  const std::size_t whole_bytes = written({}).size();
  for (std::size_t room_bytes = 0; room_bytes <= whole_bytes; ++room_bytes) {
    std::vector<char> tight(room_bytes);
    const Result<std::string_view> text =
        write_records(clinic_blob(), {}, given_record(), {"localhost", false}, tight);
    BOOST_TEST_REQUIRE(text.ok() == (room_bytes == whole_bytes));
    if (!text.ok()) BOOST_TEST((text.error().code == ErrorCode::no_room));
  }
}

BOOST_AUTO_TEST_CASE(with_more_exceptions_than_a_cookie_holds_are_not_written) {
  TestPolicy policy;
  for (std::size_t i = 0; i < 512; ++i) policy.services.push_back({"service-" + std::to_string(i)});
  const OpenPolicy open(policy);
  Choice choice;
  for (ServiceNumber number = 0; number < 512; ++number) choice.granted_alone.add(number);
  std::array<char, 65'536> out{};
  const Result<std::string_view> text =
      write_records(open.blob(), choice, given_record(), {"localhost", false}, out);
  BOOST_TEST_REQUIRE(!text.ok());
  BOOST_TEST((text.error().code == ErrorCode::no_room));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord::test
