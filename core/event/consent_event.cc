// SPDX-License-Identifier: MIT
#include "core/event/consent_event.h"

#include <array>
#include <string_view>

namespace akkoord {

namespace {

/// Writes members of a JSON object whose texts are plain ASCII without quotes or backslashes, which
/// read_event() has made sure of.
class PlainObject {
 public:
  explicit PlainObject(std::string& out) : out_(out) { out_ += '{'; }

  std::string& key(std::string_view key) {
    if (!first_) out_ += ',';
    first_ = false;
    out_.append("\"").append(key).append("\":");
    return out_;
  }
  void text(std::string_view name, std::string_view text) {
    key(name).append("\"").append(text).append("\"");
  }
  void number(std::string_view name, std::int64_t number) { key(name) += std::to_string(number); }
  void truth(std::string_view name, bool truth) { key(name) += truth ? "true" : "false"; }
  void end() { out_ += '}'; }

 private:
  std::string& out_;
  bool first_ = true;
};

std::string text_of(const ConsentId& id) {
  std::array<char, consent_id_text_bytes> text{};
  return std::string(write_consent_id(id, text));
}

void put_choice(std::string& out, CategorySet choice) {
  PlainObject object(out);
  object.truth("advertising", choice.has(Category::advertising));
  object.truth("analytical", choice.has(Category::analytical));
  object.truth("functional", choice.has(Category::functional));
  object.truth("social", choice.has(Category::social));
  object.end();
}

void put_held(PlainObject& object, const ConsentEvent& event) {
  if (event.held.empty()) return;
  PlainObject held(object.key("held"));
  for (const auto& [service, times] : event.held) held.number(service, times);
  held.end();
}

void put_services(std::string& out, const ConsentEvent& event) {
  PlainObject services(out);
  for (const auto& [service, granted] : event.services) services.truth(service, granted);
  services.end();
}

void put_unknown_hosts(PlainObject& object, const ConsentEvent& event) {
  if (event.unknown_hosts.empty()) return;
  std::string& out = object.key("unknown_hosts");
  char before = '[';
  for (const std::string& host : event.unknown_hosts) {
    out += before;
    out.append("\"").append(host).append("\"");
    before = ',';
  }
  out += ']';
}

void put_event(std::string& out, const ConsentEvent& event) {
  PlainObject object(out);
  object.text("bundle_hash", event.bundle_hash);
  put_choice(object.key("choice"), event.choice);
  object.text("device", name_of(event.device));
  object.number("expires_s", event.expires_s);
  put_held(object, event);
  object.text("id", text_of(event.id));
  object.number("issued_s", event.issued_s);
  object.text("jurisdiction", event.jurisdiction);
  object.text("language", event.language);
  object.number("layer", event.layer);
  object.text("method", name_of(event.method));
  object.text("policy", event.policy);
  object.text("policy_hash", event.policy_hash);
  if (event.previous_id) object.text("previous_id", text_of(*event.previous_id));
  object.number("revision", event.revision);
  object.number("seconds_to_choice", event.seconds_to_choice);
  if (event.sensitive) object.truth("sensitive", true);
  put_services(object.key("services"), event);
  object.text("site", event.site);
  object.text("text_hash", event.text_hash);
  put_unknown_hosts(object, event);
  object.text("variant", event.variant);
  object.number("version", 1);
  object.end();
}

}  // namespace

std::string_view name_of(ChoiceMethod method) noexcept {
  switch (method) {
    case ChoiceMethod::banner:
      return "banner";
    case ChoiceMethod::settings:
      return "settings";
    case ChoiceMethod::embed:
      return "embed";
    case ChoiceMethod::withdrawal:
      return "withdrawal";
    case ChoiceMethod::gpc:
      break;
  }
  return "gpc";
}

std::string_view name_of(Device device) noexcept {
  return device == Device::small ? "small" : "large";
}

std::string_view name_of(EventKind kind) noexcept {
  switch (kind) {
    case EventKind::consent:
      return "consent";
    case EventKind::withdrawal:
      return "withdrawal";
    case EventKind::refusal:
      break;
  }
  return "refusal";
}

EventKind kind_of(const ConsentEvent& event) noexcept {
  if (!event.choice.empty()) return EventKind::consent;
  for (const auto& [service, granted] : event.services) {
    if (granted) return EventKind::consent;
  }
  return event.previous_id ? EventKind::withdrawal : EventKind::refusal;
}

std::string canonical_bytes(const ConsentEvent& event) {
  std::string out;
  put_event(out, event);
  return out;
}

std::string record_bytes(const ConsentEvent& event, std::int64_t received_s) {
  std::string out;
  PlainObject object(out);
  put_event(object.key("event"), event);
  object.number("received_s", received_s);
  object.end();
  return out;
}

bool is_record_of(const ConsentEvent& event, std::string_view record) {
  return record.starts_with("{\"event\":" + canonical_bytes(event) + ",\"received_s\":");
}

}  // namespace akkoord
