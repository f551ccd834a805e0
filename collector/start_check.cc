// SPDX-License-Identifier: MIT
#include "collector/start_check.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>
#include <vector>

#include "collector/clickhouse_store.h"
#include "collector/data_folder.h"
#include "collector/open_file.h"

namespace akkoord {

namespace {

namespace fs = std::filesystem;

std::string because(const std::string& what) {
  return what + ": " + std::generic_category().message(errno);
}

/// The folder, or where it is missing the one that it would be made in.
std::string data_fault(const Config& config) {
  const fs::path& data = config.data;
  std::error_code failed;
  fs::path nearest = fs::absolute(data, failed);
  while (!fs::exists(nearest, failed) && nearest.has_relative_path()) {
    nearest = nearest.parent_path();
  }
  if (!fs::is_directory(nearest, failed)) return nearest.string() + " is no folder";
  if (::access(nearest.c_str(), W_OK | X_OK) != 0) {
    return because("\"data\", " + data.string() + ", can't be written") + "\n    Give " +
           nearest.string() + " to the user that the collector runs as.";
  }
  std::vector<fs::path> files = {data / "lock"};
  if (config.clickhouse) {
    files.push_back(DataFolder::shard_key_in(data, config.clickhouse->shard));
  } else {
    files.insert(files.end(), {data / "events.db", data / "log.key"});
  }
  for (const fs::path& file : files) {
    if (fs::exists(file, failed) && ::access(file.c_str(), R_OK | W_OK) != 0) {
      return because(file.string()) + "\n    Give it to the user that the collector runs as.";
    }
  }
  return {};
}

bool is_running_in(const fs::path& data) {
  const OpenFile lock(::open((data / "lock").c_str(), O_RDWR | O_CLOEXEC));
  return lock.is_open() && ::flock(lock.number(), LOCK_EX | LOCK_NB) != 0;
}

/// Binds a socket to the address, and lets it go again.
template <typename Address>
int bind_to(const Address& address, int family) {
  const OpenFile socket(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int yes = 1;
  ::setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
  return ::bind(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof(address));
}

std::string address_fault(const ConfiguredAddress& address) {
  if (address.address.empty()) return {};
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_port = htons(address.port);
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  v6.sin6_port = htons(address.port);
  const char* const text = address.address.c_str();
  const bool is_v4 = ::inet_pton(AF_INET, text, &v4.sin_addr) == 1;
  if (!is_v4 && ::inet_pton(AF_INET6, text, &v6.sin6_addr) != 1) return text_of(address);
  if ((is_v4 ? bind_to(v4, AF_INET) : bind_to(v6, AF_INET6)) == 0) return {};
  return because(text_of(address)) +
         "\n    End the program that listens there, or choose another address or port.";
}

}  // namespace

std::string store_fault(const Config& config, std::vector<std::string>& warnings) {
  if (!config.clickhouse) return {};
  ClickHouseTrial trial = try_clickhouse(*config.clickhouse);
  warnings = std::move(trial.silent);
  return trial.fault;
}

std::string start_fault(const Config& config) {
  std::string fault = data_fault(config);
  if (!fault.empty() || is_running_in(config.data)) return fault;
  fault = address_fault(config.listen);
  return fault.empty() ? address_fault(config.operations) : fault;
}

}  // namespace akkoord
