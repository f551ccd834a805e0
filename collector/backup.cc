// SPDX-License-Identifier: MIT
#include "collector/backup.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <optional>
#include <system_error>

#include "collector/open_file.h"
#include "collector/proof_log.h"
#include "collector/signing_key.h"
#include "collector/sqlite.h"
#include "collector/sqlite_schema.h"

namespace akkoord {

namespace {

namespace fs = std::filesystem;

/// A folder beside `target` that goes again, unless it becomes `target`.
class UnfinishedFolder {
 public:
  explicit UnfinishedFolder(const fs::path& target) : path_(target.string() + ".part") {
    fs::remove_all(path_, failed_);
    ::umask(S_IRWXG | S_IRWXO);
    if (!failed_) fs::create_directory(path_, failed_);
  }
  UnfinishedFolder(const UnfinishedFolder&) = delete;
  UnfinishedFolder& operator=(const UnfinishedFolder&) = delete;
  ~UnfinishedFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }

  [[nodiscard]] const fs::path& path() const noexcept { return path_; }
  /// Copies a file; readable for its owner alone.
  void take(const fs::path& file, const std::string& name) {
    if (!failed_) fs::copy_file(file, path_ / name, failed_);
    if (!failed_)
      fs::permissions(path_ / name, fs::perms::owner_read | fs::perms::owner_write, failed_);
  }
  /// Brings all to disk and gives it its name.
  void become(const fs::path& target) {
    for (const auto& entry : fs::directory_iterator(path_, failed_)) sync(entry.path());
    sync(path_);
    if (!failed_) fs::rename(path_, target, failed_);
    if (failed_) return;
    path_.clear();
    sync(target.has_parent_path() ? target.parent_path() : fs::path("."));
  }
  [[nodiscard]] std::string fault() const {
    return failed_ ? path_.string() + ": " + failed_.message() : std::string();
  }

 private:
  void sync(const fs::path& path) {
    const OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!failed_ && (!file.is_open() || ::fsync(file.number()) != 0)) {
      failed_ = std::error_code(errno, std::generic_category());
    }
  }

  fs::path path_;
  std::error_code failed_{};
};

/// A consistent copy of a database that others may be writing to.
void copy_database(const fs::path& from, const fs::path& to) {
  Database database(from, Database::Use::write);
  prepare_for_reading(database);
  Statement copy(database, "VACUUM INTO ?");
  copy.bind_text(to.string()).run();
}

LogCheck checked(const fs::path& folder) {
  Database database(folder / "events.db", Database::Use::write);
  prepare_for_reading(database);
  LogCheck check = check_log(database);
  Statement whole(database, "PRAGMA quick_check(1)");
  if (check.fault.empty() && (!whole.step() || whole.bytes(0) != "ok")) {
    check.fault = "the copy is no whole database";
  }
  whole.reset();
  std::string fault;
  const std::optional<Digest> seed = SigningKey::read_seed(folder / "log.key", fault);
  if (check.fault.empty() && (!seed || newest_key(database) != SigningKey(*seed).public_key())) {
    check.fault = "log.key is not the newest key of the log; if it is being changed, try again";
  }
  return check;
}

}  // namespace

LogCheck back_up(const fs::path& data, const fs::path& config, const fs::path& target) {
  LogCheck check;
  std::error_code ignored;
  if (fs::exists(fs::symlink_status(target, ignored))) {
    check.fault = target.string() + " is there already: name a folder that is not";
    return check;
  }
  UnfinishedFolder folder(target);
  check.fault = folder.fault();
  if (!check.fault.empty()) return check;
  copy_database(data / "events.db", folder.path() / "events.db");
  folder.take(data / "log.key", "log.key");
  folder.take(config, "collector.json");
  check.fault = folder.fault();
  if (check.fault.empty()) check = checked(folder.path());
  if (!check.fault.empty()) return check;
  folder.become(target);
  check.fault = folder.fault();
  return check;
}

}  // namespace akkoord
