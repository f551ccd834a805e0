// SPDX-License-Identifier: MIT
//
// The JSON of events and of shown counts. The first byte says which; what is taken must be written
// and read back the same, what is refused must say why in JSON, and no two readers may differ.
#include <nlohmann/json.hpp>
#include <string_view>

#include "core/event/plain_event.h"
#include "core/event/read_event.h"
#include "core/event/read_record.h"
#include "core/event/shown_count.h"
#include "tests/fuzz/holds.h"

namespace akkoord {

namespace {

using fuzz::holds;

constexpr std::int64_t now_s = 1'795'737'600;

const KnownPolicies& policies() {
  static const KnownPolicies known = [] {
    KnownPolicy policy;
    policy.id = "2pass";
    policy.hosts = {"www.2passclinic.test"};
    policy.revisions = {{7,
                         {{"hotjar", Category::analytical, true},
                          {"october", Category::mandatory, false},
                          {"youtube", Category::social, true}}}};
    KnownPolicies all;
    (void)all.add(policy);
    return all;
  }();
  return known;
}

void says_why(const EventFault& fault) {
  holds(!fault.fault.empty() && !fault.remedy.empty(), "a refusal has fault and remedy");
  const std::string text = fault_json(fault);
  holds(text.size() < 2'000, "a refusal is short");
  holds(nlohmann::json::accept(text), "a refusal is JSON");
}

void try_event(std::string_view body) {
  EventFault fault;
  const auto event = read_event_strictly(body, policies(), now_s, fault);
  const auto plain = read_plain_event(body, policies(), now_s);
  holds(!plain || plain == event, "the fast reader takes nothing but what the strict one takes");
  if (!event) return says_why(fault);
  EventFault none;
  const auto again = read_event(canonical_bytes(*event), policies(), now_s, none);
  holds(again == event, "canonical bytes are read back as the same event");
  const std::string record = record_bytes(*event, now_s);
  const auto logged = read_record(record);
  holds(logged && logged->event == *event, "a record is read back as the same event");
  holds(is_record_of(*event, record), "a record is known again");
  holds(kind_of(*event) == EventKind::consent || (event->held.empty() && !event->sensitive),
        "only a consent says more than that nothing is granted");
}

void try_shown(std::string_view body) {
  EventFault fault;
  if (!read_shown_count(body, policies(), fault)) says_why(fault);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size_bytes) {
  if (size_bytes == 0) return 0;
  const std::string_view body(reinterpret_cast<const char*>(data) + 1, size_bytes - 1);
  data[0] == 's' ? try_shown(body) : try_event(body);
  return 0;
}

}  // namespace akkoord
