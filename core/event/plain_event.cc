// SPDX-License-Identifier: MIT
#include "core/event/plain_event.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>

#include "core/event/event_keys.h"
#include "core/event/event_words.h"
#include "core/event/read_event.h"
#include "core/event/sender.h"
#include "core/record.h"

namespace akkoord {

namespace {

namespace dom = simdjson::dom;

/// The members of an object by their keys' places among those known.
template <std::size_t size>
class Members {
 public:
  /// Takes `object` apart; false where a key is unknown or there twice.
  bool read(const dom::element& element, const std::array<std::string_view, size>& keys) {
    dom::object object;
    if (element.get(object) != simdjson::SUCCESS) return false;
    std::size_t expected = 0;  // mostly they come in their order
    for (const dom::key_value_pair member : object) {
      if (expected == size || keys[expected] != member.key) {
        const auto found = std::find(keys.begin(), keys.end(), member.key);
        if (found == keys.end()) return false;
        expected = static_cast<std::size_t>(found - keys.begin());
      }
      if (std::exchange(there_[expected], true)) return false;
      values_[expected++] = member.value;
    }
    return true;
  }
  [[nodiscard]] bool has(std::size_t place) const noexcept { return there_[place]; }
  [[nodiscard]] const dom::element& operator[](std::size_t place) const noexcept {
    return values_[place];
  }

 private:
  std::array<dom::element, size> values_{};
  std::array<bool, size> there_{};
};

constexpr std::size_t place_of(std::string_view key) noexcept {
  return static_cast<std::size_t>(std::find(event_keys.begin(), event_keys.end(), key) -
                                  event_keys.begin());
}

/// One event. Each function reads a part and says whether it could.
class PlainEvent {
 public:
  PlainEvent(const KnownPolicies& policies, std::int64_t now_s)
      : policies_(policies), now_s_(now_s) {}

  bool read(const dom::element& json) {
    return members_.read(json, event_keys) && read_sender() && read_ids() && read_texts() &&
           read_numbers() && read_choice() && read_services() && is_whole_kind() &&
           read_sensitive() && read_held() && read_unknown_hosts();
  }
  ConsentEvent take() && { return std::move(event_); }

 private:
  /// Whether member `key` is there and more than null.
  template <std::size_t place>
  [[nodiscard]] bool is_said() const {
    return members_.has(place) && !members_[place].is_null();
  }

  template <std::size_t place>
  bool text(const TextRule& rule, std::string_view& into) const {
    return members_.has(place) && members_[place].get(into) == simdjson::SUCCESS &&
           into.size() <= rule.max_bytes && (rule.is_one == nullptr || rule.is_one(into));
  }
  template <std::size_t place>
  bool text(const TextRule& rule, std::string& into) const {
    std::string_view found;
    if (!text<place>(rule, found)) return false;
    into = found;
    return true;
  }
  template <std::size_t place>
  bool number(std::int64_t least, std::int64_t most, auto& into) const {
    std::int64_t found = 0;
    if (!members_.has(place) || members_[place].get(found) != simdjson::SUCCESS) return false;
    into = static_cast<std::remove_reference_t<decltype(into)>>(found);
    return found >= least && found <= most;
  }
  template <std::size_t place, typename Word>
  bool word(std::span<const std::string_view> words, Word& into) const {
    std::string_view found;
    if (!members_.has(place) || members_[place].get(found) != simdjson::SUCCESS) return false;
    const auto known = std::find(words.begin(), words.end(), found);
    into = static_cast<Word>(known - words.begin());
    return known != words.end();
  }
  template <std::size_t place>
  bool id(ConsentId& into) const {
    std::string_view found;
    if (!members_.has(place) || members_[place].get(found) != simdjson::SUCCESS) return false;
    const Result<ConsentId> read = parse_consent_id(found);
    if (!read.ok() || read.value().nil()) return false;
    into = read.value();
    return true;
  }

