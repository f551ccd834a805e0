// SPDX-License-Identifier: MIT
//
// Whose it is: the closest claim wins, and what nobody claims belongs to no service.
#include "core/classify.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/url.h"
#include "tests/core/test_policy.h"
#include "tests/core/tight_text.h"

namespace akkoord::test {

namespace {

/// A policy of `urls` or `names` whose services are merely numbered.
OpenPolicy policy_of(std::vector<std::string> urls, std::vector<std::string> names = {}) {
  TestPolicy policy;
  policy.services.resize(512, {"s"});
  policy.urls = std::move(urls);
  policy.names = std::move(names);
  return OpenPolicy(policy);
}

int url_owner(const OpenPolicy& open, std::string_view url) {
  const TightText tight(url);
  const ServiceNumber owner = classify_url(open.blob(), tight.view());
  return owner == no_service ? -1 : static_cast<int>(owner);
}

int cookie_owner(const OpenPolicy& open, std::string_view name) {
  const TightText tight(name);
  const ServiceNumber owner = classify_cookie(open.blob(), tight.view());
  return owner == no_service ? -1 : static_cast<int>(owner);
}

int stored_owner(const OpenPolicy& open, StorageKind kind, std::string_view name) {
  const TightText tight(name);
  const ServiceNumber owner = classify_storage(open.blob(), kind, tight.view());
  return owner == no_service ? -1 : static_cast<int>(owner);
}

int path_owner(const OpenPolicy& open, std::string_view path) {
  const TightText tight(path);
  const ServiceNumber owner = classify_path(open.blob(), tight.view());
  return owner == no_service ? -1 : static_cast<int>(owner);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(classify)

BOOST_AUTO_TEST_CASE(knows_no_service_under_an_empty_policy) {
  const OpenPolicy open = policy_of({});
  BOOST_TEST(url_owner(open, "https://a.test/") == -1);
  BOOST_TEST(path_owner(open, "/x") == -1);
  BOOST_TEST(cookie_owner(open, "_ga") == -1);
  BOOST_TEST(stored_owner(open, StorageKind::local, "_ga") == -1);
}

BOOST_AUTO_TEST_CASE(prefers_the_host_with_the_most_labels) {
  const OpenPolicy open =
      policy_of({"*.test 1", "*.a.test 2", "*.b.a.test 3", "b.a.test 4", "c.b.a.test 5"});
  BOOST_TEST(url_owner(open, "https://a.test/") == 1);
  BOOST_TEST(url_owner(open, "https://x.a.test/") == 2);
  BOOST_TEST(url_owner(open, "https://b.a.test/") == 4);
  BOOST_TEST(url_owner(open, "https://x.b.a.test/") == 3);
  BOOST_TEST(url_owner(open, "https://y.x.b.a.test/") == 3);
  BOOST_TEST(url_owner(open, "https://c.b.a.test/") == 5);
  BOOST_TEST(url_owner(open, "https://x.c.b.a.test/") == 3);
  BOOST_TEST(url_owner(open, "https://a.invalid/") == -1);
}

BOOST_AUTO_TEST_CASE(prefers_a_closer_host_to_a_longer_path) {
  const OpenPolicy open = policy_of({"www.a.test 1", "*.a.test/very/long/path/ 2"});
  BOOST_TEST(url_owner(open, "https://www.a.test/very/long/path/x") == 1);
  BOOST_TEST(url_owner(open, "https://b.a.test/very/long/path/x") == 2);
}

BOOST_AUTO_TEST_CASE(falls_back_to_the_wider_host_where_the_closer_has_no_such_path) {
  const OpenPolicy open = policy_of({"www.a.test/tr 1", "*.a.test 2"});
  BOOST_TEST(url_owner(open, "https://www.a.test/tr") == 1);
  BOOST_TEST(url_owner(open, "https://www.a.test/tr/") == 2);
}

BOOST_AUTO_TEST_CASE(does_not_take_a_host_for_its_own_sub_domain) {
  const OpenPolicy open = policy_of({"*.a.test 1"});
  BOOST_TEST(url_owner(open, "https://www.a.test/") == 1);
  BOOST_TEST(url_owner(open, "https://a.test/") == -1);
  BOOST_TEST(url_owner(open, "https://evila.test/") == -1);
  BOOST_TEST(url_owner(open, "https://a.test.evil/") == -1);
}

BOOST_AUTO_TEST_CASE(does_not_take_a_sub_domain_for_the_host) {
  const OpenPolicy open = policy_of({"a.test 1"});
  BOOST_TEST(url_owner(open, "https://a.test/") == 1);
  BOOST_TEST(url_owner(open, "https://www.a.test/") == -1);
}

BOOST_AUTO_TEST_CASE(prefers_the_longest_path) {
  const OpenPolicy open =
      policy_of({"a.test 1", "a.test/x/ 2", "a.test/x/y 3", "a.test/x/y/ 4", "a.test/x/yy 5"});
  BOOST_TEST(url_owner(open, "https://a.test/") == 1);
  BOOST_TEST(url_owner(open, "https://a.test/x") == 1);
  BOOST_TEST(url_owner(open, "https://a.test/x/") == 2);
  BOOST_TEST(url_owner(open, "https://a.test/x/y") == 3);
  BOOST_TEST(url_owner(open, "https://a.test/x/y/") == 4);
  BOOST_TEST(url_owner(open, "https://a.test/x/y/z") == 4);
  BOOST_TEST(url_owner(open, "https://a.test/x/yy") == 5);
  BOOST_TEST(url_owner(open, "https://a.test/x/yyy") == 2);
}

BOOST_AUTO_TEST_CASE(prefers_the_longest_query_of_a_path) {
  const OpenPolicy open = policy_of(
      {"a.test/gtag/js 1", "a.test/gtag/js?id=AW- 2", "a.test/gtag/js?id=G- 3", "a.test 4"});
  BOOST_TEST(url_owner(open, "https://a.test/gtag/js?id=AW-1") == 2);
  BOOST_TEST(url_owner(open, "https://a.test/gtag/js?id=G-1&l=x") == 3);
  BOOST_TEST(url_owner(open, "https://a.test/gtag/js?id=DC-1") == 1);
  BOOST_TEST(url_owner(open, "https://a.test/gtag/js") == 1);
  BOOST_TEST(url_owner(open, "https://a.test/gtag/js?l=x&id=AW-1") == 1);
  BOOST_TEST(url_owner(open, "https://a.test/gtag/js2?id=AW-1") == 4);
}

BOOST_AUTO_TEST_CASE(prefers_a_longer_path_to_a_longer_query) {
  const OpenPolicy open = policy_of({"a.test/x/?campaign= 1", "a.test/x/y/ 2"});
  BOOST_TEST(url_owner(open, "https://a.test/x/?campaign=1") == 1);
  BOOST_TEST(url_owner(open, "https://a.test/x/y/?campaign=1") == 2);
}

BOOST_AUTO_TEST_CASE(tells_ports_apart) {
  const OpenPolicy open = policy_of({"a.test 1", "a.test:8080 2", "*.a.test:8080 3"});
  BOOST_TEST(url_owner(open, "https://a.test:443/") == 1);
  BOOST_TEST(url_owner(open, "http://a.test:80/") == 1);
  BOOST_TEST(url_owner(open, "http://a.test:8080/") == 2);
  BOOST_TEST(url_owner(open, "http://www.a.test:8080/") == 3);
  BOOST_TEST(url_owner(open, "http://www.a.test/") == -1);
  BOOST_TEST(url_owner(open, "http://a.test:8081/") == -1);
  BOOST_TEST(url_owner(open, "http://a.test:443/") == -1);
  BOOST_TEST(url_owner(open, "http://a.test.:8080/") == -1);
}

BOOST_AUTO_TEST_CASE(sees_through_case_final_dot_and_user) {
  const OpenPolicy open = policy_of({"www.a.test/Tr 1", "*.b.test 2"});
  BOOST_TEST(url_owner(open, "HTTPS://WWW.A.TEST/Tr") == 1);
  BOOST_TEST(url_owner(open, "https://www.a.test./Tr") == 1);
  BOOST_TEST(url_owner(open, "https://u:p@www.a.test/Tr") == 1);
  BOOST_TEST(url_owner(open, "wss://X.B.test.:443") == 2);
  BOOST_TEST(url_owner(open, "https://www.a.test/tr") == -1);
  BOOST_TEST(url_owner(open, "https://www.a.test@evil.test/Tr") == -1);
}

BOOST_AUTO_TEST_CASE(knows_no_service_of_a_url_that_is_not_the_webs) {
  const OpenPolicy open = policy_of({"a.test 1", "/ 2"});
  for (const std::string_view url :
       {"", "data:text/html,https://a.test/", "blob:https://a.test/0f12", "about:blank",
        "//a.test/", "/x", "https://", "https:///"}) {
    BOOST_TEST_CONTEXT(url) {
      BOOST_TEST(url_owner(open, url) == -1);
    }
  }
}

BOOST_AUTO_TEST_CASE(reads_the_first_64_kib_of_a_url) {
  const OpenPolicy open = policy_of({"a.test/x/ 1", "a.test/js?id= 2"});
  for (const std::size_t bytes :
       {max_url_bytes - 1, max_url_bytes, max_url_bytes + 1, std::size_t{1} << 20U}) {
    BOOST_TEST_CONTEXT(bytes) {
      std::string url = "https://a.test/x/";
      url.resize(bytes, 'y');
      BOOST_TEST(url_owner(open, url) == 1);
      url = "https://a.test/js?id=";
      url.resize(bytes, 'y');
      BOOST_TEST(url_owner(open, url) == 2);
      BOOST_TEST(url_owner(open, std::string(bytes, '.')) == -1);
    }
  }
}

BOOST_AUTO_TEST_CASE(bears_a_host_of_nothing_but_dots) {
  const OpenPolicy open = policy_of({"*.a.test 1"});
  std::string url = "https://";
  url.resize(2'000, '.');
  BOOST_TEST(url_owner(open, url + "a.test") == 1);
  BOOST_TEST(url_owner(open, url) == -1);
}

BOOST_AUTO_TEST_CASE(finds_every_line_of_a_policy_of_any_length) {
  for (const std::size_t count : {1U, 2U, 3U, 4U, 5U, 7U, 64U, 511U}) {
    std::vector<std::string> urls;
    for (std::size_t i = 0; i < count; ++i) {
      const std::string number = std::to_string(i);
      urls.push_back((i % 3 == 0 ? "*.h" : "h") + number + std::string(i % 13, 'x') + ".test " +
                     number);
    }
    const OpenPolicy open = policy_of(urls);
    for (std::size_t i = 0; i < count; ++i) {
      const std::string host = "h" + std::to_string(i) + std::string(i % 13, 'x') + ".test/";
      BOOST_TEST_CONTEXT(host << " of " << count) {
        BOOST_TEST(url_owner(open, "https://" + host) == (i % 3 == 0 ? -1 : static_cast<int>(i)));
        BOOST_TEST(url_owner(open, "https://w." + host) == (i % 3 == 0 ? static_cast<int>(i) : -1));
      }
    }
    BOOST_TEST(url_owner(open, "https://0.test/") == -1);   // before the first
    BOOST_TEST(url_owner(open, "https://zz.test/") == -1);  // behind the last
  }
}

BOOST_AUTO_TEST_CASE(tells_hosts_apart_that_begin_alike) {
  const OpenPolicy open = policy_of({"a.test 1", "a.test/x 2", "a.test.be 3", "a.test.be/x 4",
                                     "a.test-b 5", "a.test:81 6", "a.tes 7", "a.testa 8"});
  BOOST_TEST(url_owner(open, "https://a.test/x") == 2);
  BOOST_TEST(url_owner(open, "https://a.test/y") == 1);
  BOOST_TEST(url_owner(open, "https://a.test.be/x") == 4);
  BOOST_TEST(url_owner(open, "https://a.test.be/") == 3);
  BOOST_TEST(url_owner(open, "https://a.test-b/") == 5);
  BOOST_TEST(url_owner(open, "https://a.test:81/") == 6);
  BOOST_TEST(url_owner(open, "https://a.tes/") == 7);
  BOOST_TEST(url_owner(open, "https://a.testa/") == 8);
}

BOOST_AUTO_TEST_CASE(names_the_first_owner_of_a_line_not_its_needs) {
  const OpenPolicy open = policy_of({"a.test 3 1 2"});
  BOOST_TEST(url_owner(open, "https://a.test/") == 3);
}

BOOST_AUTO_TEST_CASE(names_nobody_where_a_line_names_nobody) {
  const OpenPolicy open = policy_of({"a.test", "b.test 999"}, {"c_ga", "c_gid 999"});
  BOOST_TEST(url_owner(open, "https://a.test/") == -1);
  BOOST_TEST(url_owner(open, "https://b.test/") == -1);
  BOOST_TEST(cookie_owner(open, "_ga") == -1);
  BOOST_TEST(cookie_owner(open, "_gid") == -1);
}

BOOST_AUTO_TEST_CASE(gives_the_sites_own_paths_to_whom_they_proxy) {
  const OpenPolicy open =
      policy_of({"/matomo.js 1", "/collect/ 2", "/g?v=2 3", "a.test 4", "*.a.test 5"});
  BOOST_TEST(path_owner(open, "/matomo.js") == 1);
  BOOST_TEST(path_owner(open, "/matomo.js?x#y") == 1);
  BOOST_TEST(path_owner(open, "/matomo.jsx") == -1);
  BOOST_TEST(path_owner(open, "/collect/x/y") == 2);
  BOOST_TEST(path_owner(open, "/collect") == -1);
  BOOST_TEST(path_owner(open, "/g?v=2&x") == 3);
  BOOST_TEST(path_owner(open, "/g?v=1") == -1);
  BOOST_TEST(path_owner(open, "") == -1);
  BOOST_TEST(path_owner(open, "/collect/" + std::string(max_url_bytes, 'x')) == 2);
}

BOOST_AUTO_TEST_CASE(gives_the_sites_own_paths_to_nobody_on_another_host) {
  const OpenPolicy open = policy_of({"/matomo.js 1"});
  BOOST_TEST(url_owner(open, "https://a.test/matomo.js") == -1);
}

BOOST_AUTO_TEST_CASE(prefers_the_exact_name_then_the_longest_prefix) {
  const OpenPolicy open =
      policy_of({}, {"c_ga 1", "c_ga* 2", "c_g* 3", "c_ga_* 4", "c_ga_X 5", "c_ga_X* 6", "c_z 7"});
  BOOST_TEST(cookie_owner(open, "_ga") == 1);
  BOOST_TEST(cookie_owner(open, "_gab") == 2);
  BOOST_TEST(cookie_owner(open, "_g") == 3);
  BOOST_TEST(cookie_owner(open, "_gid") == 3);
  BOOST_TEST(cookie_owner(open, "_ga_") == 4);
  BOOST_TEST(cookie_owner(open, "_ga_1") == 4);
  BOOST_TEST(cookie_owner(open, "_ga_X") == 5);
  BOOST_TEST(cookie_owner(open, "_ga_XY") == 6);
  BOOST_TEST(cookie_owner(open, "_z") == 7);
  BOOST_TEST(cookie_owner(open, "_zz") == -1);
  BOOST_TEST(cookie_owner(open, "_GA") == -1);
  BOOST_TEST(cookie_owner(open, "_") == -1);
  BOOST_TEST(cookie_owner(open, "") == -1);
}

BOOST_AUTO_TEST_CASE(keeps_cookies_and_the_kinds_of_storage_apart) {
  const OpenPolicy open = policy_of({}, {"cx 0", "lx 1", "sx 2", "ix 3", "kx 4"});
  BOOST_TEST(cookie_owner(open, "x") == 0);
  BOOST_TEST(stored_owner(open, StorageKind::local, "x") == 1);
  BOOST_TEST(stored_owner(open, StorageKind::session, "x") == 2);
  BOOST_TEST(stored_owner(open, StorageKind::indexed_db, "x") == 3);
  BOOST_TEST(stored_owner(open, StorageKind::cache, "x") == 4);
  BOOST_TEST(stored_owner(open, StorageKind::cache, "y") == -1);
}

BOOST_AUTO_TEST_CASE(reads_names_with_blanks_whole) {
  const OpenPolicy open = policy_of({}, {"lmy key 1", "lmy 2", "lmy k* 3"});
  BOOST_TEST(stored_owner(open, StorageKind::local, "my key") == 1);
  BOOST_TEST(stored_owner(open, StorageKind::local, "my") == 2);
  BOOST_TEST(stored_owner(open, StorageKind::local, "my kit") == 3);
  BOOST_TEST(stored_owner(open, StorageKind::local, "my key 1") == 3);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord::test
