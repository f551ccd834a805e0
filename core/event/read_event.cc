// SPDX-License-Identifier: MIT
#include "core/event/read_event.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/compile/quoted.h"
#include "core/event/event_keys.h"
#include "core/event/event_words.h"
#include "core/event/object_reader.h"
#include "core/event/plain_event.h"
#include "core/event/sender.h"
#include "core/record.h"

namespace akkoord {

namespace {

ConsentId read_id(ObjectReader& object, std::string_view key) {
  const std::string_view text = object.text(
      key, {consent_id_text_bytes, nullptr, "It is a UUID of version 7 (RFC 9562, 5.7)."});
  const Result<ConsentId> id = parse_consent_id(text);
  if (id.ok() && !id.value().nil()) return id.value();
  object.refuse(key, in_quotes(text) + " is no \"" + std::string(key) + "\"",
                "It is a UUID of version 7 in lower case (RFC 9562, 5.7).");
  return {};
}

void read_choice(ObjectReader& object, ConsentEvent& event, EventFault& fault) {
  const JsonValue* json = object.value("choice", JsonKind::object,
                                       "It is an object: \"functional\", \"analytical\", "
                                       "\"advertising\" and \"social\", each true or "
                                       "false.");
  if (json == nullptr) return;
  ObjectReader choice(*json, choice_keys, fault);
  for (const std::string_view key : choice_keys) {
    if (choice.truth(key)) event.choice.add(category_named(key).value_or(Category::mandatory));
  }
}

/// The services that member `key` lists, sorted; every one of them known to the revision.
std::vector<JsonMember> listed_services(ObjectReader& object, std::string_view key,
                                        const KnownRevision& revision) {
  const JsonValue* json =
      object.value(key, JsonKind::object,
                   "It is an object with services of the policy by id; {} where none is.");
  if (json == nullptr) return {};
  if (json->members.size() > max_listed_services) {
    object.refuse(key, "\"" + std::string(key) + "\" lists too many services",
                  "At most " + std::to_string(max_listed_services) + " are taken.");
    return {};
  }
  std::vector<JsonMember> members = json->members;
  std::sort(members.begin(), members.end(),
            [](const JsonMember& a, const JsonMember& b) { return a.key < b.key; });
  for (const JsonMember& member : members) {
    const KnownService* service = revision.find(member.key);
    if (service != nullptr && service->asked) continue;
    object.refuse_at(member.key_place,
                     in_quotes(member.key) +
                         (service == nullptr ? " is no service of revision "
                                             : " is not asked for in revision ") +
                         std::to_string(revision.number),
                     "Name services that the revision asks consent for.");
    return {};
  }
  return members;
}

void read_services(ObjectReader& object, const KnownRevision& revision, ConsentEvent& event) {
  for (const JsonMember& member : listed_services(object, "services", revision)) {
    if (member.value.kind != JsonKind::boolean) {
      object.refuse_at(member.key_place, in_quotes(member.key) + " is neither true nor false",
                       "Say true where the service is granted, false where it is refused.");
    }
    event.services.emplace_back(member.key, member.value.truth);
  }
}

void read_held(ObjectReader& object, const KnownRevision& revision, ConsentEvent& event) {
  if (object.find("held") == nullptr) return;
  for (const JsonMember& member : listed_services(object, "held", revision)) {
    const double times = member.value.number;
    if (!member.value.whole || times < 1 || times > static_cast<double>(max_held_times)) {
      object.refuse_at(
          member.key_place, in_quotes(member.key) + " has no count",
          "Say how often it was held, from 1 to " + std::to_string(max_held_times) + ".");
      return;
    }
    event.held.emplace_back(member.key, static_cast<std::uint32_t>(times));
  }
}

void read_unknown_hosts(ObjectReader& object, ConsentEvent& event) {
  if (object.find("unknown_hosts") == nullptr) return;
  const JsonValue* json =
      object.value("unknown_hosts", JsonKind::array,
                   "It is a list of hosts by name; leave it out where none is.");
  if (json == nullptr) return;
  if (json->items.size() > max_unknown_hosts) {
    object.refuse("unknown_hosts", "\"unknown_hosts\" lists too many",
                  "At most " + std::to_string(max_unknown_hosts) + " are taken.");
    return;
  }
  for (const JsonValue& item : json->items) {
    if (item.kind != JsonKind::string || !is_foreign_host(item.text)) {
      object.refuse_at(item.place, in_quotes(item.text) + " is no host by name",
                       "Send a name in lower case: no address, no port, no path.");
      return;
    }
    event.unknown_hosts.push_back(item.text);
  }
  std::vector<std::string>& hosts = event.unknown_hosts;
  std::sort(hosts.begin(), hosts.end());
  hosts.erase(std::unique(hosts.begin(), hosts.end()), hosts.end());
}

void read_times(ObjectReader& object, std::int64_t now_s, ConsentEvent& event) {
  event.issued_s = object.number("issued_s", 0, max_time_s);
  event.expires_s = object.number("expires_s", 0, max_time_s);
  if (event.issued_s > now_s + static_cast<std::int64_t>(max_clock_skew_s)) {
    object.refuse(
        "issued_s", "the choice lies in the future",
        "Set the clock right: up to " + std::to_string(max_clock_skew_s) + " s ahead are taken.");
  }
  if (event.issued_s < now_s - max_event_age_s) {
    object.refuse("issued_s", "the choice lies too far back", "Its record has long expired.");
  }
  if (event.expires_s <= event.issued_s || event.expires_s - event.issued_s > max_lifetime_s) {
    object.refuse("expires_s", "a choice can't last so long, or ends before it begins",
                  "It lasts at most 400 days (RFC 6265bis).");
  }
}

/// What only a consent may say: about someone who refused nothing is told but that.
void check_kind(ObjectReader& object, const ConsentEvent& event) {
  if (kind_of(event) == EventKind::consent) return;
  if (event.previous_id && event.method != ChoiceMethod::withdrawal) {
    object.refuse("previous_id", "a refusal follows no other event",
                  "Leave it out, or say \"method\": \"withdrawal\" where a consent ends.");
  }
  for (const std::string_view key : {"held", "unknown_hosts"}) {
    if (object.has(key)) {
      object.refuse(key, "only a consent says what was held",
                    "Leave it out where nothing is granted.");
    }
  }
  if (object.has("sensitive")) {
    object.refuse("sensitive", "only a consent holds on sensitive pages",
                  "Leave it out where nothing is granted.");
  }
}

/// GDPR 9(2)(a): consent for pages that tell of health is a consent of its own, of visitors who
/// were asked for it.
void read_sensitive(ObjectReader& object, const KnownRevision& revision, ConsentEvent& event) {
  if (object.find("sensitive") == nullptr) return;
  event.sensitive = object.truth("sensitive");
  if (!event.sensitive) {
    object.refuse("sensitive", "\"sensitive\" is false", "Say true, or leave it out.");
  } else if (!revision.may_be_sensitive) {
    object.refuse("sensitive", "the policy has no pages that tell of health",
                  "Give the collector the policy with its \"sensitive_routes\", or leave it out.");
  }
}

}  // namespace

std::optional<ConsentEvent> read_event(std::string_view body, const KnownPolicies& policies,
                                       std::int64_t now_s, EventFault& fault) {
  if (std::optional<ConsentEvent> plain = read_plain_event(body, policies, now_s)) return plain;
  return read_event_strictly(body, policies, now_s, fault);
}

std::optional<ConsentEvent> read_event_strictly(std::string_view body,
                                                const KnownPolicies& policies, std::int64_t now_s,
                                                EventFault& fault) {
  const std::optional<JsonValue> json = read_object(body, max_event_bytes, fault);
  if (!json) return std::nullopt;
  ObjectReader object(*json, event_keys, fault);
  ConsentEvent event;
  object.number("version", 1, 1);
  event.id = read_id(object, "id");
  if (object.find("previous_id") != nullptr) event.previous_id = read_id(object, "previous_id");
  if (event.previous_id == event.id) {
    object.refuse("previous_id", "the event follows itself", "Give each event an id of its own.");
  }
  const Sender sender = read_sender(object, policies);
  event.site = sender.site;
  event.policy = sender.policy;
  event.policy_hash = object.text("policy_hash", hash_rule);
  event.bundle_hash = object.text("bundle_hash", hash_rule);
  event.text_hash = object.text("text_hash", hash_rule);
  event.language = object.text("language", language_rule);
  event.jurisdiction = object.text("jurisdiction", country_rule);
  event.variant = object.text("variant", variant_rule);
  event.method = static_cast<ChoiceMethod>(object.word("method", method_words));
  event.layer = static_cast<std::uint32_t>(object.number("layer", 0, 2));
  event.device = static_cast<Device>(object.word("device", device_words));
  event.seconds_to_choice =
      static_cast<std::uint32_t>(object.number("seconds_to_choice", 0, max_seconds_to_choice));
  read_choice(object, event, fault);
  read_times(object, now_s, event);
  if (sender.revision != nullptr) {
    event.revision = sender.revision->number;
    read_services(object, *sender.revision, event);
    check_kind(object, event);
    read_sensitive(object, *sender.revision, event);
    read_held(object, *sender.revision, event);
  }
  read_unknown_hosts(object, event);
  if (!object.ok()) return std::nullopt;
  return event;
}

}  // namespace akkoord
