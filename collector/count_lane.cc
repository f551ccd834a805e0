// SPDX-License-Identifier: MIT
#include "collector/count_lane.h"

#include <algorithm>
#include <set>
#include <span>
#include <variant>

#include "collector/choice_seconds.h"
#include "collector/event_rows.h"
#include "collector/record_lane.h"
#include "collector/row_binary.h"

namespace akkoord {

namespace {

constexpr std::size_t most_in_a_block = 2'000;
constexpr std::int64_t upkeep_interval_s = 21'600;
constexpr std::int64_t pause_s = 1;
constexpr std::int64_t counts_partition_days = 30;

constexpr auto shown_number = static_cast<std::uint8_t>(Counted::shown);
constexpr auto refused_number = static_cast<std::uint8_t>(Counted::refused);

std::uint8_t number_of(auto word) noexcept {
  return static_cast<std::uint8_t>(word);
}

CountKey key_on(std::int64_t day, const ConsentEvent& event) {
  return {day,
          refused_number,
          event.policy,
          event.site,
          event.revision,
          event.variant,
          event.language,
          event.jurisdiction,
          number_of(event.device),
          std::uint8_t{0},
          number_of(event.method),
          number_of(event.layer),
          choice_step_s(event.seconds_to_choice)};
}

CountKey key_on(std::int64_t day, const ShownCount& shown) {
  return {day,
          shown_number,
          shown.policy,
          shown.site,
          shown.revision,
          shown.variant,
          shown.language,
          shown.jurisdiction,
          number_of(shown.device),
          number_of(shown.entry),
          std::uint8_t{0},
          std::uint8_t{0},
          std::uint32_t{0}};
}

/// The columns that refusals and counts share.
void write_dimensions(RowWriter& rows, const CountKey& key) {
  rows.text(std::get<2>(key)).text(std::get<3>(key)).u32(std::get<4>(key)).text(std::get<5>(key));
  rows.text(std::get<6>(key)).text(std::get<7>(key)).u8(std::get<8>(key)).u8(std::get<9>(key));
  rows.u8(std::get<10>(key)).u8(std::get<11>(key)).u32(std::get<12>(key));
}

}  // namespace

CountLane::CountLane(const ClickHouseSettings& clickhouse, const std::string& shard,
                     std::uint64_t epoch, const StoreSettings& settings, LaneHealth& health)
    : clickhouse_(clickhouse),
      tables_(shard),
      epoch_(epoch),
      days_(settings.policies.zones),
      settings_(settings),
      health_(health) {
  finish_former();
}

/// The last batch whose ids came to their table: its counts may not have come to theirs.
void CountLane::finish_former() {
  const std::string since =
      "received_s >= " + std::to_string(settings_.now_s() - settings_.refusal_memory_s);
  const std::string last =
      clickhouse_.ask("SELECT epoch, batch FROM " + tables_.refusals + " WHERE " + since +
                      " ORDER BY epoch DESC, batch DESC LIMIT 1 FORMAT RowBinary");
  if (last.empty()) return;
  RowReader reader(last);
  const std::uint64_t epoch = reader.u64();
  const std::uint64_t batch = reader.u64();
  const std::string rows = clickhouse_.ask(
      "SELECT day, policy, site, revision, variant, language, jurisdiction, device, method, "
      "layer, step_s FROM " +
      tables_.refusals + " WHERE " + since + " AND epoch = " + std::to_string(epoch) +
      " AND batch = " + std::to_string(batch) + " FORMAT RowBinary");
  Counts counts;
  for (RowReader row(rows); !row.at_end();) {
    ConsentEvent event;
    const auto day = static_cast<std::int32_t>(row.u32());
    event.policy = row.text();
    event.site = row.text();
    event.revision = row.u32();
    event.variant = row.text();
    event.language = row.text();
    event.jurisdiction = row.text();
    event.device = static_cast<Device>(row.u8());
    event.method = static_cast<ChoiceMethod>(row.u8());
    event.layer = row.u8();
    event.seconds_to_choice = row.u32();
    ++counts[key_on(day, event)];
  }
  hold_counts(counts, epoch, batch);
  if (!settle(Block::Clock::now() + RecordLane::patience)) {
    throw ClickHouseFault("counts of refusals can't be finished: " + pending_.front().fault(), 0);
  }
}

bool CountLane::settle(Block::Clock::time_point until) {
  while (!pending_.empty()) {
    if (!pending_.front().insert(clickhouse_, until)) {
      health_.failed(pending_.front().fault());
      return false;
    }
    pending_.pop_front();
    health_.succeeded();
  }
  return true;
}

void CountLane::write(std::vector<Waiting>& batch) {
  const auto until = Block::Clock::now() + RecordLane::patience;
  std::size_t written = 0;
  try {
    while (written < batch.size() && settle(until)) {
      const std::size_t next = write_chunk(batch, written, until);
      if (next == written) break;
      written = next;
    }
  } catch (const ClickHouseFault& fault) {
    health_.failed(fault.what());
  }
  answer_all(batch, written, StoreAnswer::failed);
}

std::size_t CountLane::write_chunk(std::vector<Waiting>& batch, std::size_t from,
                                   Block::Clock::time_point until) {
  const std::size_t to = std::min(batch.size(), from + most_in_a_block);
  const std::vector<StoreAnswer> answers = judge(batch, from, to);
  ++batch_;
  RowWriter ids;
  Counts refused;
  Counts shown;
  for (std::size_t i = from; i < to; ++i) {
    if (answers[i - from] != StoreAnswer::stored) continue;
    const CountKey key = key_of(batch[i]);
    const auto* event = std::get_if<ConsentEvent>(&batch[i].what);
    if (event == nullptr) {
      ++shown[key];
      continue;
    }
    ids.fixed(event->id.bytes).i64(batch[i].received_s);
    ids.u32(static_cast<std::uint64_t>(std::get<0>(key)));
    write_dimensions(ids, key);
    ids.u64(epoch_).u64(batch_);
    ++refused[key];
  }
  if (!refused.empty()) {
    pending_.emplace_back(tables_.refusals, ids.rows(),
                          "SELECT count() FROM " + tables_.refusals + " WHERE epoch = " +
                              std::to_string(epoch_) + " AND batch = " + std::to_string(batch_),
                          1);
  }
  hold_counts(refused, epoch_, batch_);
  hold_counts(shown, epoch_, batch_);
  if (!settle(until)) return from;
  for (std::size_t i = from; i < to; ++i) batch[i].done(answers[i - from]);
  return to;
}

/// By the site's day.
CountKey CountLane::key_of(const Waiting& waiting) {
  if (const auto* event = std::get_if<ConsentEvent>(&waiting.what)) {
    return key_on(days_.day(event->policy, waiting.received_s), *event);
  }
  const auto& shown = std::get<ShownCount>(waiting.what);
  return key_on(days_.day(shown.policy, waiting.received_s), shown);
}

bool CountLane::renew(const StoredPolicies& policies) {
  days_ = LocalDays(policies.zones);
  return true;
}

std::vector<StoreAnswer> CountLane::judge(const std::vector<Waiting>& batch, std::size_t from,
                                          std::size_t to) {
  std::vector<StoreAnswer> answers(to - from, StoreAnswer::stored);
  std::vector<ConsentId> ids;
  for (std::size_t i = from; i < to; ++i) {
    if (const auto* event = std::get_if<ConsentEvent>(&batch[i].what)) ids.push_back(event->id);
  }
  if (ids.empty()) return answers;
  const std::string found = clickhouse_.ask(
      "SELECT DISTINCT id FROM refusals PREWHERE id IN " + literals(ids) + " WHERE received_s >= " +
      std::to_string(settings_.now_s() - settings_.refusal_memory_s) + " FORMAT RowBinary");
  std::set<std::array<std::uint8_t, 16>> known;
  for (RowReader reader(found); !reader.at_end();) known.insert(reader.id().bytes);
  for (std::size_t i = from; i < to; ++i) {
    const auto* event = std::get_if<ConsentEvent>(&batch[i].what);
    if (event == nullptr) continue;
    if (!known.insert(event->id.bytes).second) answers[i - from] = StoreAnswer::repeated;
  }
  return answers;
}

/// Rows in the order of their keys, a block for each partition: the same counts are the same bytes.
/// Epoch and batch only tell one block from another, since equal ones would count once.
void CountLane::hold_counts(const Counts& counts, std::uint64_t epoch, std::uint64_t batch) {
  std::map<std::int64_t, RowWriter> by_partition;
  for (const auto& [key, times] : counts) {
    RowWriter& rows = by_partition[std::get<0>(key) / counts_partition_days];
    rows.u32(static_cast<std::uint64_t>(std::get<0>(key))).u8(std::get<1>(key));
    write_dimensions(rows, key);
    rows.u64(times).u64(epoch).u64(batch);
  }
  // Nothing to count there: sums run together. This table has one writer, so a block that is known
  // is one that a quorum has, or ClickHouse would have refused another while it waits for it.
  for (const auto& [partition, rows] : by_partition) {
    pending_.emplace_back(tables_.counts, rows.rows(), "SELECT 0", 0);
  }
}

void CountLane::keep_up(bool /*wants_head*/, bool ending) {
  const std::int64_t now_s = settings_.now_s();
  if (!ending && now_s < next_try_s_) return;
  try {
    const auto wait = ending ? RecordLane::patience : std::chrono::seconds(0);
    if (!settle(Block::Clock::now() + wait)) {
      next_try_s_ = now_s + pause_s;
      return;
    }
    if (health_.figures().failing && clickhouse_.ask("SELECT 1") == "1\n") health_.succeeded();
    if (ending || now_s < next_upkeep_s_) return;
    next_upkeep_s_ = now_s + upkeep_interval_s;
    forget_refusals(now_s);
  } catch (const ClickHouseFault& fault) {
    health_.failed(fault.what());
    next_try_s_ = now_s + pause_s;
  }
}

/// Deletes ids whose time is over; a row of nothing after them lets the last of them go too
/// (clickhouse_erasure.h), and goes with the next.
void CountLane::forget_refusals(std::int64_t now_s) {
  const std::string over = "received_s <= " + std::to_string(now_s - settings_.refusal_memory_s);
  const std::string any = clickhouse_.ask("SELECT 1 FROM " + tables_.refusals + " WHERE " + over +
                                          " AND epoch > 0 LIMIT 1");
  if (any.empty()) return;
  clickhouse_.run("ALTER TABLE " + tables_.refusals + " DELETE WHERE " + over);
  RowWriter nothing;
  const Salt random = random_salt();
  nothing.fixed(std::span(random).first<16>()).i64(0).u32(0);
  write_dimensions(nothing, CountKey{});
  nothing.u64(0).u64(0);
  pending_.emplace_back(tables_.refusals, nothing.rows(), "SELECT 1", 1);
  (void)settle(Block::Clock::now() + RecordLane::patience);
}

}  // namespace akkoord
