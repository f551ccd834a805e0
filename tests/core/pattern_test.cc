// SPDX-License-Identifier: MIT
//
// What URL and name patterns may look like, and what a URL pattern admits.
#include "core/pattern.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "tests/core/tight_text.h"

namespace akkoord::test {

using namespace std::string_view_literals;

namespace {

struct Spoiled {
  std::string_view text;
  std::size_t offset_bytes;
};

bool admits(std::string_view pattern, std::string_view target) {
  return admits_target(split_url_pattern(pattern), parse_site_path(target));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pattern)

BOOST_AUTO_TEST_CASE(falls_into_host_path_and_query) {
  struct Cut {
    std::string_view text, host, path, query;
    bool wildcard;
  };
  constexpr Cut cuts[] = {
      {"www.a.test", "www.a.test", "", "", false},
      {"*.a.test", "a.test", "", "", true},
      {"*.a.test/x/", "a.test", "/x/", "", true},
      {"www.a.test/tr", "www.a.test", "/tr", "", false},
      {"www.a.test/js?id=AW-", "www.a.test", "/js", "id=AW-", false},
      {"www.a.test/?id", "www.a.test", "/", "id", false},
      {"a.test:8080/x", "a.test:8080", "/x", "", false},
      {"*.a.test:1", "a.test:1", "", "", true},
      {"/matomo.js", "", "/matomo.js", "", false},
      {"/matomo/?x", "", "/matomo/", "x", false},
      {"localhost:65535", "localhost:65535", "", "", false},
      {"a_b.1-2.test/A~._!$&+=:@%20-", "a_b.1-2.test", "/A~._!$&+=:@%20-", "", false},
  };
  for (const Cut& cut : cuts) {
    BOOST_TEST_CONTEXT(cut.text) {
      const TightText tight(cut.text);
      const Result<UrlPattern> result = parse_url_pattern(tight.view());
      BOOST_TEST_REQUIRE(result.ok());
      BOOST_TEST(result.value().host == cut.host);
      BOOST_TEST(result.value().path == cut.path);
      BOOST_TEST(result.value().query == cut.query);
      BOOST_TEST(result.value().wildcard == cut.wildcard);
    }
  }
}

BOOST_AUTO_TEST_CASE(spoiled_names_the_byte_that_spoils_it) {
  constexpr Spoiled spoiled[] = {
      {"", 0},
      {"?x", 0},
      {"*", 0},
      {"*.", 2},
      {"*./x", 2},
      {"*.*.a.test", 2},
      {"a.*.test", 2},
      {"www.A.test", 4},
      {"https://a.test/", 5},  // a scheme reads as a host with an empty port
      {"a..test", 2},
      {".a.test", 0},
      {"a.test.", 7},
      {"-a.test", 0},
      {"a-.test", 2},
      {"a.test-", 7},
      {"a.test:", 6},
      {"a.test:123456", 6},
      {"a.test:8x", 6},
      {"a.test?x", 6},  // a query needs a path before it
      {"a.test/x?y?z", 10},
      {"a.test/x y", 8},
      {"a.test/x;y", 8},
      {"a.test/x,y", 8},
      {"a.test/x'y", 8},
      {"a.test/x\"y", 8},
      {"a.test/x#y", 8},
      {"a.test/x\ny", 8},
      {"a.test/x?y z", 10},
      {"a.test/caf\xC3\xA9", 10},
      {"caf\xC3\xA9.test", 3},
      {"user@a.test", 4},
      {"/x y", 2},
  };
  for (const auto& [text, offset_bytes] : spoiled) {
    BOOST_TEST_CONTEXT(text) {
      const TightText tight(text);
      const Result<UrlPattern> result = parse_url_pattern(tight.view());
      BOOST_TEST_REQUIRE(!result.ok());
      BOOST_TEST((result.error().code == ErrorCode::malformed));
      BOOST_TEST(result.error().offset_bytes == offset_bytes);
    }
  }
}

BOOST_AUTO_TEST_CASE(with_a_nul_is_spoiled) {
  BOOST_TEST(!parse_url_pattern("a.test/x\0"sv).ok());
  BOOST_TEST(!parse_url_pattern("a\0.test"sv).ok());
}

BOOST_AUTO_TEST_CASE(has_at_most_512_bytes) {
  std::string text = "a.test/";
  text.resize(512, 'x');
  BOOST_TEST(parse_url_pattern(text).ok());
  text += 'x';
  const Result<UrlPattern> result = parse_url_pattern(text);
  BOOST_TEST_REQUIRE(!result.ok());
  BOOST_TEST((result.error().code == ErrorCode::too_long));
}

BOOST_AUTO_TEST_CASE(as_a_policy_source_loses_its_query) {
  BOOST_TEST(source_of("www.a.test/js?id=AW-") == "www.a.test/js"sv);
  BOOST_TEST(source_of("*.a.test/x/") == "*.a.test/x/"sv);
  BOOST_TEST(source_of("a.test") == "a.test"sv);
}

BOOST_AUTO_TEST_CASE(without_path_admits_any) {
  BOOST_TEST(admits("a.test", "/"));
  BOOST_TEST(admits("a.test", "/x/y?z"));
}

BOOST_AUTO_TEST_CASE(path_with_a_final_slash_is_a_prefix) {
  BOOST_TEST(admits("a.test/plugins/", "/plugins/"));
  BOOST_TEST(admits("a.test/plugins/", "/plugins/like?x"));
  BOOST_TEST(!admits("a.test/plugins/", "/plugins"));
  BOOST_TEST(!admits("a.test/plugins/", "/x/plugins/"));
}

BOOST_AUTO_TEST_CASE(path_without_a_final_slash_is_exact) {
  BOOST_TEST(admits("a.test/tr", "/tr"));
  BOOST_TEST(admits("a.test/tr", "/tr?id=1"));
  BOOST_TEST(!admits("a.test/tr", "/tr/"));
  BOOST_TEST(!admits("a.test/tr", "/tra"));
  BOOST_TEST(!admits("a.test/tr", "/t"));
  BOOST_TEST(!admits("a.test/tr", "/TR"));
}

BOOST_AUTO_TEST_CASE(query_is_a_prefix) {
  BOOST_TEST(admits("a.test/gtag/js?id=AW-", "/gtag/js?id=AW-"));
  BOOST_TEST(admits("a.test/gtag/js?id=AW-", "/gtag/js?id=AW-123&l=x"));
  BOOST_TEST(!admits("a.test/gtag/js?id=AW-", "/gtag/js?id=AW"));
  BOOST_TEST(!admits("a.test/gtag/js?id=AW-", "/gtag/js?id=G-1"));
  BOOST_TEST(!admits("a.test/gtag/js?id=AW-", "/gtag/js?l=x&id=AW-1"));
  BOOST_TEST(!admits("a.test/gtag/js?id=AW-", "/gtag/js"));
  BOOST_TEST(!admits("a.test/gtag/js?id=AW-", "/gtag/js#?id=AW-1"));
}

BOOST_AUTO_TEST_CASE(name_is_a_name_or_a_prefix_and_an_asterisk) {
  for (const std::string_view name : {"a", "_ga", "_ga_*", "a b", "a*", "caf\xC3\xA9", ".", "**"}) {
    BOOST_TEST_CONTEXT(name) {
      const TightText tight(name);
      const bool two_asterisks = name == "**"sv;
      BOOST_TEST(parse_name_pattern(tight.view()).ok() == !two_asterisks);
    }
  }
}

BOOST_AUTO_TEST_CASE(name_spoiled_names_the_byte_that_spoils_it) {
  constexpr Spoiled spoiled[] = {{"", 0},      {"*", 0},    {"*a", 0},    {"a*b", 1},  {"a\nb", 1},
                                 {"a\x7F", 1}, {"a\tb", 1}, {"a\x1F", 1}, {"a\0"sv, 1}};
  for (const auto& [text, offset_bytes] : spoiled) {
    BOOST_TEST_CONTEXT(text) {
      const TightText tight(text);
      const Result<std::string_view> result = parse_name_pattern(tight.view());
      BOOST_TEST_REQUIRE(!result.ok());
      BOOST_TEST(result.error().offset_bytes == offset_bytes);
    }
  }
}

BOOST_AUTO_TEST_CASE(name_has_at_most_512_bytes) {
  BOOST_TEST(parse_name_pattern(std::string(512, 'a')).ok());
  BOOST_TEST(!parse_name_pattern(std::string(513, 'a')).ok());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord::test
