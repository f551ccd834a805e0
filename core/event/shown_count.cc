// SPDX-License-Identifier: MIT
#include "core/event/shown_count.h"

#include <array>

#include "core/event/event_words.h"
#include "core/event/object_reader.h"
#include "core/event/sender.h"

namespace akkoord {

namespace {

constexpr std::array<std::string_view, 8> shown_keys = {
    "site", "policy", "revision", "variant", "language", "jurisdiction", "device", "entry"};

}  // namespace

std::optional<ShownCount> read_shown_count(std::string_view body, const KnownPolicies& policies,
                                           EventFault& fault) {
  const std::optional<JsonValue> json = read_object(body, max_event_bytes, fault);
  if (!json) return std::nullopt;
  ObjectReader object(*json, shown_keys, fault);
  const Sender sender = read_sender(object, policies);
  ShownCount shown;
  shown.site = sender.site;
  shown.policy = sender.policy;
  shown.variant = object.text("variant", variant_rule);
  shown.language = object.text("language", language_rule);
  shown.jurisdiction = object.text("jurisdiction", country_rule);
  shown.device = static_cast<Device>(object.word("device", device_words));
  shown.entry = object.truth("entry");
  if (!object.ok() || sender.revision == nullptr) return std::nullopt;
  shown.revision = sender.revision->number;
  return shown;
}

}  // namespace akkoord
