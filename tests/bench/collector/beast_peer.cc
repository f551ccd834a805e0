// SPDX-License-Identifier: MIT
//
// What the collector is held against: the least that a handler by Boost.Beast can do and still
// answer only what is on disk. It stores each body as it came, unread; what arrives during a commit
// goes into the next one together. Deadlines as Beast's own example of an asynchronous server has
// them; nothing else: no check, no limit, no log, no hash.
//
//     beast_peer FOLDER        prints the port that it listens on
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "collector/sqlite.h"

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;

class Session;

/// A body and who waits for it.
struct Waiting {
  std::string body;
  std::shared_ptr<Session> session;
};

/// The thread that writes.
class Writer {
 public:
  Writer(const std::filesystem::path& file, asio::io_context& context)
      : database_(file, akkoord::Database::Use::write), context_(context) {
    database_.run(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "CREATE TABLE bodies (number INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;");
    thread_ = std::thread([this] { write(); });
  }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() { thread_.join(); }

  void put(Waiting waiting) {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(waiting));
    came_.notify_one();
  }

 private:
  void write();

  akkoord::Database database_;
  asio::io_context& context_;
  std::mutex mutex_;
  std::condition_variable came_;
  std::vector<Waiting> waiting_;
  std::thread thread_;
};

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket socket, Writer& writer) : stream_(std::move(socket)), writer_(writer) {}

  void read() {
    request_ = {};
    stream_.expires_after(std::chrono::seconds(30));
    http::async_read(stream_, buffer_, request_,
                     [self = shared_from_this()](beast::error_code failed, std::size_t /*bytes*/) {
                       if (!failed) self->writer_.put({std::move(self->request_.body()), self});
                     });
  }

  void answer() {
    response_ = {http::status::no_content, request_.version()};
    response_.keep_alive(request_.keep_alive());
    http::async_write(stream_, response_,
                      [self = shared_from_this()](beast::error_code failed, std::size_t /*bytes*/) {
                        if (!failed && self->response_.keep_alive()) self->read();
                      });
  }

 private:
  beast::tcp_stream stream_;
  Writer& writer_;
  beast::flat_buffer buffer_;
  http::request<http::string_body> request_;
  http::response<http::empty_body> response_;
};

void Writer::write() {
  akkoord::Statement add(database_, "INSERT INTO bodies (body) VALUES (?)");
  while (true) {
    auto batch = std::make_shared<std::vector<Waiting>>();
    {
      std::unique_lock lock(mutex_);
      came_.wait(lock, [this] { return !waiting_.empty(); });
      batch->swap(waiting_);
    }
    database_.run("BEGIN");
    for (const Waiting& one : *batch) add.bind_bytes(one.body).run();
    database_.run("COMMIT");
    asio::post(context_, [batch] {
      for (const Waiting& one : *batch) one.session->answer();
    });
  }
}

void accept(tcp::acceptor& acceptor, Writer& writer) {
  acceptor.async_accept([&](beast::error_code failed, tcp::socket socket) {
    if (failed) return;
    socket.set_option(tcp::no_delay(true));
    std::make_shared<Session>(std::move(socket), writer)->read();
    accept(acceptor, writer);
  });
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count != 2) return 2;
  asio::io_context context(1);
  Writer writer(std::filesystem::path(arguments[1]) / "bodies.db", context);
  tcp::acceptor acceptor(context, {asio::ip::address_v4::loopback(), 0});
  accept(acceptor, writer);
  std::printf("%d\n", acceptor.local_endpoint().port());
  std::fflush(stdout);
  context.run();
  return 0;
}
