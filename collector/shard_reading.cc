// SPDX-License-Identifier: MIT
#include <algorithm>

#include "collector/block.h"
#include "collector/row_binary.h"
#include "collector/shard_log.h"

namespace akkoord {

namespace {

constexpr std::chrono::seconds patience(10);

Signature read_signature(RowReader& reader) {
  Signature signature{};
  const std::string bytes = reader.fixed(signature.size());
  std::transform(bytes.begin(), bytes.end(), signature.begin(),
                 [](char c) { return static_cast<std::uint8_t>(c); });
  return signature;
}

}  // namespace

ShardSubtrees::ShardSubtrees(ClickHouse& clickhouse, const std::string& shard)
    : clickhouse_(clickhouse), table_("hashes_" + shard) {}

void ShardSubtrees::fetch(const std::vector<SubtreePlace>& places) {
  if (places.empty()) return;
  std::string wanted;
  for (const SubtreePlace& place : places) {
    wanted += (wanted.empty() ? "(" : ", (") + std::to_string(place.level) + ", " +
              std::to_string(place.number) + ")";
  }
  const std::string rows =
      clickhouse_.ask("SELECT level, number, hash FROM " + table_ +
                      " PREWHERE (level, number) IN (" + wanted + ") FORMAT RowBinary");
  for (RowReader reader(rows); !reader.at_end();) {
    const unsigned level = reader.u8();
    const std::uint64_t number = reader.u64();
    const Digest hash = reader.digest();
    const auto [known, is_new] = fetched_.emplace(std::pair(level, number), hash);
    if (!is_new && known->second != hash) {
      throw ClickHouseFault(table_ + " has two hashes for one subtree: somebody has tampered", -1);
    }
  }
}

std::optional<Digest> ShardSubtrees::hash_of(const SubtreePlace& place) const {
  const auto found = fetched_.find({place.level, place.number});
  if (found == fetched_.end()) return std::nullopt;
  return found->second;
}

std::vector<LoggedKey> shard_keys(ClickHouse& clickhouse, const std::string& shard) {
  const std::string rows =
      clickhouse.ask("SELECT public_key, size, time_s, former_signature, own_signature FROM keys_" +
                     shard + " ORDER BY number, time_s LIMIT 1 BY number FORMAT RowBinary");
  std::vector<LoggedKey> keys;
  for (RowReader reader(rows); !reader.at_end();) {
    LoggedKey key;
    key.key = reader.digest();
    key.size = reader.u64();
    key.time_s = reader.i64();
    key.former = read_signature(reader);
    key.own = read_signature(reader);
    if (keys.empty()) key.former = key.own = std::nullopt;
    keys.push_back(key);
  }
  return keys;
}

void add_shard_key(ClickHouse& clickhouse, const std::string& shard, std::size_t number,
                   const LoggedKey& key) {
  RowWriter row;
  row.u32(number).fixed(key.key).u64(key.size).i64(key.time_s);
  row.fixed(key.former.value_or(Signature{})).fixed(key.own.value_or(Signature{}));
  Block block("keys_" + shard, row.rows(),
              "SELECT count() FROM keys_" + shard + " WHERE number = " + std::to_string(number) +
                  " AND public_key = " + literal(key.key),
              1);
  if (!block.insert(clickhouse, Block::Clock::now() + patience)) {
    throw ClickHouseFault(block.fault(), 0);
  }
}

std::optional<SignedHead> newest_shard_head(ClickHouse& clickhouse, const std::string& shard,
                                            std::uint64_t size) {
  const std::vector<LoggedKey> keys = shard_keys(clickhouse, shard);
  if (keys.empty()) return std::nullopt;
  const std::string rows =
      clickhouse.ask("SELECT size, root, time_s, public_key, signature FROM heads_" + shard +
                     " WHERE size >= " + std::to_string(size) +
                     " ORDER BY size DESC, time_s DESC LIMIT 1 FORMAT RowBinary");
  if (rows.empty()) return std::nullopt;
  RowReader reader(rows);
  SignedHead head;
  head.head.log = log_named_by(keys.front().key);
  head.head.size = reader.u64();
  head.head.root = reader.digest();
  head.head.time_s = reader.i64();
  head.key = reader.digest();
  head.signature = read_signature(reader);
  return head;
}

}  // namespace akkoord
