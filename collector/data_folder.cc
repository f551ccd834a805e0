// SPDX-License-Identifier: MIT
#include "collector/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <system_error>
#include <utility>

#include "collector/proof_log.h"
#include "collector/signing_key.h"
#include "collector/sqlite.h"
#include "collector/sqlite_schema.h"

namespace akkoord {

namespace {

namespace fs = std::filesystem;

/// Finishes a change of key that the database knows of, undoes one that it does not.
std::string settle_next_key(const DataFolder& folder) {
  if (!fs::exists(folder.next_key())) return {};
  std::string fault;
  const std::optional<Digest> next = SigningKey::read_seed(folder.next_key(), fault);
  std::optional<PublicKey> newest;
  if (fs::exists(folder.database())) {
    Database database(folder.database(), Database::Use::write);
    prepare_for_writing(database);
    newest = newest_key(database);
  }
  std::error_code failed;
  if (next && newest == SigningKey(*next).public_key()) {
    fs::rename(folder.next_key(), folder.key(), failed);
  } else {
    fs::remove(folder.next_key(), failed);
  }
  return failed ? "log.key.next: " + failed.message() : std::string();
}

}  // namespace

DataFolder::DataFolder(std::filesystem::path path, OpenFile lock) noexcept
    : path_(std::move(path)), lock_(std::move(lock)) {}

std::optional<DataFolder> DataFolder::open(const std::filesystem::path& path, std::string& fault) {
  ::umask(S_IRWXG | S_IRWXO);
  std::error_code failed;
  fs::create_directories(path, failed);
  OpenFile lock(::open((path / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (failed || !lock.is_open()) {
    fault = path.string() + " can't be written: " +
            (failed ? failed : std::error_code(errno, std::generic_category())).message();
    return std::nullopt;
  }
  if (::flock(lock.number(), LOCK_EX | LOCK_NB) != 0) {
    fault = "another akkoord-collector writes to " + path.string() + ": stop it first";
    return std::nullopt;
  }
  return DataFolder(path, std::move(lock));
}

std::optional<Digest> log_seed(const DataFolder& folder, std::string& fault) {
  try {
    fault = settle_next_key(folder);
  } catch (const SqliteFault& failed) {
    fault = failed.what();
  }
  if (!fault.empty()) return std::nullopt;
  if (fs::exists(folder.key()) || fs::exists(folder.database())) {
    return SigningKey::read_seed(folder.key(), fault);
  }
  return SigningKey::make_seed(folder.key(), fault);
}

std::string rotate_key(const DataFolder& folder, std::int64_t now_s) {
  std::string fault;
  const std::optional<Digest> former = log_seed(folder, fault);
  if (!former) return fault;
  const std::optional<Digest> next = SigningKey::make_seed(folder.next_key(), fault);
  if (!next) return fault;
  try {
    Database database(folder.database(), Database::Use::write);
    prepare_for_writing(database);
    const SigningKey former_key(*former);
    database.run("BEGIN IMMEDIATE");
    ProofLog(database, former_key, now_s).sign_head(now_s);
    change_key(database, former_key, SigningKey(*next), now_s);
    database.run("COMMIT");
  } catch (const SqliteFault& failed) {
    return failed.what();
  }
  try {
    return settle_next_key(folder);
  } catch (const SqliteFault& failed) {
    return failed.what();
  }
}

}  // namespace akkoord
