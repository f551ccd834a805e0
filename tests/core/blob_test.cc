// SPDX-License-Identifier: MIT
//
// Opening a blob: what was written is read, and anything damaged opens as nothing.
#include "core/blob.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "tests/core/test_policy.h"
#include "tests/core/tight_text.h"

namespace akkoord::test {

using namespace std::string_view_literals;

namespace {

/// Opens a copy of `blob` in a tight block; the error's offset, or npos where it opens.
std::size_t damaged_at(std::string_view blob) {
  const TightText tight(blob);
  const Result<PolicyBlob> result = PolicyBlob::open(tight.view());
  if (result.ok()) return std::string_view::npos;
  BOOST_TEST((result.error().code == ErrorCode::damaged));
  return result.error().offset_bytes;
}

bool opens(std::string_view blob) {
  return damaged_at(blob) == std::string_view::npos;
}

TestPolicy policy_of_services(std::size_t count) {
  TestPolicy policy;
  for (std::size_t i = 0; i < count; ++i) policy.services.push_back({"s" + std::to_string(i)});
  return policy;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(blob)

BOOST_AUTO_TEST_CASE(gives_back_what_was_written) {
  const OpenPolicy open(clinic_policy());
  const PolicyBlob& blob = open.blob();
  BOOST_TEST(blob.revision() == 7U);
  BOOST_TEST(blob.lifetime_s() == 15'724'800);
  BOOST_TEST(blob.service_count() == clinic::service_count);
  BOOST_TEST(blob.section(BlobSection::own) == "cdn.2passclinic.test\n"sv);
  BOOST_TEST(blob.section(BlobSection::forms) == " forms.2passclinic.test\n"sv);
  BOOST_TEST(blob.section(BlobSection::routes) == "/behandelingen/\n/afspraak\n"sv);
  BOOST_TEST(blob.section(BlobSection::urls).starts_with("*.crazyegg.com 3\n"));
  BOOST_TEST(blob.section(BlobSection::names).ends_with("s_ceg.s 3\n"));
  BOOST_TEST(blob.section(BlobSection::records).ends_with("cookie_consent_sr\n2passclinic.test\n"));
}

BOOST_AUTO_TEST_CASE(knows_its_services_by_number_and_by_id) {
  const OpenPolicy open(clinic_policy());
  const TestPolicy written = clinic_policy();
  for (ServiceNumber number = 0; number < clinic::service_count; ++number) {
    const TestService& expected = written.services.at(number);
    BOOST_TEST_CONTEXT(expected.id) {
      const Service service = open.blob().service(number);
      BOOST_TEST(service.id == expected.id);
      BOOST_TEST((service.category == expected.category));
      BOOST_TEST(service.off_on_sensitive_routes == expected.off_on_sensitive_routes);
      BOOST_TEST(service.exempt == expected.exempt);
      BOOST_TEST(open.blob().service_named(expected.id) == number);
    }
  }
}

BOOST_AUTO_TEST_CASE(has_a_nameless_advertising_service_where_there_is_none) {
  const OpenPolicy open(clinic_policy());
  for (const ServiceNumber number : {clinic::service_count, ServiceNumber{512}, no_service}) {
    const Service service = open.blob().service(number);
    BOOST_TEST(service.id.empty());
    BOOST_TEST((service.category == Category::advertising));
    BOOST_TEST(!service.exempt);
  }
}

BOOST_AUTO_TEST_CASE(knows_no_service_of_another_id) {
  const OpenPolicy open(clinic_policy());
  for (const std::string_view id : {"", "youtube", "octobe", "october2", "0october", "October"}) {
    BOOST_TEST_CONTEXT(id) {
      BOOST_TEST(open.blob().service_named(id) == no_service);
    }
  }
}

BOOST_AUTO_TEST_CASE(that_was_never_opened_has_nothing) {
  const PolicyBlob blob;
  BOOST_TEST(blob.service_count() == 0U);
  BOOST_TEST(blob.service_named("october") == no_service);
  BOOST_TEST(blob.section(BlobSection::urls).empty());
}

BOOST_AUTO_TEST_CASE(with_one_bit_flipped_anywhere_is_damaged) {
  const std::string whole = blob_of(clinic_policy());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string flipped = whole;
      flipped[i] = static_cast<char>(static_cast<unsigned char>(flipped[i]) ^ (1U << bit));
      BOOST_TEST_CONTEXT("bit " << bit << " of byte " << i) {
        BOOST_TEST(!opens(flipped));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(with_one_byte_inverted_anywhere_is_damaged) {
  const std::string whole = blob_of(clinic_policy());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    std::string flipped = whole;
    flipped[i] = static_cast<char>(~static_cast<unsigned char>(flipped[i]));
    BOOST_TEST_CONTEXT("byte " << i) {
      BOOST_TEST(!opens(flipped));
    }
  }
}

BOOST_AUTO_TEST_CASE(cut_short_or_too_long_is_damaged) {
  const std::string whole = blob_of(clinic_policy());
  for (std::size_t length = 0; length < whole.size(); ++length) {
    BOOST_TEST_CONTEXT(length << " bytes") {
      BOOST_TEST(!opens(whole.substr(0, length)));
    }
  }
  BOOST_TEST(opens(whole));
  BOOST_TEST(!opens(whole + '\n'));
}

BOOST_AUTO_TEST_CASE(cut_short_under_a_right_checksum_is_damaged_too) {
  const std::string whole = blob_of(clinic_policy());
  for (std::size_t length = blob_header_bytes; length < whole.size(); ++length) {
    BOOST_TEST_CONTEXT(length << " bytes") {
      BOOST_TEST(!opens(resealed(whole.substr(0, length))));
    }
  }
  BOOST_TEST(!opens(resealed(whole + '\n')));
}

BOOST_AUTO_TEST_CASE(whose_sections_end_where_none_can_is_damaged_there) {
  for (std::size_t section = 0; section < blob_section_count; ++section) {
    const std::size_t field = 20 + 4 * section;
    BOOST_TEST_CONTEXT("section " << section) {
      std::string blob = blob_of(clinic_policy());
      blob.replace(field, 4, "\xFF\xFF\xFF\xFF");  // far behind the end
      BOOST_TEST(damaged_at(resealed(blob)) == field);
      blob = blob_of(clinic_policy());
      blob[field] = static_cast<char>(blob[field] + 1);  // inside a line
      BOOST_TEST(!opens(resealed(blob)));
    }
  }
}

BOOST_AUTO_TEST_CASE(has_at_most_512_services) {
  BOOST_TEST(opens(blob_of(policy_of_services(0))));
  BOOST_TEST(opens(blob_of(policy_of_services(512))));
  BOOST_TEST(!opens(blob_of(policy_of_services(513))));
  BOOST_TEST(!opens(blob_of(policy_of_services(65'536))));  // none, to a number of 16 bits
}

BOOST_AUTO_TEST_CASE(names_all_record_cookies_and_a_domain) {
  TestPolicy policy;
  policy.record_names.pop_back();
  BOOST_TEST(!opens(blob_of(policy)));
  policy.record_names.push_back("a");
  BOOST_TEST(opens(blob_of(policy)));
  policy.record_names.push_back("b");
  BOOST_TEST(!opens(blob_of(policy)));
}

BOOST_AUTO_TEST_CASE(with_a_service_line_that_says_nothing_is_damaged) {
  for (const std::string_view id : {"", "a\n", "\n"}) {
    TestPolicy policy;
    policy.services = {{"first"}, {std::string(id)}};
    BOOST_TEST_CONTEXT(id) {
      BOOST_TEST(!opens(blob_of(policy)));
    }
  }
}

BOOST_AUTO_TEST_CASE(with_flags_of_no_category_is_damaged) {
  std::string blob = blob_of(policy_of_services(1));
  for (int category = 0; category < 8; ++category) {
    blob[blob_header_bytes] = static_cast<char>('0' + category);
    BOOST_TEST_CONTEXT(category) {
      BOOST_TEST(opens(resealed(blob)) == (category < 5));
    }
  }
}

BOOST_AUTO_TEST_CASE(with_flags_that_nobody_writes_is_damaged) {
  std::string blob = blob_of(policy_of_services(1));
  for (const char flags : {'/', '(', ' ', 'p', '\x7F', '\x80'}) {
    blob[blob_header_bytes] = flags;
    BOOST_TEST_CONTEXT(flags) {
      BOOST_TEST(!opens(resealed(blob)));
    }
  }
}

BOOST_AUTO_TEST_CASE(has_at_most_4_mib) {
  TestPolicy policy;
  policy.routes = {std::string(max_blob_bytes - blob_of(policy).size() - 1, '/')};
  const std::string largest = blob_of(policy);
  BOOST_TEST_REQUIRE(largest.size() == max_blob_bytes);
  BOOST_TEST(opens(largest));
  const std::string larger(max_blob_bytes + 1, '\0');
  const Result<PolicyBlob> result = PolicyBlob::open(larger);
  BOOST_TEST_REQUIRE(!result.ok());
  BOOST_TEST((result.error().code == ErrorCode::too_long));
}

BOOST_AUTO_TEST_CASE(checksum_is_that_of_ieee_802_3) {
  BOOST_TEST(crc32("123456789") == 0xCBF4'3926U);  // the check value of CRC-32/ISO-HDLC
  BOOST_TEST(crc32("") == 0U);
}

BOOST_AUTO_TEST_CASE(url_line_is_cut_at_its_first_blank) {
  const ClaimLine cut = split_url_line("a.test/x 12 3");
  BOOST_TEST(cut.claim == "a.test/x"sv);
  BOOST_TEST(cut.services == " 12 3"sv);
  BOOST_TEST(split_url_line("a.test/x").services.empty());
}

BOOST_AUTO_TEST_CASE(name_line_is_cut_at_its_last_blank) {
  const ClaimLine cut = split_name_line("cmy cookie 12");
  BOOST_TEST(cut.claim == "cmy cookie"sv);
  BOOST_TEST(cut.services == " 12"sv);
  BOOST_TEST(split_name_line("c_ga").services.empty());
}

BOOST_AUTO_TEST_CASE(services_are_taken_off_one_by_one) {
  const TightText text(" 12 0 511");
  std::string_view services = text.view();
  BOOST_TEST(take_service(services) == 12U);
  BOOST_TEST(take_service(services) == 0U);
  BOOST_TEST(take_service(services) == 511U);
  BOOST_TEST(take_service(services) == no_service);
}

BOOST_AUTO_TEST_CASE(services_beyond_the_bound_are_none) {
  for (const std::string_view text : {" 512", " 65536", " 4294967296", " 99999999999999999999"}) {
    std::string_view services = text;
    BOOST_TEST_CONTEXT(text) {
      BOOST_TEST(take_service(services) == no_service);
    }
  }
}

BOOST_AUTO_TEST_CASE(services_that_are_no_numbers_are_none) {
  for (const std::string_view text : {" ", "  1", " a", " -1", " 1/", " 1:", " 1\xFF"}) {
    const TightText tight(text);
    std::string_view services = tight.view();
    BOOST_TEST_CONTEXT("\"" << text << "\"") {
      BOOST_TEST(take_service(services) == no_service);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord::test
