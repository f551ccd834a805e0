// SPDX-License-Identifier: MIT
#include "tests/collector/random_events.h"

#include <algorithm>
#include <array>

namespace akkoord::test {

namespace {

/// How many consents are remembered, to be followed.
constexpr std::size_t most_given = 512;

const std::string hash = "sha256:" + std::string(64, 'b');

}  // namespace

std::uint64_t RandomEvents::below(std::uint64_t end) {
  return engine_() % end;
}

void RandomEvents::ask(auto& asked) {
  static const std::array<std::string, 3> sites = {"www.2passclinic.test", "fr.2passclinic.test",
                                                   "harbour.test"};
  static const std::array<std::string, 3> languages = {"nl", "fr", "en"};
  static const std::array<std::string, 2> variants = {"box-a", "box-b"};
  asked.site = sites.at(below(3));
  asked.policy = asked.site == "harbour.test" ? "harbour" : "2pass";
  asked.revision = static_cast<std::uint32_t>(1 + below(2));
  asked.variant = variants.at(below(2));
  asked.language = languages.at(below(3));
  asked.jurisdiction = one_in(4) ? "NL" : "BE";
  asked.device = one_in(3) ? Device::large : Device::small;
}

void RandomEvents::grant(ConsentEvent& event) {
  static const std::array<std::string, 3> services = {"hotjar", "pixel", "youtube"};
  event.choice =
      one_in(2) ? CategorySet::all() : CategorySet::from_bits(static_cast<unsigned>(1 + below(15)));
  for (const std::string& service : services) {
    if (one_in(8)) event.services.emplace_back(service, one_in(2));
    if (one_in(4)) event.held.emplace_back(service, static_cast<std::uint32_t>(1 + below(9)));
  }
  for (std::uint64_t i = one_in(4) ? 1 + below(3) : 0; i > 0; --i) {
    event.unknown_hosts.push_back("host-" + std::to_string(below(40)) + ".example");
  }
  std::vector<std::string>& hosts = event.unknown_hosts;
  std::sort(hosts.begin(), hosts.end());
  hosts.erase(std::unique(hosts.begin(), hosts.end()), hosts.end());
}

ConsentEvent RandomEvents::event(std::int64_t issued_s) {
  ConsentEvent event;
  ask(event);
  // As UUIDv7: the time first, so that indexes grow at their end, and then what is random.
  const std::uint64_t time_ms = static_cast<std::uint64_t>(issued_s) * 1'000 + made_ % 1'000;
  const std::uint64_t random = ++made_ << 24U | below(1U << 24U);
  for (unsigned i = 0; i < 6; ++i) {
    event.id.bytes[i] = static_cast<std::uint8_t>(time_ms >> (40U - 8U * i));
  }
  for (unsigned i = 0; i < 8; ++i) {
    event.id.bytes[8 + i] = static_cast<std::uint8_t>(random >> (56U - 8U * i));
  }
  event.id.bytes[6] = 0x70;
  event.id.bytes[8] = 0x80;
  event.policy_hash = event.bundle_hash = event.text_hash = hash;
  event.method = static_cast<ChoiceMethod>(below(3));
  event.layer = event.method == ChoiceMethod::banner ? 1 : static_cast<std::uint32_t>(below(3));
  event.seconds_to_choice = static_cast<std::uint32_t>(one_in(9) ? below(86'401) : below(40));
  event.issued_s = issued_s;
  event.expires_s = issued_s + 182 * 86'400;
  if (!given_.empty() && one_in(6)) {
    event.previous_id = given_[below(given_.size())];
    if (one_in(2)) event.method = ChoiceMethod::withdrawal;
  } else if (one_in(3)) {
    return event;  // a refusal
  }
  if (event.method == ChoiceMethod::withdrawal) return event;
  grant(event);
  if (given_.size() < most_given) {
    given_.push_back(event.id);
  } else {
    given_[below(most_given)] = event.id;
  }
  return event;
}

ShownCount RandomEvents::shown() {
  ShownCount shown;
  ask(shown);
  shown.entry = one_in(2);
  return shown;
}

std::int64_t RandomEvents::edge_s() {
  constexpr std::array<std::int64_t, 11> edges = {
      1'792'879'200,  // 2026-10-25 00:00 in Brussels, a day of 25 hours
      1'792'890'000,  // its clocks go back
      1'793'512'800,  // 2026-11-01 02:00 in New York: clocks go back
      1'798'758'000,  // 2027-01-01 00:00 in Brussels
      1'798'761'600,  // and of UTC
      1'798'779'600,  // and in New York
      1'805'007'600,  // 2027-03-14 02:00 in New York: clocks go forward
      1'806'195'600,  // 2027-03-28 02:00 in Brussels: clocks go forward
      1'835'391'600,  // 2028-02-29 00:00 in Brussels
      1'835'478'000,  // and its end
      1'835'499'600,  // and in New York
  };
  return edges.at(below(edges.size())) + static_cast<std::int64_t>(below(7)) - 3;
}

}  // namespace akkoord::test
