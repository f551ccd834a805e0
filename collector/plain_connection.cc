// SPDX-License-Identifier: MIT
#include "collector/http_session.h"

namespace akkoord {

namespace {

/// A connection without TLS.
class PlainConnection final : public HttpSession<Socket> {
 public:
  PlainConnection(Socket socket, Connections& connections)
      : HttpSession(connections, std::move(socket)) {}

 private:
  void close() override {
    error_code ignored;
    stream().shutdown(tcp::socket::shutdown_send, ignored);
    linger();
  }
};

}  // namespace

void begin_plain(Socket socket, Connections& connections) {
  std::make_shared<PlainConnection>(std::move(socket), connections)->read();
}

}  // namespace akkoord
