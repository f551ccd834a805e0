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

/// Has the log name `next`, by `former`, its newest key.
void name_key(ClickHouse& clickhouse, const std::string& shard, const SigningKey& former,
              const SigningKey& next, std::int64_t now_s) {
  const std::vector<LoggedKey> keys = shard_keys(clickhouse, shard);
  const std::optional<SignedHead> head = newest_shard_head(clickhouse, shard);
  const KeyChange change{log_named_by(keys.front().key), former.public_key(), next.public_key(),
                         head ? head->head.size : 0, now_s};
  const std::string text = signed_text(change);
  add_shard_key(clickhouse, shard, keys.size(),
                {change.next, change.size, now_s, former.sign(text), next.sign(text)});
}

/// Whether `seed` is that of the log's newest key.
bool is_newest(const std::optional<Digest>& seed, const std::vector<LoggedKey>& keys) {
  return seed && !keys.empty() && keys.back().key == SigningKey(*seed).public_key();
}

/// Finishes a change of key that was cut short. It can't be undone: what named the key may still be
/// on its way to ClickHouse, and nobody must lose a key that signs from then on.
std::string settle_next_key(ClickHouse& clickhouse, const std::string& shard, const fs::path& file,
                            std::int64_t now_s) {
  if (!fs::exists(next_of(file))) return {};
  const std::vector<LoggedKey> keys = shard_keys(clickhouse, shard);
  std::string fault;
  std::error_code failed;
  const std::optional<Digest> next = SigningKey::read_seed(next_of(file), fault);
  const std::optional<Digest> former = SigningKey::read_seed(file, fault);
  if (!next) {  // it was not whole yet, so nobody has named it
    fs::remove(next_of(file), failed);
  } else if (is_newest(next, keys) || is_newest(former, keys)) {
    if (!is_newest(next, keys)) {
      name_key(clickhouse, shard, SigningKey(*former), SigningKey(*next), now_s);
    }
    fs::rename(next_of(file), file, failed);
  } else {
    return next_of(file).string() + " follows no key of shard \"" + shard +
           "\": put the key's file from your backup in its place";
  }
  return failed ? next_of(file).string() + ": " + failed.message() : std::string();
}

}  // namespace

std::optional<Digest> shard_seed(ClickHouse& clickhouse, const std::string& shard,
                                 const fs::path& file, std::int64_t now_s, std::string& fault) {
  fault = settle_next_key(clickhouse, shard, file, now_s);
  if (!fault.empty()) return std::nullopt;
  if (fs::exists(file) || !shard_keys(clickhouse, shard).empty()) {
    return SigningKey::read_seed(file, fault);
  }
  return SigningKey::make_seed(file, fault);
}

std::string rotate_shard_key(ClickHouse& clickhouse, const std::string& shard, const fs::path& file,
                             std::int64_t now_s) {
  std::string fault;
  const std::optional<Digest> former = shard_seed(clickhouse, shard, file, now_s, fault);
  if (!former) return fault;
  if (!is_newest(former, shard_keys(clickhouse, shard))) {
    return "this is not the newest key of shard \"" + shard + "\", or it has no log yet";
  }
  if (!SigningKey::make_seed(next_of(file), fault)) return fault;
  return settle_next_key(clickhouse, shard, file, now_s);
}

}  // namespace akkoord
