// SPDX-License-Identifier: MIT
//
// How URLs are cut: host, path and query, and nothing that a disguise could change.
#include "core/url.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "tests/core/tight_text.h"

namespace akkoord::test {

using namespace std::string_view_literals;

namespace {

/// The host, as a copy; "(none)" where the URL is refused.
std::string host_in(std::string_view text) {
  const TightText tight(text);
  const Result<Url> url = parse_url(tight.view());
  return url.ok() ? std::string(url.value().host) : "(none)";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(url)

BOOST_AUTO_TEST_CASE(falls_into_host_path_and_query) {
  struct Cut {
    std::string_view text, host, path, query;
  };
  constexpr Cut cuts[] = {
      {"https://www.a.test/x/y?b=1#c", "www.a.test", "/x/y", "b=1"},
      {"https://www.a.test", "www.a.test", "/", ""},
      {"https://www.a.test/", "www.a.test", "/", ""},
      {"https://www.a.test?b", "www.a.test", "/", "b"},
      {"https://www.a.test#c", "www.a.test", "/", ""},
      {"https://www.a.test/x?", "www.a.test", "/x", ""},
      {"https://www.a.test/x#c?d", "www.a.test", "/x", ""},
      {"https://www.a.test/x?b?c", "www.a.test", "/x", "b?c"},
      {"https://www.a.test/x@y:z", "www.a.test", "/x@y:z", ""},
      {"https://[::1]:8080/x", "[::1]:8080", "/x", ""},
  };
  for (const Cut& cut : cuts) {
    BOOST_TEST_CONTEXT(cut.text) {
      const TightText tight(cut.text);
      const Result<Url> result = parse_url(tight.view());
      BOOST_TEST_REQUIRE(result.ok());
      BOOST_TEST(result.value().host == cut.host);
      BOOST_TEST(result.value().path == cut.path);
      BOOST_TEST(result.value().query == cut.query);
    }
  }
}

BOOST_AUTO_TEST_CASE(of_the_web_is_http_and_its_sockets_in_any_case) {
  for (const std::string_view text : {"http://a.test", "https://a.test", "ws://a.test",
                                      "wss://a.test", "HTTPS://a.test", "Wss://a.test"}) {
    BOOST_TEST_CONTEXT(text) {
      BOOST_TEST(host_in(text) == "a.test");
    }
  }
}

BOOST_AUTO_TEST_CASE(of_another_scheme_is_no_web_url) {
  for (const std::string_view text :
       {"", "h", "https", "https:", "https:/", "https:/a.test", "//a.test", "a.test", "/a",
        " https://a", "data:text/html,https://a.test/", "blob:https://a.test/0f12", "javascript:1",
        "about:blank", "ftp://a.test/", "file:///a", "httpss://a.test", "xhttps://a.test"}) {
    BOOST_TEST_CONTEXT(text) {
      BOOST_TEST(host_in(text) == "(none)");
    }
  }
}

BOOST_AUTO_TEST_CASE(without_host_is_malformed_where_the_host_is_missing) {
  for (const std::string_view text :
       {"https://", "https:///x", "https://?x", "https://#x", "https://:443", "https://user@/",
        "https://.", "https://.:443/"}) {
    BOOST_TEST_CONTEXT(text) {
      const TightText tight(text);
      const Result<Url> result = parse_url(tight.view());
      BOOST_TEST_REQUIRE(!result.ok());
      BOOST_TEST((result.error().code == ErrorCode::malformed));
      BOOST_TEST(result.error().offset_bytes == 8U);
    }
  }
}

BOOST_AUTO_TEST_CASE(loses_the_port_of_its_own_scheme_alone) {
  BOOST_TEST(host_in("https://a.test:443/") == "a.test");
  BOOST_TEST(host_in("wss://a.test:443/") == "a.test");
  BOOST_TEST(host_in("http://a.test:80/") == "a.test");
  BOOST_TEST(host_in("ws://a.test:80/") == "a.test");
  BOOST_TEST(host_in("https://a.test:80/") == "a.test:80");
  BOOST_TEST(host_in("http://a.test:443/") == "a.test:443");
  BOOST_TEST(host_in("https://a.test:8443/") == "a.test:8443");
  BOOST_TEST(host_in("http://a.test:8080/") == "a.test:8080");
}

BOOST_AUTO_TEST_CASE(does_not_take_a_user_for_the_host) {
  BOOST_TEST(host_in("https://www.good.test@evil.test/") == "evil.test");
  BOOST_TEST(host_in("https://www.good.test:443@evil.test/") == "evil.test");
  BOOST_TEST(host_in("https://a@b@evil.test") == "evil.test");
  BOOST_TEST(host_in("https://evil.test/@www.good.test") == "evil.test");
  BOOST_TEST(host_in("https://evil.test?@www.good.test") == "evil.test");
  BOOST_TEST(host_in("https://evil.test#@www.good.test") == "evil.test");
}

BOOST_AUTO_TEST_CASE(loses_one_final_dot) {
  BOOST_TEST(host_in("https://a.test./") == "a.test");
  BOOST_TEST(host_in("https://a.test.:443/") == "a.test");
  BOOST_TEST(host_in("https://a.test../") == "a.test.");
}

BOOST_AUTO_TEST_CASE(keeps_a_final_dot_before_a_port) {
  BOOST_TEST(host_in("https://a.test.:8443/") == "a.test.:8443");
}

BOOST_AUTO_TEST_CASE(keeps_the_case_that_it_came_with) {
  BOOST_TEST(host_in("https://WWW.A.test/X") == "WWW.A.test");
}

BOOST_AUTO_TEST_CASE(has_at_most_64_kib) {
  std::string text = "https://a.test/";
  text.resize(max_url_bytes, 'x');
  BOOST_TEST(host_in(text) == "a.test");
  text += 'x';
  const Result<Url> result = parse_url(text);
  BOOST_TEST_REQUIRE(!result.ok());
  BOOST_TEST((result.error().code == ErrorCode::too_long));
}

BOOST_AUTO_TEST_CASE(cut_short_anywhere_is_read_within_its_bounds) {
  constexpr std::string_view whole = "https://u:p@www.a.test.:443/x/y?b=1#c";
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    const TightText tight(whole.substr(0, length));
    const Result<Url> result = parse_url(tight.view());
    if (result.ok()) BOOST_TEST(!result.value().path.empty());
  }
}

BOOST_AUTO_TEST_CASE(of_the_site_itself_has_no_host) {
  const Url whole = parse_site_path("/matomo.php?id=1#top");
  BOOST_TEST(whole.host.empty());
  BOOST_TEST(whole.path == "/matomo.php"sv);
  BOOST_TEST(whole.query == "id=1"sv);
  BOOST_TEST(parse_site_path("").path == "/"sv);
  BOOST_TEST(parse_site_path("?q").path == "/"sv);
  BOOST_TEST(parse_site_path("?q").query == "q"sv);
}

BOOST_AUTO_TEST_CASE(lower_case_is_for_the_letters_of_ascii_alone) {
  BOOST_TEST(lower_case('A') == 'a');
  BOOST_TEST(lower_case('Z') == 'z');
  BOOST_TEST(lower_case('@') == '@');
  BOOST_TEST(lower_case('[') == '[');
  BOOST_TEST(lower_case('a') == 'a');
  BOOST_TEST(lower_case('\xC3') == '\xC3');
}

BOOST_AUTO_TEST_CASE(host_length_ends_where_a_host_ends) {
  BOOST_TEST(host_length("a.test:80/x") == 9U);
  BOOST_TEST(host_length("a.test?x") == 6U);
  BOOST_TEST(host_length("a.test#x") == 6U);
  BOOST_TEST(host_length("a.test 0") == 6U);
  BOOST_TEST(host_length("a.test") == 6U);
  BOOST_TEST(host_length("/x") == 0U);
  BOOST_TEST(host_length("") == 0U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord::test
