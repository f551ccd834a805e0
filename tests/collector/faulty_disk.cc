// SPDX-License-Identifier: MIT
#include "tests/collector/faulty_disk.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

namespace akkoord::test {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t sector_bytes = 512;

/// What SQLite keeps for an open file; the real one's follows it.
struct OpenOnDisk {
  sqlite3_file base;
  FaultyDisk* disk;
  const char* path;  // SQLite's own, as long as the file is open; null: nobody else sees the file
};

OpenOnDisk& opened(sqlite3_file* file) noexcept {
  return *reinterpret_cast<OpenOnDisk*>(file);
}

sqlite3_file* real(sqlite3_file* file) noexcept {
  return reinterpret_cast<sqlite3_file*>(&opened(file) + 1);
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

/// SQLite's calls; `real()` does the work.
struct DiskCalls {
  static int close(sqlite3_file* file) { return real(file)->pMethods->xClose(real(file)); }
  static int read(sqlite3_file* file, void* into, int size, sqlite3_int64 offset) {
    return real(file)->pMethods->xRead(real(file), into, size, offset);
  }
  static int write(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
    FaultyDisk& disk = *opened(file).disk;
    const std::lock_guard lock(disk.mutex_);
    const char* bytes = static_cast<const char*>(from);
    const int half = size / 2;
    const int code = put(file, bytes, half, offset);
    if (code != SQLITE_OK) return code;
    if (disk.begins_to_fail()) return disk.failure_.code;
    return put(file, bytes + half, size - half, offset + half);
  }
  static int truncate(sqlite3_file* file, sqlite3_int64 size) {
    FaultyDisk& disk = *opened(file).disk;
    const std::lock_guard lock(disk.mutex_);
    if (disk.begins_to_fail()) return SQLITE_IOERR_TRUNCATE;
    if (opened(file).path != nullptr) {
      disk.note(opened(file).path, {static_cast<std::size_t>(size), {}, true});
    }
    return real(file)->pMethods->xTruncate(real(file), size);
  }
  /// The real disk is not waited for: what it would be sure of is known here.
  static int sync(sqlite3_file* file, int /*flags*/) {
    FaultyDisk& disk = *opened(file).disk;
    const std::lock_guard lock(disk.mutex_);
    const bool failed = disk.begins_to_fail();
    if (opened(file).path != nullptr) disk.sync(opened(file).path, failed);
    return failed ? SQLITE_IOERR_FSYNC : SQLITE_OK;
  }
  static int size(sqlite3_file* file, sqlite3_int64* size) {
    return real(file)->pMethods->xFileSize(real(file), size);
  }
  static int lock(sqlite3_file* file, int level) {
    return real(file)->pMethods->xLock(real(file), level);
  }
  static int unlock(sqlite3_file* file, int level) {
    return real(file)->pMethods->xUnlock(real(file), level);
  }
  static int is_reserved(sqlite3_file* file, int* out) {
    return real(file)->pMethods->xCheckReservedLock(real(file), out);
  }
  static int control(sqlite3_file* file, int what, void* with) {
    return real(file)->pMethods->xFileControl(real(file), what, with);
  }
  static int sector_size(sqlite3_file* file) {
    return real(file)->pMethods->xSectorSize(real(file));
  }
  static int traits(sqlite3_file* file) {
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
  }
  static int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, out);
  }
  static int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
  }
  static void shm_barrier(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }
  static int shm_unmap(sqlite3_file* file, int deletes) {
    return real(file)->pMethods->xShmUnmap(real(file), deletes);
  }

  static int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* got) {
    FaultyDisk& disk = *static_cast<FaultyDisk*>(vfs->pAppData);
    OpenOnDisk& one = opened(file);
    one = {{nullptr}, &disk, path};
    const int code = disk.real_->xOpen(disk.real_, path, real(file), flags, got);
    if (code != SQLITE_OK) return code;
    one.base.pMethods = &methods;
    const std::lock_guard lock(disk.mutex_);
    if (path != nullptr && !disk.files_.contains(path)) disk.files_[path].synced = bytes_of(path);
    return code;
  }
  static int remove(sqlite3_vfs* vfs, const char* path, int syncs) {
    FaultyDisk& disk = *static_cast<FaultyDisk*>(vfs->pAppData);
    const std::lock_guard lock(disk.mutex_);
    disk.files_.erase(path);
    return disk.real_->xDelete(disk.real_, path, syncs);
  }

 private:
  static int put(sqlite3_file* file, const char* bytes, int size, sqlite3_int64 offset) {
    if (opened(file).path != nullptr) {
      opened(file).disk->note(
          opened(file).path,
          {static_cast<std::size_t>(offset), std::string(bytes, static_cast<std::size_t>(size))});
    }
    return real(file)->pMethods->xWrite(real(file), bytes, size, offset);
  }

  // Version 2: what is mapped into memory is written behind our back.
  static constexpr sqlite3_io_methods methods = {
      2,        close,       read,        write,   truncate,    sync,   size,
      lock,     unlock,      is_reserved, control, sector_size, traits, shm_map,
      shm_lock, shm_barrier, shm_unmap,   nullptr, nullptr};
};

