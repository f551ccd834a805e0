// SPDX-License-Identifier: MIT
#include "collector/event_rows.h"

#include <string>

#include "collector/choice_seconds.h"
#include "core/proof/evidence.h"

namespace akkoord {

namespace {

std::int64_t number_of(auto word) noexcept {
  return static_cast<std::int64_t>(word);
}

}  // namespace

EventRows::EventRows(Database& database, ProofLog& log, LocalDays& days,
                     std::int64_t refusal_memory_s)
    : log_(log),
      days_(days),
      refusal_memory_s_(refusal_memory_s),
      find_record_(database, "SELECT record FROM events WHERE id = ?"),
      add_record_(database,
                  "INSERT INTO events (leaf, id, previous_id, kind, policy, site, revision, "
                  "received_s, expires_s, salt, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                  "ON CONFLICT (id) DO NOTHING"),
      add_refusal_(database,
                   "INSERT INTO refusals (id, forget_s) VALUES (?, ?) ON CONFLICT (id) DO NOTHING "
                   "RETURNING 1"),
      forget_refusals_(database, "DELETE FROM refusals WHERE forget_s <= ?"),
      count_(database,
             "INSERT INTO counts (day, what, policy, site, revision, variant, language, "
             "jurisdiction, device, entry, method, layer, times) "
             "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) "
             "ON CONFLICT DO UPDATE SET times = times + 1"),
      add_seconds_(database,
                   "INSERT INTO choice_seconds (day, circumstances, kind, method, layer, from_s, "
                   "times) VALUES (?, ?, ?, ?, ?, ?, 1) "
                   "ON CONFLICT DO UPDATE SET times = times + 1"),
      circumstances_(database) {}

StoreAnswer EventRows::put(const ConsentEvent& event, std::int64_t received_s) {
  return kind_of(event) == EventKind::refusal ? put_refusal(event, received_s)
                                              : put_record(event, received_s);
}

StoreAnswer EventRows::put_record(const ConsentEvent& event, std::int64_t received_s) {
  const std::string record = record_bytes(event, received_s);
  const Salt salt = random_salt();
  add_record_.bind(static_cast<std::int64_t>(log_.size())).bind_bytes(event.id.bytes);
  if (event.previous_id) {
    add_record_.bind_bytes(event.previous_id->bytes);
  } else {
    add_record_.bind_null();
  }
  add_record_.bind(number_of(kind_of(event)))
      .bind_text(event.policy)
      .bind_text(event.site)
      .bind(event.revision)
      .bind(received_s)
      .bind(event.expires_s)
      .bind_bytes(salt)
      .bind_bytes(record)
      .run();
  if (add_record_.changed_rows() == 0) return judge_again(event);
  log_.append(entry_of(salt, record));
  return StoreAnswer::stored;
}

/// What to answer to an event whose id is there already.
StoreAnswer EventRows::judge_again(const ConsentEvent& event) {
  (void)find_record_.bind_bytes(event.id.bytes).step();
  const std::string former = find_record_.bytes(0);
  find_record_.reset();
  return is_record_of(event, former) ? StoreAnswer::repeated : StoreAnswer::conflict;
}

StoreAnswer EventRows::put_refusal(const ConsentEvent& event, std::int64_t received_s) {
  add_refusal_.bind_bytes(event.id.bytes).bind(received_s + refusal_memory_s_);
  const bool is_new = add_refusal_.step();
  if (!is_new) return StoreAnswer::repeated;
  add_refusal_.reset();
  const std::int64_t day = days_.day(event.policy, received_s);
  count_.bind(day)
      .bind(number_of(Counted::refused))
      .bind_text(event.policy)
      .bind_text(event.site)
      .bind(event.revision)
      .bind_text(event.variant)
      .bind_text(event.language)
      .bind_text(event.jurisdiction)
      .bind(number_of(event.device))
      .bind(0)
      .bind(number_of(event.method))
      .bind(event.layer)
      .run();
  add_seconds_.bind(day)
      .bind(circumstances_.number_of(circumstances_of(event)))
      .bind(number_of(EventKind::refusal))
      .bind(number_of(event.method))
      .bind(event.layer)
      .bind(choice_step_s(event.seconds_to_choice))
      .run();
  return StoreAnswer::stored;
}

StoreAnswer EventRows::put(const ShownCount& shown, std::int64_t received_s) {
  count_.bind(days_.day(shown.policy, received_s))
      .bind(number_of(Counted::shown))
      .bind_text(shown.policy)
      .bind_text(shown.site)
      .bind(shown.revision)
      .bind_text(shown.variant)
      .bind_text(shown.language)
      .bind_text(shown.jurisdiction)
      .bind(number_of(shown.device))
      .bind(shown.entry ? 1 : 0)
      .bind(0)
      .bind(0)
      .run();
  return StoreAnswer::stored;
}

void EventRows::forget_refusals(std::int64_t now_s) {
  forget_refusals_.bind(now_s).run();
}

}  // namespace akkoord