  bool read_sender() {
    if (!text<place_of("site")>(site_rule, event_.site) ||
        !text<place_of("policy")>(policy_rule, event_.policy) ||
        !number<place_of("revision")>(1, 0xFFFF'FFFF, event_.revision)) {
      return false;
    }
    const KnownPolicy* policy = policies_.named(event_.policy);
    if (policy == nullptr || !policy->has_host(event_.site)) return false;
    revision_ = policy->revision(event_.revision);
    return revision_ != nullptr;
  }

  bool read_ids() {
    if (!id<place_of("id")>(event_.id)) return false;
    if (!is_said<place_of("previous_id")>()) return true;
    ConsentId previous;
    if (!id<place_of("previous_id")>(previous) || previous == event_.id) return false;
    event_.previous_id = previous;
    return true;
  }

  bool read_texts() {
    return text<place_of("policy_hash")>(hash_rule, event_.policy_hash) &&
           text<place_of("bundle_hash")>(hash_rule, event_.bundle_hash) &&
           text<place_of("text_hash")>(hash_rule, event_.text_hash) &&
           text<place_of("language")>(language_rule, event_.language) &&
           text<place_of("jurisdiction")>(country_rule, event_.jurisdiction) &&
           text<place_of("variant")>(variant_rule, event_.variant) &&
           word<place_of("method")>(method_words, event_.method) &&
           word<place_of("device")>(device_words, event_.device);
  }

  bool read_numbers() {
    std::int64_t version = 0;
    return number<place_of("version")>(1, 1, version) &&
           number<place_of("layer")>(0, 2, event_.layer) &&
           number<place_of("seconds_to_choice")>(0, max_seconds_to_choice,
                                                 event_.seconds_to_choice) &&
           number<place_of("issued_s")>(0, max_time_s, event_.issued_s) &&
           number<place_of("expires_s")>(0, max_time_s, event_.expires_s) &&
           event_.issued_s <= now_s_ + static_cast<std::int64_t>(max_clock_skew_s) &&
           event_.issued_s >= now_s_ - max_event_age_s && event_.expires_s > event_.issued_s &&
           event_.expires_s - event_.issued_s <= max_lifetime_s;
  }

  bool read_choice() {
    constexpr std::size_t place = place_of("choice");
    Members<choice_keys.size()> choice;
    if (!members_.has(place) || !choice.read(members_[place], choice_keys)) return false;
    for (std::size_t i = 0; i < choice_keys.size(); ++i) {
      bool granted = false;
      if (!choice.has(i) || choice[i].get(granted) != simdjson::SUCCESS) return false;
      if (granted) event_.choice.add(*category_named(choice_keys[i]));
    }
    return true;
  }

  /// Reads an object of services into `listed`, sorted; each value by `read`.
  template <std::size_t place, typename Value>
  bool listed_services(std::vector<std::pair<std::string, Value>>& listed, auto read) const {
    dom::object object;
    if (!members_.has(place) || members_[place].get(object) != simdjson::SUCCESS ||
        object.size() > max_listed_services) {
      return false;
    }
    for (const dom::key_value_pair member : object) {
      const KnownService* service = revision_->find(member.key);
      Value value{};
      if (service == nullptr || !service->asked || !read(member.value, value)) return false;
      listed.emplace_back(service->id, value);
    }
    std::sort(listed.begin(), listed.end());
    return std::adjacent_find(listed.begin(), listed.end(), [](const auto& a, const auto& b) {
             return a.first == b.first;
           }) == listed.end();
  }

  bool read_services() {
    return listed_services<place_of("services")>(event_.services,
                                                 [](const dom::element& element, bool& granted) {
                                                   return element.get(granted) == simdjson::SUCCESS;
                                                 });
  }

  bool read_held() {
    if (!is_said<place_of("held")>()) return true;
    return listed_services<place_of("held")>(event_.held,
                                             [](const dom::element& element, std::uint32_t& times) {
                                               std::int64_t found = 0;
                                               if (element.get(found) != simdjson::SUCCESS)
                                                 return false;
                                               times = static_cast<std::uint32_t>(found);
                                               return found >= 1 && found <= max_held_times;
                                             });
  }

  /// Whether it says no more than its kind may.
  [[nodiscard]] bool is_whole_kind() const {
    if (kind_of(event_) == EventKind::consent) return true;
    return !members_.has(place_of("held")) && !members_.has(place_of("unknown_hosts")) &&
           !members_.has(place_of("sensitive")) &&
           (!event_.previous_id || event_.method == ChoiceMethod::withdrawal);
  }

  bool read_sensitive() {
    constexpr std::size_t place = place_of("sensitive");
    if (!is_said<place>()) return true;
    return members_[place].get(event_.sensitive) == simdjson::SUCCESS && event_.sensitive &&
           revision_->may_be_sensitive;
  }

  bool read_unknown_hosts() {
    constexpr std::size_t place = place_of("unknown_hosts");
    if (!is_said<place>()) return true;
    dom::array array;
    if (members_[place].get(array) != simdjson::SUCCESS || array.size() > max_unknown_hosts) {
      return false;
    }
    std::vector<std::string>& hosts = event_.unknown_hosts;
    for (const dom::element host : array) {
      std::string_view name;
      if (host.get(name) != simdjson::SUCCESS || !is_foreign_host(name)) return false;
      hosts.emplace_back(name);
    }
    std::sort(hosts.begin(), hosts.end());
    hosts.erase(std::unique(hosts.begin(), hosts.end()), hosts.end());
    return true;
  }

  const KnownPolicies& policies_;
  std::int64_t now_s_;
  Members<event_keys.size()> members_{};
  const KnownRevision* revision_ = nullptr;
  ConsentEvent event_{};
};

}  // namespace

std::optional<ConsentEvent> read_plain_event(std::string_view body, const KnownPolicies& policies,
                                             std::int64_t now_s) {
  // Later versions of simdjson pass over a byte order mark, which a strict reader refuses.
  if (body.size() > max_event_bytes || !body.starts_with('{')) return std::nullopt;
  dom::parser parser;
  dom::element json;
  if (parser.parse(body.data(), body.size()).get(json) != simdjson::SUCCESS) return std::nullopt;
  PlainEvent event(policies, now_s);
  if (!event.read(json)) return std::nullopt;
  return std::move(event).take();
}

}  // namespace akkoord
