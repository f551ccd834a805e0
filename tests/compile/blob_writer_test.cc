// SPDX-License-Identifier: MIT
#include "core/compile/blob_writer.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "core/blob.h"
#include "core/classify.h"
#include "tests/compile/test_catalogue.h"

namespace akkoord {

using test::open_text;
using test::policy_text;
using test::service_text;

BOOST_AUTO_TEST_SUITE(written_blob)

OpenedPolicy full_policy() {
  return open_text(policy_text(
      {.revision = "4294967295",
       .site = R"({ "hosts": ["www.clinic.test"], "cookie_domain": "clinic.test",)"
               R"( "first_party": ["cdn.test", "cdn.test/a/?v=1"], "forms": ["forms.test"] })",
       .services = "[\"counter\", \"pixel\", " +
                   service_text("own", "analytical",
                                R"(, "paths": ["/m.js"], "session_replay": true,)"
                                R"( "urls": ["a.test", "a.test/x", "a.test-b.test"],)"
                                R"( "basis": { "exempt": "a law" })") +
                   "]",
       .more = R"(, "records": { "lifetime_days": 400, "names": { "ga": "mine" } },)"
               R"( "sensitive_routes": ["/book/", "/treat"])"}));
}

BOOST_AUTO_TEST_CASE(opens_as_what_was_compiled) {
  const OpenedPolicy opened = full_policy();
  BOOST_TEST_REQUIRE(opened.ok(), test::text_of_all(opened.diagnostics));
  const Result<PolicyBlob> result = PolicyBlob::open(opened.blob);
  BOOST_TEST_REQUIRE(result.ok());
  const PolicyBlob& blob = result.value();
  BOOST_TEST(blob.revision() == 4294967295U);
  BOOST_TEST(blob.lifetime_s() == 34'560'000);
  BOOST_TEST(blob.service_count() == 3);
  const Service own = blob.service(2);
  BOOST_TEST(own.id == "own");
  BOOST_TEST((own.category == Category::analytical));
  BOOST_TEST(own.off_on_sensitive_routes);
  BOOST_TEST(own.exempt);
  BOOST_TEST(blob.section(BlobSection::own) == "cdn.test cdn.test/a/\n");
  BOOST_TEST(blob.section(BlobSection::forms) == " forms.test\n");
  BOOST_TEST(blob.section(BlobSection::records) ==
             "cookie_consent_set\ncookie_consent_fu\nmine\ncookie_consent_ma\ncookie_consent_so\n"
             "cookie_consent_sv\ncookie_consent_sr\nclinic.test\n");
  BOOST_TEST(blob.section(BlobSection::routes) == "/book/\n/treat\n");
}

BOOST_AUTO_TEST_CASE(ends_page_policies_by_what_forms_may_reach) {
  const auto tail_of = [](const std::string& keys) {
    return form_tail(
        open_text(policy_text({.site = R"({ "hosts": ["clinic.test"])" + keys + " }"})).policy);
  };
  BOOST_TEST(tail_of("") == "");
  BOOST_TEST(tail_of(R"(, "forms": ["a.test", "*.b.test"])") == " a.test *.b.test");
}

// Sub-domains first, then the site's own paths, then hosts; "a.test-b.test" does not part "a.test"
// from "a.test/x".
BOOST_AUTO_TEST_CASE(is_sorted_as_it_is_searched) {
  const OpenedPolicy opened = full_policy();
  BOOST_TEST_REQUIRE(opened.ok());
  const PolicyBlob blob = PolicyBlob::open(opened.blob).value();
  BOOST_TEST(blob.section(BlobSection::urls) ==
             "*.counter.test 0 1\n/m.js 2\na.test 2\na.test/x 2\na.test-b.test 2\n"
             "ads.counter.test/tr 1\ncounter.test/js 0\npixel.test 1\n");
  BOOST_TEST(blob.section(BlobSection::names) == "c_cnt 0\nc_pix_* 1\nlcnt_* 0\n");
  BOOST_TEST(classify_url(blob, "https://a.test/x") == 2);
  BOOST_TEST(classify_url(blob, "https://ads.counter.test/tr") == 1);
  BOOST_TEST(classify_url(blob, "https://www.counter.test/") == 0);
  BOOST_TEST(classify_path(blob, "/m.js") == 2);
  BOOST_TEST(classify_cookie(blob, "_pix_1") == 1);
  BOOST_TEST(classify_cookie(blob, "uid") == no_service);  // the vendor's own is only declared
  BOOST_TEST(classify_storage(blob, StorageKind::local, "cnt_x") == 0);
}

BOOST_AUTO_TEST_CASE(is_damaged_by_any_flipped_bit_of_any_byte) {
  const OpenedPolicy opened = full_policy();
  BOOST_TEST_REQUIRE(opened.ok());
  std::string bytes = opened.blob;
  std::size_t opened_all_the_same = 0;
  for (char& byte : bytes) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << bit));
      opened_all_the_same += PolicyBlob::open(bytes).ok() ? 1U : 0U;
      byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << bit));
    }
  }
  BOOST_TEST(opened_all_the_same == 0);
  BOOST_TEST(!PolicyBlob::open(std::string_view(bytes).substr(0, bytes.size() - 1)).ok());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
