// SPDX-License-Identifier: MIT
//
// Overlaps: a browser only adds sources up, so a granted one may let a refused service's URLs pass.
// Source: model.md, "overlaps"; CSP Level 3, 6.7.2.
#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "core/classify.h"
#include "core/pattern.h"
#include "tests/core/test_policy.h"

namespace akkoord::test {

namespace {

/// Patterns that meet in most ways: hosts, sub-domains, prefixes, exact paths and queries.
constexpr std::string_view patterns[] = {
    "a.test",      "a.test/",       "a.test/x/",       "a.test/x/y",      "a.test/x/y/",
    "*.test",      "*.test/x/",     "*.a.test",        "*.a.test/x/y",    "w.a.test",
    "w.a.test/x/", "a.test/x/?q=1", "a.test/x/y?q=12", "w.a.test/x/y?q=", "a.test/x/?q=123456"};

/// Whether the browser lets `url` pass under the source of `granted`, while it is `other`'s.
bool passes(std::string_view granted, const PolicyBlob& policy, std::string_view url) {
  const UrlPattern source = split_url_pattern(source_of(granted));
  const Url parts = parse_url(url).value();
  const bool host_admitted = source.wildcard ? parts.host.ends_with("." + std::string(source.host))
                                             : parts.host == source.host;
  return host_admitted && admits_target(source, parts) && classify_url(policy, url) == 1;
}

/// Whether any URL passes so, tried out over every host, path and query that the patterns speak of.
bool some_url_passes(std::string_view granted, std::string_view other) {
  TestPolicy policy;
  policy.services = {{"granted"}, {"other"}};
  policy.urls = {std::string(granted) + " 0", std::string(other) + " 1"};
  const OpenPolicy open(policy);
  for (const std::string host : {"a.test", "w.a.test", "v.a.test", "x.w.a.test", "b.test"}) {
    for (const std::string path : {"/", "/x", "/x/", "/x/y", "/x/y/", "/x/y/z", "/z"}) {
      for (const std::string query : {"", "?q=", "?q=1", "?q=12", "?q=123456", "?r"}) {
        if (passes(granted, open.blob(), "https://" + host + path + query)) return true;
      }
    }
  }
  return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_source)

BOOST_AUTO_TEST_CASE(admits_what_classification_gives_to_another) {
  struct Pair {
    std::string_view granted, other;
    bool there, back;  // whether granted admits other's, and other granted's
  };
  constexpr Pair pairs[] = {
      // one host
      {"a.test", "a.test", true, true},
      {"a.test", "a.test/tr", true, false},
      {"a.test/x/", "a.test/x/y", true, false},
      {"a.test/x/", "a.test/x/y/", true, false},
      {"a.test/x/", "a.test/x", false, false},
      {"a.test/tr", "a.test/tr", true, true},
      {"a.test/tr", "a.test/tr2", false, false},
      {"a.test/x/", "a.test/y/", false, false},
      {"a.test", "a.test/", true, false},
      // other hosts
      {"a.test", "b.test", false, false},
      {"a.test", "www.a.test", false, false},
      {"a.test", "evila.test", false, false},
      {"a.test", "a.test:8080", false, false},
      // sub-domains
      {"*.a.test", "a.test", false, false},
      {"*.a.test", "evila.test", false, false},
      {"*.a.test", "www.a.test", true, false},
      {"*.a.test", "www.a.test/tr", true, false},
      {"*.a.test", "*.www.a.test", true, false},
      {"*.a.test", "*.a.test", true, true},
      {"*.a.test/x/", "www.a.test/x/y", true, false},
      {"*.a.test/x/", "www.a.test/y", false, false},
      {"*.a.test/x/", "www.a.test", true, false},
      {"*.a.test/tr", "www.a.test/tr", true, false},
      {"*.a.test:8080", "www.a.test:8080", true, false},
      {"*.a.test:8080", "www.a.test", false, false},
      // a query that the policy can't see is cut, so the source admits more than its pattern
      {"a.test/js", "a.test/js?id=AW-", true, true},
      {"a.test/js?id=G-", "a.test/js?id=AW-", true, true},
      {"a.test/js?id=AW-", "a.test", true, true},
      {"a.test/js?id=AW-", "a.test/", true, true},
      {"a.test/js?id=AW-", "*.test", true, true},
      {"a.test/js?id=AW-", "*.test/js", true, true},
      {"a.test/js?id=AW-", "a.test/tr", false, false},
      {"a.test/js?id=AW-", "b.test/js", false, false},
      // the site's own paths are nobody's source
      {"/matomo.js", "/matomo.js", false, false},
      {"/matomo.js", "a.test/matomo.js", false, false},
  };
  for (const auto& [granted, other, there, back] : pairs) {
    BOOST_TEST_CONTEXT(granted << " against " << other) {
      BOOST_TEST(source_admits(split_url_pattern(granted), split_url_pattern(other)) == there);
      BOOST_TEST(source_admits(split_url_pattern(other), split_url_pattern(granted)) == back);
    }
  }
}

BOOST_AUTO_TEST_CASE(admits_nothing_of_another_unnoticed) {
  for (const std::string_view granted : patterns) {
    for (const std::string_view other : patterns) {
      if (granted == other || !some_url_passes(granted, other)) continue;
      BOOST_TEST_CONTEXT(granted << " against " << other) {
        BOOST_TEST(source_admits(split_url_pattern(granted), split_url_pattern(other)));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(without_a_query_is_not_withheld_for_nothing) {
  for (const std::string_view granted : patterns) {
    if (source_of(granted) != granted) continue;
    for (const std::string_view other : patterns) {
      if (granted == other || some_url_passes(granted, other)) continue;
      BOOST_TEST_CONTEXT(granted << " against " << other) {
        BOOST_TEST(!source_admits(split_url_pattern(granted), split_url_pattern(other)));
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord::test
