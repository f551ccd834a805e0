// SPDX-License-Identifier: MIT
//
// Visitors on one thread: connections over loopback that each send an event, wait for its 204 and
// send the next. Bodies are lines of a file; each is sent under an id of its own. With a rate,
// events fall due evenly, and time counts from then on: who waits for a free connection waits too.
//
//     load_client PORT CONNECTIONS SECONDS RATE BODIES      RATE 0: as fast as it goes
//
// Prints {"answered":N,"seconds":S,"p50_ms":...,"p99_ms":...}; ends with 1 at any other answer.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "core/consent_id.h"

namespace {

using namespace akkoord;
using Clock = std::chrono::steady_clock;

constexpr std::string_view id_key = "\"id\":\"";

/// A request whose id is still to be set.
struct Template {
  std::string text;
  std::size_t id_at;
};

struct Connection {
  int socket = -1;
  Clock::time_point due{};
  std::string answer{};
  bool is_waiting = false;
};

Template request_with(const std::string& body, std::uint16_t port) {
  std::string text =
      "POST /consent/events HTTP/1.1\r\nHost: www.2passclinic.test\r\n"
      "Connection: keep-alive\r\nContent-Length: " +
      std::to_string(body.size()) +
      "\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
      "Chrome/140.0.0.0 Safari/537.36\r\nContent-Type: application/json\r\nAccept: */*\r\n"
      "Origin: https://www.2passclinic.test\r\nSec-Fetch-Site: same-origin\r\n"
      "Sec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\n"
      "Referer: https://www.2passclinic.test/treatments/\r\nAccept-Encoding: gzip, deflate, br\r\n"
      "Accept-Language: nl-BE,nl;q=0.9,en;q=0.8\r\nX-Forwarded-Port: " +
      std::to_string(port) + "\r\n\r\n";
  const std::size_t id_at = text.size() + body.find(id_key) + id_key.size();
  return {text + body, id_at};
}

class Load {
 public:
  Load(std::vector<Template> requests, std::uint16_t port, std::size_t connections, double rate)
      : requests_(std::move(requests)), rate_(rate), connections_(connections) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    for (std::size_t i = 0; i < connections_.size(); ++i) {
      const int made = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
      const int yes = 1;
      ::setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
      if (::connect(made, static_cast<sockaddr*>(static_cast<void*>(&address)), sizeof address) !=
          0) {
        std::perror("connect");
        std::exit(1);
      }
      connections_[i].socket = made;
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.u64 = i;
      ::epoll_ctl(epoll_, EPOLL_CTL_ADD, made, &event);
      free_.push_back(i);
    }
  }

  void run(std::chrono::duration<double> length) {
    start_ = Clock::now();
    const auto end = start_ + std::chrono::duration_cast<Clock::duration>(length);
    std::array<epoll_event, 256> events{};
    while (true) {
      const auto now = Clock::now();
      if (now < end) {
        send_due(now);
      } else if (free_.size() == connections_.size()) {
        break;
      }
      const timespec wait{0, rate_ > 0 ? 200'000 : 100'000'000};
      const int count = ::epoll_pwait2(epoll_, events.data(), events.size(), &wait, nullptr);
      for (int i = 0; i < count; ++i) receive(events[static_cast<std::size_t>(i)].data.u64);
    }
    took_s_ = std::chrono::duration<double>(std::min(last_answer_, end) - start_).count();
  }

  void print() {
    std::sort(latencies_ms_.begin(), latencies_ms_.end());
    const auto quantile = [&](double part) {
      if (latencies_ms_.empty()) return 0.0;
      const auto last = static_cast<double>(latencies_ms_.size() - 1);
      return double{latencies_ms_[static_cast<std::size_t>(part * last)]};
    };
    std::printf("{\"answered\":%zu,\"seconds\":%.3f,\"p50_ms\":%.3f,\"p99_ms\":%.3f}\n",
                latencies_ms_.size(), took_s_, quantile(0.5), quantile(0.99));
  }

 private:
  void send_due(Clock::time_point now) {
    while (!free_.empty()) {
      Clock::time_point due = now;
      if (rate_ > 0) {
        due = start_ + std::chrono::duration_cast<Clock::duration>(
                           std::chrono::duration<double>(static_cast<double>(sent_) / rate_));
        if (due > now) return;
      }
      send(connections_[free_.front()], due);
      free_.pop_front();
    }
  }

  void send(Connection& connection, Clock::time_point due) {
    Template& request = requests_[sent_++ % requests_.size()];
    std::array<std::uint8_t, consent_id_entropy_bytes> entropy{};
    for (std::uint8_t& byte : entropy) byte = static_cast<std::uint8_t>(random_());
    const auto now_ms = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    std::array<char, consent_id_text_bytes> text{};
    const std::string_view id = write_consent_id(make_consent_id(now_ms.count(), entropy), text);
    request.text.replace(request.id_at, id.size(), id);
    connection.due = due;
    connection.is_waiting = true;
    if (::send(connection.socket, request.text.data(), request.text.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(request.text.size())) {
      std::perror("send");
      std::exit(1);
    }
  }

  void receive(std::size_t number) {
    Connection& connection = connections_[number];
    std::array<char, 4096> part{};
    const ssize_t bytes = ::recv(connection.socket, part.data(), part.size(), 0);
    if (bytes > 0) connection.answer.append(part.data(), static_cast<std::size_t>(bytes));
    const bool fits = connection.answer.starts_with("HTTP/1.1 204 ") && connection.is_waiting;
    if (bytes <= 0 || !fits) {
      std::fprintf(stderr, "no 204: %s\n", connection.answer.c_str());
      std::exit(1);
    }
    if (!connection.answer.ends_with("\r\n\r\n")) return;  // a 204 has no body
    connection.answer.clear();
    connection.is_waiting = false;
    last_answer_ = Clock::now();
    const std::chrono::duration<float, std::milli> took = last_answer_ - connection.due;
    latencies_ms_.push_back(took.count());
    free_.push_back(number);
  }

  std::vector<Template> requests_;
  double rate_;
  std::vector<Connection> connections_;
  std::deque<std::size_t> free_;
  std::vector<float> latencies_ms_;
  std::mt19937_64 random_{std::random_device{}()};
  Clock::time_point start_{};
  Clock::time_point last_answer_{};
  double took_s_ = 0;
  std::size_t sent_ = 0;
  int epoll_ = ::epoll_create1(EPOLL_CLOEXEC);
};

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count != 6) {
    std::fputs("usage: load_client PORT CONNECTIONS SECONDS RATE BODIES\n", stderr);
    return 2;
  }
  const auto port = static_cast<std::uint16_t>(std::atoi(arguments[1]));
  std::vector<Template> requests;
  std::ifstream bodies(arguments[5]);
  for (std::string body; std::getline(bodies, body);) requests.push_back(request_with(body, port));
  if (requests.empty()) {
    std::fputs("no bodies\n", stderr);
    return 2;
  }
  Load load(std::move(requests), port, std::strtoul(arguments[2], nullptr, 10),
            std::strtod(arguments[4], nullptr));
  load.run(std::chrono::duration<double>(std::strtod(arguments[3], nullptr)));
  load.print();
  return 0;
}
