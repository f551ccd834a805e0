// SPDX-License-Identifier: MIT
#include "collector/shard_key.h"

#include <system_error>

#include "collector/shard_log.h"
#include "collector/signing_key.h"

namespace akkoord {

namespace {

namespace fs = std::filesystem;

fs::path next_of(const fs::path& file) {
  return file.string() + ".next";
}

/// Finishes a change of key that the log knows of, undoes one that it does not.
std::string settle_next_key(const std::vector<LoggedKey>& keys, const fs::path& file) {
  if (!fs::exists(next_of(file))) return {};
  std::string fault;
  const std::optional<Digest> next = SigningKey::read_seed(next_of(file), fault);
  std::error_code failed;
  if (next && !keys.empty() && keys.back().key == SigningKey(*next).public_key()) {
    fs::rename(next_of(file), file, failed);
  } else {
    fs::remove(next_of(file), failed);
  }
  return failed ? next_of(file).string() + ": " + failed.message() : std::string();
}

}  // namespace

std::optional<Digest> shard_seed(ClickHouse& clickhouse, const std::string& shard,
                                 const fs::path& file, std::string& fault) {
  const std::vector<LoggedKey> keys = shard_keys(clickhouse, shard);
  fault = settle_next_key(keys, file);
  if (!fault.empty()) return std::nullopt;
  if (fs::exists(file) || !keys.empty()) return SigningKey::read_seed(file, fault);
  return SigningKey::make_seed(file, fault);
}

std::string rotate_shard_key(ClickHouse& clickhouse, const std::string& shard, const fs::path& file,
                             std::int64_t now_s) {
  std::string fault;
  const std::optional<Digest> former = shard_seed(clickhouse, shard, file, fault);
  if (!former) return fault;
  const std::vector<LoggedKey> keys = shard_keys(clickhouse, shard);
  const SigningKey former_key(*former);
  if (keys.empty() || keys.back().key != former_key.public_key()) {
    return "this is not the newest key of shard \"" + shard + "\", or it has no log yet";
  }
  const std::optional<Digest> next = SigningKey::make_seed(next_of(file), fault);
  if (!next) return fault;
  const SigningKey next_key(*next);
  const std::optional<SignedHead> head = newest_shard_head(clickhouse, shard);
  const KeyChange change{log_named_by(keys.front().key), former_key.public_key(),
                         next_key.public_key(), head ? head->head.size : 0, now_s};
  const std::string text = signed_text(change);
  add_shard_key(clickhouse, shard, keys.size(),
                {change.next, change.size, now_s, former_key.sign(text), next_key.sign(text)});
  return settle_next_key(shard_keys(clickhouse, shard), file);
}

}  // namespace akkoord
