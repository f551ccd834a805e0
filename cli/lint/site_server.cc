// SPDX-License-Identifier: MIT
#include "cli/lint/site_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>
#include <vector>

#include "cli/inspection/host_name.h"

namespace akkoord {

namespace {

namespace fs = std::filesystem;

constexpr int wake_ms = 50;
constexpr std::size_t most_connections = 256;

constexpr std::array<std::pair<std::string_view, std::string_view>, 20> media_types = {
    {{".html", "text/html; charset=utf-8"},
     {".htm", "text/html; charset=utf-8"},
     {".css", "text/css; charset=utf-8"},
     {".js", "text/javascript; charset=utf-8"},
     {".mjs", "text/javascript; charset=utf-8"},
     {".json", "application/json"},
     {".svg", "image/svg+xml"},
     {".png", "image/png"},
     {".jpg", "image/jpeg"},
     {".jpeg", "image/jpeg"},
     {".gif", "image/gif"},
     {".webp", "image/webp"},
     {".avif", "image/avif"},
     {".ico", "image/x-icon"},
     {".woff", "font/woff"},
     {".woff2", "font/woff2"},
     {".txt", "text/plain; charset=utf-8"},
     {".xml", "application/xml"},
     {".wasm", "application/wasm"},
     {".mp4", "video/mp4"}}};

std::string media_type_of(const fs::path& path) {
  const std::string ending = lower_cased(path.extension().string());
  for (const auto& [known, type] : media_types) {
    if (known == ending) return std::string(type);
  }
  return "application/octet-stream";
}

int hex_value(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The path of a request's target with %XX undone; empty where it is none that may be looked up.
std::string path_of_target(std::string_view target) {
  target = target.substr(0, target.find_first_of("?#"));
  std::string path;
  for (std::size_t i = 0; i < target.size(); ++i) {
    if (target[i] != '%') {
      path += target[i];
      continue;
    }
    if (i + 2 >= target.size() || hex_value(target[i + 1]) < 0 || hex_value(target[i + 2]) < 0) {
      return {};
    }
    constexpr int base = 16;
    path += static_cast<char>(hex_value(target[i + 1]) * base + hex_value(target[i + 2]));
    i += 2;
  }
  const bool is_plain = path.starts_with('/') && path.find('\0') == std::string::npos &&
                        path.find("/..") == std::string::npos;
  return is_plain ? path : std::string();
}

SiteReply file_reply(const std::string& folder, const fs::path& path, int status) {
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  // A link in the folder may lead out of it; what lies there is not the site's.
  if (error || !(real.string() + "/").starts_with(folder + "/")) return {};
  const std::uintmax_t size_bytes = fs::file_size(real, error);
  if (error || size_bytes > max_site_file_bytes) return {};
  SiteReply reply;
  reply.status = status;
  reply.type = media_type_of(real);
  reply.body.resize(static_cast<std::size_t>(size_bytes));
  std::ifstream file(real, std::ios::binary);
  file.read(reply.body.data(), static_cast<std::streamsize>(size_bytes));
  reply.body.resize(static_cast<std::size_t>(file.gcount()));
  return reply;
}

std::string head_of(const SiteReply& reply) {
  std::string head = "HTTP/1.1 " + std::to_string(reply.status) + " -\r\nConnection: close\r\n";
  if (!reply.type.empty()) head += "Content-Type: " + reply.type + "\r\n";
  if (!reply.location.empty()) head += "Location: " + reply.location + "\r\n";
  return head + "Cache-Control: no-cache\r\nContent-Length: " + std::to_string(reply.body.size()) +
         "\r\n\r\n";
}

/// One visitor's connection: a request in, a reply out, the end.
struct Connection {
  Descriptor socket;
  std::string head;
};

void send_all(int socket, std::string_view text) {
  while (!text.empty()) {
    const ssize_t sent = ::send(socket, text.data(), text.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void answer(const std::string& folder, const Connection& connection) {
  const std::string_view line =
      std::string_view(connection.head).substr(0, connection.head.find("\r\n"));
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  const std::string_view method = line.substr(0, first);
  SiteReply reply;
  if (first != last && (method == "GET" || method == "HEAD")) {
    reply = reply_to(folder, line.substr(first + 1, last - first - 1));
  } else {
    reply.status = 405;
  }
  send_all(connection.socket.number(), head_of(reply));
  if (method != "HEAD") send_all(connection.socket.number(), reply.body);
}

/// Reads what has come; returns whether the connection is done with.
bool serve_one(const std::string& folder, Connection& connection) {
  std::array<char, 8'192> chunk{};
  const ssize_t count =
      ::recv(connection.socket.number(), chunk.data(), chunk.size(), MSG_DONTWAIT);
  if (count < 0) return errno != EINTR && errno != EAGAIN;
  if (count == 0) return true;
  connection.head.append(chunk.data(), static_cast<std::size_t>(count));
  if (connection.head.find("\r\n\r\n") == std::string::npos) {
    return connection.head.size() > max_request_head_bytes;
  }
  answer(folder, connection);
  return true;
}

}  // namespace

SiteReply reply_to(const std::string& folder, std::string_view target) {
  const std::string path = path_of_target(target);
  std::error_code error;
  SiteReply reply;
  if (!path.empty()) {
    const fs::path place = folder + path;
    if (!fs::is_directory(place, error)) {
      reply = file_reply(folder, place, 200);
    } else if (!path.ends_with('/')) {
      reply.status = 301;
      // One slash: two would name another host.
      reply.location = "/" + path.substr(path.find_first_not_of('/')) + "/";
    } else {
      reply = file_reply(folder, place / "index.html", 200);
    }
  }
  return reply.status == 404 ? file_reply(folder, folder + "/404.html", 404) : reply;
}

std::unique_ptr<SiteServer> SiteServer::serve(const std::string& folder, std::string& fault) {
  std::error_code error;
  std::unique_ptr<SiteServer> server(new SiteServer());
  server->folder_ = fs::canonical(folder, error).string();
  if (error || !fs::is_directory(server->folder_, error)) {
    fault = "no folder";
    return nullptr;
  }
  if (!server->listen_on_loopback()) {
    fault = std::generic_category().message(errno);
    return nullptr;
  }
  server->thread_ = std::thread([one = server.get()] { one->run(); });
  return server;
}

bool SiteServer::listen_on_loopback() {
  socket_ = Descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!socket_.is_open()) return false;
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): sockets take any family's address
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  constexpr int waiting = 64;
  const bool listens = ::bind(socket_.number(), any, size) == 0 &&
                       ::listen(socket_.number(), waiting) == 0 &&
                       ::getsockname(socket_.number(), any, &size) == 0;
  port_ = ::ntohs(address.sin_port);
  return listens;
}

SiteServer::~SiteServer() {
  ends_ = true;
  if (thread_.joinable()) thread_.join();
}

void SiteServer::run() const {
  std::vector<Connection> connections;
  while (!ends_) {
    std::vector<pollfd> entries = {{.fd = socket_.number(), .events = POLLIN, .revents = 0}};
    for (const Connection& one : connections) {
      entries.push_back({.fd = one.socket.number(), .events = POLLIN, .revents = 0});
    }
    if (::poll(entries.data(), entries.size(), wake_ms) <= 0) continue;
    for (std::size_t i = connections.size(); i > 0; --i) {
      if (entries[i].revents == 0 || !serve_one(folder_, connections[i - 1])) continue;
      connections.erase(connections.begin() + static_cast<std::ptrdiff_t>(i - 1));
    }
    if (entries.front().revents == 0) continue;
    Descriptor one(::accept4(socket_.number(), nullptr, nullptr, SOCK_CLOEXEC));
    if (one.is_open() && connections.size() < most_connections) {
      connections.push_back({std::move(one), {}});
    }
  }
}

}  // namespace akkoord
