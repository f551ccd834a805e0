// SPDX-License-Identifier: MIT
//
// What comes over a connection: the collector's own session, parser and routes, with its bounds,
// over a stream in memory. The first byte says in pieces of how many bytes it arrives.
#include <boost/asio/io_context.hpp>
#include <boost/beast/_experimental/test/stream.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "collector/http_session.h"
#include "collector/routes.h"
#include "core/record.h"
#include "tests/fuzz/holds.h"

namespace akkoord {

namespace {

using fuzz::holds;

constexpr std::int64_t now_s = 1'795'737'600;

/// A stream in memory, as far as a session wants it to be TCP. Nothing there takes time.
class MemoryStream : public beast::test::stream {
 public:
  using beast::test::stream::stream;
  void cancel(error_code& /*none*/) noexcept {}
  void close(error_code& /*none*/) noexcept {}
};

class MemorySession final : public HttpSession<MemoryStream> {
 public:
  using HttpSession::HttpSession;

  void begin(std::string_view bytes, std::size_t piece_bytes, beast::test::stream& other) {
    stream().connect(other);
    stream().read_size(piece_bytes);
    stream().append({bytes.data(), bytes.size()});
    stream().close_remote();
    read();
  }

 private:
  void close() override { linger(); }
};

/// Takes everything at once, and has it nowhere.
class NoStore final : public EventStore {
 public:
  void put(ConsentEvent event, std::int64_t /*received_s*/, StoreDone done) override {
    holds(event.site == "www.small.test", "only events of known sites come to the store");
    holds(event.issued_s <= now_s + std::int64_t{max_clock_skew_s}, "none of the future");
    done(StoreAnswer::stored);
  }
  void put(ShownCount shown, std::int64_t /*received_s*/, StoreDone done) override {
    holds(shown.site == "www.small.test", "only counts of known sites come to the store");
    done(StoreAnswer::busy);
  }
  void renew(StoredPolicies /*policies*/, std::function<void(bool)> done) override { done(true); }
  void sign_soon(std::function<void(bool)> done) override { done(true); }
  void stop() override {}
  [[nodiscard]] StoreFigures figures() const override { return {}; }
};

std::shared_ptr<const SitePolicies> policies() {
  auto all = std::make_shared<SitePolicies>();
  std::string fault;
  const bool is_added = add_policy({AKKOORD_FUZZ_POLICY, {}, {}}, *all, fault).has_value();
  holds(is_added, fault.c_str());
  return all;
}

/// The collector behind its connections.
struct Collector {
  NoStore store{};
  ReceiptDesk desk{{[](const ConsentId&) { return MadeReceipt{}; },
                    [](const std::function<void(bool)>& done) { done(true); }}};
  Metrics metrics{};
  Routes routes{policies(), store, desk, metrics, {false, 0, [] { return now_s; }, "{}"}};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size_bytes) {
  static Collector collector;
  if (size_bytes == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size_bytes - 1);
  asio::io_context context;
  beast::test::stream other(context);
  AnswerBox answers(context);
  Connections connections{[](const HttpRequest& request, HttpReplyTo reply) {
                            collector.routes.answer(request, std::move(reply));
                          },
                          answers,
                          collector.metrics,
                          {}};
  std::make_shared<MemorySession>(connections, context)->begin(bytes, data[0] + 1U, other);
  context.run();
  while (!connections.open.empty()) {  // the desk answers on a thread of its own
    context.restart();
    context.run_for(std::chrono::milliseconds(1));
  }
  const beast::string_view said = other.str();
  holds(said.empty() || said.starts_with("HTTP/1.1 "), "every answer is HTTP");
  return 0;
}

}  // namespace akkoord
