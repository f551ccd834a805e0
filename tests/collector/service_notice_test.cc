// SPDX-License-Identifier: MIT
#include "collector/service_notice.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <string>

#include "collector/open_file.h"
#include "tests/collector/test_store.h"

namespace akkoord {

namespace {

/// A socket that listens where systemd's would.
class ServiceSocket {
 public:
  explicit ServiceSocket(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::copy(path.begin(), path.end(), address.sun_path);
    BOOST_REQUIRE(::bind(socket_.number(), reinterpret_cast<const sockaddr*>(&address),
                         sizeof(address)) == 0);
  }
  std::string heard() {
    std::array<char, 64> text{};
    const auto size = ::recv(socket_.number(), text.data(), text.size(), MSG_DONTWAIT);
    return {text.data(), size < 0 ? 0 : static_cast<std::size_t>(size)};
  }

 private:
  OpenFile socket_{::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(service_notice)

BOOST_AUTO_TEST_CASE(reaches_the_socket_that_systemd_names_and_no_other) {
  const test::TemporaryFolder folder;
  const std::string path = folder.path() / "notify";
  ServiceSocket socket(path);
  ::unsetenv("NOTIFY_SOCKET");
  notify_service("READY=1");
  BOOST_TEST(socket.heard() == "");
  ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
  notify_service("READY=1");
  BOOST_TEST(socket.heard() == "READY=1");
  ::setenv("NOTIFY_SOCKET", std::string(200, 'x').c_str(), 1);
  notify_service("READY=1");  // longer than an address can be: told to nobody
  BOOST_TEST(socket.heard() == "");
  ::unsetenv("NOTIFY_SOCKET");
}

BOOST_AUTO_TEST_CASE(is_repeated_as_often_as_the_watchdog_asks) {
  ::unsetenv("WATCHDOG_USEC");
  BOOST_TEST(watchdog_interval_s() == 0);
  ::setenv("WATCHDOG_USEC", "60000000", 1);
  BOOST_TEST(watchdog_interval_s() == 60);
  ::setenv("WATCHDOG_USEC", "60s", 1);
  BOOST_TEST(watchdog_interval_s() == 0);
  ::unsetenv("WATCHDOG_USEC");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
