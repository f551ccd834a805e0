// SPDX-License-Identifier: MIT
//
// A folder as a site, on loopback for the time of a run: files as they lie there, index.html for a
// folder, 404.html for what is missing. Nothing above the folder is ever sent.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "cli/descriptor.h"

namespace akkoord {

/// The longest request head read, in bytes.
inline constexpr std::size_t max_request_head_bytes = 65'536;
/// The largest file sent, in bytes.
inline constexpr std::size_t max_site_file_bytes = 64U << 20U;

/// What is sent back for one request.
struct SiteReply {
  /// The HTTP status.
  int status = 404;
  /// The media type; empty where there is no body.
  std::string type{};
  /// Where to go instead, for 301.
  std::string location{};
  /// The bytes.
  std::string body{};
};

/// What the site in `folder`, an absolute path without links, answers to a GET of `target`.
[[nodiscard]] SiteReply reply_to(const std::string& folder, std::string_view target);

/// Serves until it goes.
class SiteServer {
 public:
  /// Serves `folder`; none where that fails, and `fault` says why.
  [[nodiscard]] static std::unique_ptr<SiteServer> serve(const std::string& folder,
                                                         std::string& fault);
  SiteServer(const SiteServer&) = delete;
  SiteServer& operator=(const SiteServer&) = delete;
  SiteServer(SiteServer&&) = delete;
  SiteServer& operator=(SiteServer&&) = delete;
  ~SiteServer();

  /// Its port on 127.0.0.1.
  [[nodiscard]] int port() const noexcept { return port_; }

 private:
  SiteServer() = default;
  [[nodiscard]] bool listen_on_loopback();
  void run() const;

  std::string folder_;
  Descriptor socket_;
  int port_ = 0;
  std::atomic<bool> ends_ = false;
  std::thread thread_;
};

}  // namespace akkoord
