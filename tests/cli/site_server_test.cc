// SPDX-License-Identifier: MIT
#include "cli/lint/site_server.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "cli/browser/temporary_folder.h"

namespace akkoord {
namespace {

void write(const std::filesystem::path& path, std::string_view text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path) << text;
}

/// A site in a folder, and something beside it that is not the site's.
struct Site {
  TemporaryFolder around;
  std::string folder = std::filesystem::canonical(around.path()).string() + "/site";

  Site() {
    write(folder + "/index.html", "home");
    write(folder + "/a b/page.html", "page");
    write(folder + "/a b/index.html", "below");
    write(around.path() + "/secret.txt", "secret");
    write(around.path() + "/site-too/secret.txt", "secret");
    std::filesystem::create_symlink("../secret.txt", folder + "/link.txt");
  }
};

BOOST_AUTO_TEST_SUITE(site_server)

BOOST_AUTO_TEST_CASE(sends_files_and_the_index_of_a_folder) {
  const Site site;
  BOOST_TEST(reply_to(site.folder, "/").body == "home");
  BOOST_TEST(reply_to(site.folder, "/?a=b").type == "text/html; charset=utf-8");
  BOOST_TEST(reply_to(site.folder, "/a%20b/page.html").body == "page");
  BOOST_TEST(reply_to(site.folder, "/a%20b/").body == "below");
}

BOOST_AUTO_TEST_CASE(leads_a_folder_without_slash_to_itself_and_to_no_other_host) {
  const Site site;
  const SiteReply reply = reply_to(site.folder, "/a%20b");
  BOOST_TEST(reply.status == 301);
  BOOST_TEST(reply.location == "/a b/");
  BOOST_TEST(reply_to(site.folder, "//a%20b").location == "/a b/");
}

BOOST_AUTO_TEST_CASE(sends_nothing_from_outside_the_folder) {
  const Site site;
  for (const char* const target :
       {"/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/a b/../../secret.txt",
        "/link.txt", "/../site-too/secret.txt", "/%00", "/%zz", "", "*", "secret.txt"}) {
    BOOST_TEST_CONTEXT(target) {
      BOOST_TEST(reply_to(site.folder, target).status == 404);
      BOOST_TEST(reply_to(site.folder, target).body.empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(sends_the_page_for_what_is_missing) {
  const Site site;
  write(site.folder + "/404.html", "not here");
  const SiteReply reply = reply_to(site.folder, "/absent");
  BOOST_TEST(reply.status == 404);
  BOOST_TEST(reply.body == "not here");
}

BOOST_AUTO_TEST_CASE(needs_a_folder) {
  const Site site;
  std::string fault;
  BOOST_TEST(!SiteServer::serve(site.folder + "/index.html", fault));
  BOOST_TEST(fault == "no folder");
  BOOST_TEST(!SiteServer::serve(site.folder + "/absent", fault));
  const auto server = SiteServer::serve(site.folder, fault);
  BOOST_TEST_REQUIRE(server);
  BOOST_TEST(server->port() > 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace akkoord
