// SPDX-License-Identifier: MIT
#include "collector/record_lane.h"

#include <algorithm>
#include <set>
#include <variant>

#include "collector/clickhouse_archive.h"
#include "collector/clickhouse_erasure.h"
#include "collector/row_binary.h"

namespace akkoord {

namespace {

/// As many as one query for their ids may name.
constexpr std::size_t most_in_a_block = 2'000;
constexpr std::size_t most_adopted_at_once = 500;
constexpr std::int64_t upkeep_interval_s = 600;
constexpr std::int64_t expiry_interval_s = 86'400;
constexpr std::int64_t pause_s = 1;
/// A request may have been under way that long when its sender was replaced.
constexpr std::int64_t longest_under_way_s = 3 * 86'400;

std::int64_t day_of(std::int64_t time_s) noexcept {
  constexpr std::int64_t a_day_s = 86'400;
  return time_s / a_day_s;
}

const ConsentEvent& event_in(const Waiting& waiting) {
  return std::get<ConsentEvent>(waiting.what);
}

std::string ids_condition(const std::vector<ConsentId>& ids) {
  return "id IN " + literals(ids);
}

ConsentId new_id(std::int64_t now_s) {
  const Salt random = random_salt();
  return make_consent_id(now_s * 1'000, std::span(random).first<consent_id_entropy_bytes>());
}

}  // namespace

/// A part of a batch that goes into one block.
struct RecordLane::Chunk {
  std::vector<StoreAnswer> answers{};
  std::vector<std::size_t> new_ones{};  // places in the chunk
};

RecordLane::RecordLane(const ClickHouseSettings& clickhouse, ShardSettings shard,
                       const SigningKey& key, const StoreSettings& settings, LaneHealth& health)
    : clickhouse_(clickhouse),
      shard_(std::move(shard)),
      tables_(shard_.shard),
      settings_(settings),
      retention_(settings.policies.retention),
      health_(health),
      claim_(clickhouse_, shard_.shard, shard_.place, settings_.now_s()),
      log_(clickhouse_, shard_.shard, key, ShardEpochs::of(clickhouse_, shard_.shard),
           settings_.now_s()) {
  begun_s_ = settings_.now_s();
  claim_.begin(log_.size(), begun_s_);
  health_.log_is(log_.size(), log_.signed_size());
}

bool RecordLane::settle(Block::Clock::time_point until) {
  if (!pending_) return true;
  if (!pending_->insert(clickhouse_, until)) {
    health_.failed(pending_->fault());
    return false;
  }
  pending_.reset();
  health_.succeeded();
  health_.log_is(log_.size(), log_.signed_size());
  return true;
}

void RecordLane::write(std::vector<Waiting>& batch) {
  const auto until = Block::Clock::now() + patience;
  std::size_t written = 0;
  try {
    while (!superseded_ && written < batch.size() && settle(until)) {
      const std::size_t next = write_chunk(batch, written, until);
      if (next == written) break;
      written = next;
    }
  } catch (const ClickHouseFault& fault) {
    health_.failed(fault.what());
  }
  answer_all(batch, written, StoreAnswer::failed);
}

/// Writes what comes next and belongs into one partition, and answers it. Returns how far it came:
/// not at all where its block is in doubt; it stays pending then, and those who sent it hear
/// `failed`: when they send it again it will be there, or not.
std::size_t RecordLane::write_chunk(std::vector<Waiting>& batch, std::size_t from,
                                    Block::Clock::time_point until) {
  std::size_t to = from;
  while (to < batch.size() && to - from < most_in_a_block &&
         day_of(batch[to].received_s) == day_of(batch[from].received_s)) {
    ++to;
  }
  Chunk chunk;
  chunk.answers.resize(to - from, StoreAnswer::repeated);
  judge(chunk, batch, from);
  RowWriter rows;
  std::vector<ConsentId> ids;
  for (const std::size_t place : chunk.new_ones) {
    const Waiting& one = batch[from + place];
    add_row(rows, row_of(event_in(one), one.received_s, random_salt()));
    ids.push_back(event_in(one).id);
  }
  hold(rows, ids);
  if (!settle(until)) return from;
  for (std::size_t i = 0; i < chunk.answers.size(); ++i) batch[from + i].done(chunk.answers[i]);
  return to;
}

/// Says what becomes of each: new, there already, or another's id.
void RecordLane::judge(Chunk& chunk, const std::vector<Waiting>& batch, std::size_t from) {
  std::vector<ConsentId> ids;
  for (std::size_t i = 0; i < chunk.answers.size(); ++i)
    ids.push_back(event_in(batch[from + i]).id);
  const std::string found = clickhouse_.ask("SELECT id, record FROM events PREWHERE " +
                                            ids_condition(ids) + " FORMAT RowBinary");
  std::map<std::array<std::uint8_t, 16>, std::string> former;
  for (RowReader reader(found); !reader.at_end();) {
    const ConsentId id = reader.id();
    former.emplace(id.bytes, reader.text());
  }
  std::map<std::array<std::uint8_t, 16>, const ConsentEvent*> in_chunk;
  for (std::size_t i = 0; i < chunk.answers.size(); ++i) {
    const ConsentEvent& event = event_in(batch[from + i]);
    const auto known = former.find(event.id.bytes);
    if (known != former.end()) {
      if (!is_record_of(event, known->second)) chunk.answers[i] = StoreAnswer::conflict;
      continue;
    }
    const auto [first, is_new] = in_chunk.emplace(event.id.bytes, &event);
    if (is_new) {
      chunk.answers[i] = StoreAnswer::stored;
      chunk.new_ones.push_back(i);
    } else if (!(*first->second == event)) {
      chunk.answers[i] = StoreAnswer::conflict;
    }
  }
}

void RecordLane::add_row(RowWriter& rows, EventRow row) {
  const Digest entry = entry_of(row.salt, row.record);
  row.epoch = claim_.epoch();
  if (row.kind == witness_kind) {
    row.leaf = log_.append_witness(entry);
  } else if (row.previous_id.nil()) {
    row.leaf = log_.append(entry, std::nullopt);
  } else {
    row.leaf = log_.append(entry, Link{row.previous_id, row.id, row.policy, row.expires_s});
  }
  row.write(rows);
}

/// From here on these rows must come to the table before any other.
void RecordLane::hold(const RowWriter& rows, const std::vector<ConsentId>& ids) {
  if (ids.empty()) return;
  pending_.emplace(tables_.events, rows.rows(),
                   "SELECT count() FROM " + tables_.events + " PREWHERE " + ids_condition(ids) +
                       " WHERE epoch = " + std::to_string(claim_.epoch()),
                   ids.size());
}

void RecordLane::keep_up(bool wants_head, bool ending) {
  const std::int64_t now_s = settings_.now_s();
  if (superseded_ || (!ending && now_s < next_try_s_)) return;
  try {
    // What waits here has nobody left who waits for it: a short while each time.
    if (!settle(Block::Clock::now() + (ending ? patience : std::chrono::seconds(0)))) {
      next_try_s_ = now_s + pause_s;
      return;
    }
    renew_claim(now_s);
    if (superseded_) return;
    if (now_s >= next_head_s_ || ending || (wants_head && now_s >= next_early_head_s_)) {
      sign(now_s);
      next_head_s_ = now_s + settings_.tree_head_interval_s;
      next_early_head_s_ = now_s + settings_.early_head_interval_s;
    }
    if (now_s >= next_expiry_s_ && !ending) {
      erase_expired(now_s);
      next_expiry_s_ = now_s + expiry_interval_s;
    }
    if (ending) claim_.end(now_s);
  } catch (const ClickHouseFault& fault) {
    health_.failed(fault.what());
    next_try_s_ = now_s + pause_s;
  }
}

bool RecordLane::renew(const StoredPolicies& policies) {
  try {
    for (const ArchivedFile& file : policies.archive) archive(clickhouse_, file, settings_.now_s());
  } catch (const ClickHouseFault& fault) {
    health_.failed(fault.what());
    return false;
  }
  retention_ = policies.retention;
  return true;
}

bool RecordLane::is_signed() const {
  return !pending_ && log_.size() == log_.signed_size();
}

/// Says that this one is alive, and hears of one that has taken over; which also tells, while
/// nothing else is written, whether writing works.
void RecordLane::renew_claim(std::int64_t now_s) {
  if (now_s < next_renewal_s_ && !health_.figures().failing) return;
  claim_.renew(now_s);
  next_renewal_s_ = now_s + ShardClaim::renewal_s;
  superseded_ = claim_.is_superseded();
  if (superseded_) {
    health_.failed("another collector has taken over shard \"" + shard_.shard +
                   "\": give each its own, and start this one again");
  } else {
    health_.succeeded();
  }
}

void RecordLane::sign(std::int64_t now_s) {
  if (now_s >= next_upkeep_s_ || now_s < begun_s_ + upkeep_interval_s) {
    adopt_lost_rows();
    next_upkeep_s_ = now_s + upkeep_interval_s;
  }
  append_witness(now_s);
  if (pending_ || claim_.is_superseded()) return;
  log_.sign_head(now_s);
  health_.log_is(log_.size(), log_.signed_size());
}

/// Gives a leaf to each record that lost its place to a later epoch (shard_epochs.h).
void RecordLane::adopt_lost_rows() {
  const ShardEpochs epochs = ShardEpochs::of(clickhouse_, shard_.shard);
  const std::string lost = epochs.lost_rows_condition();
  if (lost.empty()) return;
  const std::string found = clickhouse_.ask(
      "SELECT id FROM " + tables_.events + " PREWHERE " + lost +
      " WHERE received_s >= " + std::to_string(settings_.now_s() - longest_under_way_s) +
      " AND kind < " + std::to_string(int{witness_kind}) + " ORDER BY received_s FORMAT RowBinary");
  std::vector<ConsentId> ids;
  for (RowReader reader(found); !reader.at_end();) ids.push_back(reader.id());
  for (std::size_t from = 0; from < ids.size() && !pending_; from += most_adopted_at_once) {
    const std::size_t count = std::min(ids.size() - from, most_adopted_at_once);
    const auto first = ids.begin() + static_cast<long>(from);
    adopt({first, first + static_cast<long>(count)}, epochs);
  }
}

/// Adopts those of `ids` that have no place in the log.
void RecordLane::adopt(const std::vector<ConsentId>& ids, const ShardEpochs& epochs) {
  const std::string found =
      clickhouse_.ask(std::string("SELECT ") + event_columns + " FROM " + tables_.events +
                      " PREWHERE " + ids_condition(ids) + " ORDER BY received_s FORMAT RowBinary");
  std::map<std::array<std::uint8_t, 16>, EventRow> homeless;
  std::set<std::array<std::uint8_t, 16>> placed;
  for (RowReader reader(found); !reader.at_end();) {
    EventRow row = EventRow::read(reader);
    if (epochs.in_log(row.epoch, row.leaf)) placed.insert(row.id.bytes);
    homeless.emplace(row.id.bytes, std::move(row));
  }
  std::map<std::int64_t, std::vector<EventRow>> by_day;
  for (auto& [id, row] : homeless) {
    if (!placed.contains(id)) by_day[day_of(row.received_s)].push_back(std::move(row));
  }
  for (auto& [day, rows] : by_day) {
    if (!settle(Block::Clock::now() + patience)) return;
    RowWriter block;
    std::vector<ConsentId> adopted;
    for (EventRow& row : rows) {
      adopted.push_back(row.id);
      add_row(block, std::move(row));
    }
    hold(block, adopted);
  }
  (void)settle(Block::Clock::now() + patience);
}

void RecordLane::append_witness(std::int64_t now_s) {
  if (pending_) return;
  std::string fault;
  const std::optional<Witness> witness = log_.new_witness(now_s, fault);
  if (!fault.empty() && settings_.tell_fault) settings_.tell_fault(fault);
  if (!witness) return;
  RowWriter rows;
  const ConsentId id = new_id(now_s);
  add_row(rows, row_of(*witness, id, random_salt()));
  hold(rows, {id});
  (void)settle(Block::Clock::now() + patience);
}

void RecordLane::erase_expired(std::int64_t now_s) {
  for (const std::string& shard : shards_of(clickhouse_)) {
    for (const Retention& retention : retention_) {
      erase_expired_in(clickhouse_, shard, retention.policy, now_s - retention.after_expiry_s);
    }
  }
}

}  // namespace akkoord
