// SPDX-License-Identifier: MIT
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include "collector/http_session.h"
#include "collector/tls_identity.h"

namespace akkoord {

namespace {

namespace ssl = boost::asio::ssl;

/// A connection by TLS. Handshake and farewell have a request's deadline.
class TlsConnection final : public HttpSession<ssl::stream<Socket>> {
 public:
  TlsConnection(Socket socket, ssl::context& context, Connections& connections)
      : HttpSession(connections, std::move(socket), context) {}

  void begin() {
    wait();
    stream().async_handshake(
        ssl::stream_base::server,
        [self = std::static_pointer_cast<TlsConnection>(shared_from_this())](error_code failed) {
          self->wait_no_more();
          if (!failed) return self->read();
          self->connections().metrics.add(Metric::handshakes_failed);
        });
  }

 private:
  void close() override {
    wait();
    stream().async_shutdown([self = shared_from_this()](error_code /*ignored*/) {});
  }
};

}  // namespace

void begin_tls(Socket socket, const TlsIdentity& identity, Connections& connections) {
  SSL_CTX_up_ref(identity.context());
  // The connection takes what it needs of this; OpenSSL counts who still has it.
  ssl::context context(identity.context());
  std::make_shared<TlsConnection>(std::move(socket), context, connections)->begin();
}

}  // namespace akkoord