FaultyDisk::FaultyDisk() : real_(sqlite3_vfs_find(nullptr)), vfs_(*real_) {
  vfs_.zName = "faulty disk";
  vfs_.pAppData = this;
  vfs_.szOsFile = static_cast<int>(sizeof(OpenOnDisk)) + real_->szOsFile;
  vfs_.xOpen = DiskCalls::open;
  vfs_.xDelete = DiskCalls::remove;
  sqlite3_vfs_register(&vfs_, 1);
}

FaultyDisk::~FaultyDisk() {
  sqlite3_vfs_unregister(&vfs_);
  sqlite3_vfs_register(real_, 1);
}

void FaultyDisk::fail(const Failure& failure) {
  const std::lock_guard lock(mutex_);
  failure_ = failure;
}

std::uint64_t FaultyDisk::calls() const {
  const std::lock_guard lock(mutex_);
  return calls_;
}

void FaultyDisk::during(std::uint64_t call, std::function<void()> act) {
  const std::lock_guard lock(mutex_);
  act_at_ = call;
  act_ = std::move(act);
}

bool FaultyDisk::begins_to_fail() {
  const std::uint64_t call = calls_++;
  if (call == act_at_) act_();
  return call == failure_.first_call || (failure_.lasts && call > failure_.first_call);
}

void FaultyDisk::apply(const Change& change, std::string& image) {
  const std::size_t end = change.offset_bytes + change.bytes.size();
  if (change.is_truncation || image.size() < end) image.resize(end);
  image.replace(change.offset_bytes, change.bytes.size(), change.bytes);
}

void FaultyDisk::note(const std::string& path, Change change) {
  files_[path].changes.push_back(std::move(change));
}

void FaultyDisk::sync(const std::string& path, bool failed) {
  File& file = files_[path];
  for (Change& change : file.changes) {
    if (change.state != State::volatile_) continue;
    change.state = failed ? State::lost_to_a_failed_sync : State::synced;
  }
  const auto first_lost =
      std::find_if(file.changes.begin(), file.changes.end(),
                   [](const Change& one) { return one.state != State::synced; });
  for (auto one = file.changes.begin(); one != first_lost; ++one) apply(*one, file.synced);
  file.changes.erase(file.changes.begin(), first_lost);
}

bool FaultyDisk::is_synced(const std::string& ending) const {
  const std::lock_guard lock(mutex_);
  return std::all_of(files_.begin(), files_.end(), [&ending](const auto& file) {
    return !file.first.ends_with(ending) || file.second.changes.empty();
  });
}

void FaultyDisk::leave(const fs::path& from, const fs::path& to, std::mt19937& random) const {
  const std::lock_guard lock(mutex_);
  fs::create_directories(to);
  // From nothing of it to nearly all: each cut has luck of its own.
  const std::uint64_t luck = random() % 5;
  for (const fs::directory_entry& entry : fs::directory_iterator(from)) {
    const fs::path& path = entry.path();
    if (path.string().ends_with("-shm")) continue;
    const auto found = files_.find(path.string());
    if (found == files_.end()) {
      fs::copy_file(path, to / path.filename());
      continue;
    }
    std::string image = found->second.synced;
    for (const Change& change : found->second.changes) {
      if (change.state != State::synced && random() % 4 >= luck) continue;
      Change part = change;
      if (change.state != State::synced && random() % 4 == 0) {
        part.bytes.resize(change.bytes.size() / 2 / sector_bytes * sector_bytes);
      }
      apply(part, image);
    }
    std::ofstream(to / path.filename(), std::ios::binary) << image;
  }
}

}  // namespace akkoord::test
