// SPDX-License-Identifier: MIT
//
// The folder that a collector keeps everything in:
//
//     events.db        the database (sqlite_schema.h), with its -wal and -shm
//     log.key          the key that signs the proof log (signing_key.h)
//     log.key.next     a key that is about to take over; gone again when it has
//     log-SHARD.key    in their place, where ClickHouse is the store (shard_key.h)
//     lock             held by the one collector that writes here
//
// Nobody but its owner may look into it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "collector/open_file.h"
#include "core/proof/merkle_tree.h"

namespace akkoord {

/// A folder that is ours alone as long as this lives.
class DataFolder {
 public:
  /// Makes `path` where it is missing and locks it. Where that fails, or another collector has it,
  /// says so in `fault`.
  [[nodiscard]] static std::optional<DataFolder> open(const std::filesystem::path& path,
                                                      std::string& fault);

  /// Where the database lies.
  [[nodiscard]] std::filesystem::path database() const { return path_ / "events.db"; }
  /// Where the key lies.
  [[nodiscard]] std::filesystem::path key() const { return path_ / "log.key"; }
  /// Where the key of a shard's log lies.
  [[nodiscard]] std::filesystem::path shard_key(const std::string& shard) const {
    return shard_key_in(path_, shard);
  }
  /// The same in any folder.
  [[nodiscard]] static std::filesystem::path shard_key_in(const std::filesystem::path& folder,
                                                          const std::string& shard) {
    return folder / ("log-" + shard + ".key");
  }
  /// Where the next key lies.
  [[nodiscard]] std::filesystem::path next_key() const { return path_ / "log.key.next"; }

 private:
  DataFolder(std::filesystem::path path, OpenFile lock) noexcept;

  std::filesystem::path path_;
  OpenFile lock_;
};

/// The seed of the key that signs the log in `folder`: made where neither key nor database is there
/// yet. A change of key that was cut short is finished or undone first.
[[nodiscard]] std::optional<Digest> log_seed(const DataFolder& folder, std::string& fault);

/// Gives the log in `folder` a new key, signed by the former one, which is then deleted. Returns
/// what failed; empty where all went well.
[[nodiscard]] std::string rotate_key(const DataFolder& folder, std::int64_t now_s);

}  // namespace akkoord
