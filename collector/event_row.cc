// SPDX-License-Identifier: MIT
#include "collector/event_row.h"

#include <algorithm>

namespace akkoord {

namespace {

std::uint8_t number_of(auto word) noexcept {
  return static_cast<std::uint8_t>(word);
}

void write_texts(RowWriter& rows, const std::vector<std::string>& texts) {
  rows.length(texts.size());
  for (const std::string& text : texts) rows.text(text);
}

std::vector<std::string> read_texts(RowReader& rows) {
  std::vector<std::string> texts;
  for (std::uint64_t left = rows.length(); left > 0; --left) texts.push_back(rows.text());
  return texts;
}

}  // namespace

void EventRow::write(RowWriter& rows) const {
  rows.u64(leaf).u64(epoch).u8(kind).fixed(id.bytes).fixed(previous_id.bytes);
  rows.text(policy).text(site).u32(revision).i64(received_s).i64(expires_s);
  rows.text(variant).text(language).text(jurisdiction).u8(device).u8(method).u8(layer);
  rows.u32(seconds_to_choice).u8(choice);
  write_texts(rows, services);
  write_texts(rows, held);
  rows.length(held_times.size());
  for (const std::uint32_t times : held_times) rows.u32(times);
  write_texts(rows, unknown_hosts);
  rows.fixed(salt).text(record);
}

EventRow EventRow::read(RowReader& rows) {
  EventRow row;
  row.leaf = rows.u64();
  row.epoch = rows.u64();
  row.kind = rows.u8();
  row.id = rows.id();
  row.previous_id = rows.id();
  row.policy = rows.text();
  row.site = rows.text();
  row.revision = rows.u32();
  row.received_s = rows.i64();
  row.expires_s = rows.i64();
  row.variant = rows.text();
  row.language = rows.text();
  row.jurisdiction = rows.text();
  row.device = rows.u8();
  row.method = rows.u8();
  row.layer = rows.u8();
  row.seconds_to_choice = rows.u32();
  row.choice = rows.u8();
  row.services = read_texts(rows);
  row.held = read_texts(rows);
  for (std::uint64_t left = rows.length(); left > 0; --left) row.held_times.push_back(rows.u32());
  row.unknown_hosts = read_texts(rows);
  row.salt = rows.digest();
  row.record = rows.text();
  return row;
}

EventRow row_of(const ConsentEvent& event, std::int64_t received_s, const Salt& salt) {
  EventRow row;
  row.kind = number_of(kind_of(event));
  row.id = event.id;
  row.previous_id = event.previous_id.value_or(ConsentId{});
  row.policy = event.policy;
  row.site = event.site;
  row.revision = event.revision;
  row.received_s = received_s;
  row.expires_s = event.expires_s;
  row.variant = event.variant;
  row.language = event.language;
  row.jurisdiction = event.jurisdiction;
  row.device = number_of(event.device);
  row.method = number_of(event.method);
  row.layer = number_of(event.layer);
  row.seconds_to_choice = event.seconds_to_choice;
  row.choice = number_of(event.choice.bits());
  for (const auto& [service, granted] : event.services) {
    row.services.push_back((granted ? "+" : "-") + service);
  }
  for (const auto& [service, times] : event.held) {
    row.held.push_back(service);
    row.held_times.push_back(times);
  }
  row.unknown_hosts = event.unknown_hosts;
  row.salt = salt;
  row.record = record_bytes(event, received_s);
  return row;
}

EventRow row_of(const Witness& witness, const ConsentId& id, const Salt& salt) {
  EventRow row;
  row.kind = witness_kind;
  row.id = id;
  row.received_s = witness.time_s;
  row.salt = salt;
  row.record = witness_text(witness);
  return row;
}

}  // namespace akkoord
