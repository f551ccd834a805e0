// SPDX-License-Identifier: MIT
#include "core/event/read_record.h"

#include <charconv>
#include <string>
#include <system_error>
#include <utility>

namespace akkoord {

namespace {

/// Goes through canonical JSON from its first byte to its last. Texts in it have no escapes.
class CanonicalText {
 public:
  explicit CanonicalText(std::string_view rest) noexcept : rest_(rest) {}

  [[nodiscard]] bool ok() const noexcept { return ok_; }
  [[nodiscard]] bool at_end() const noexcept { return ok_ && rest_.empty(); }
  [[nodiscard]] bool next_is(std::string_view text) const noexcept {
    return ok_ && rest_.starts_with(text);
  }
  /// Passes over `text` where it comes next; says whether it did.
  bool skip(std::string_view text) noexcept {
    if (!next_is(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  /// Passes over `text`, which must come next.
  CanonicalText& expect(std::string_view text) noexcept {
    if (!skip(text)) ok_ = false;
    return *this;
  }
  std::string_view text() noexcept {
    expect("\"");
    const std::size_t end = ok_ ? rest_.find('"') : std::string_view::npos;
    if (end == std::string_view::npos) ok_ = false;
    if (!ok_) return {};
    const std::string_view text = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return text;
  }
  template <typename Number>
  void number(Number& into) noexcept {
    const auto [stop, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), into);
    if (error != std::errc()) ok_ = false;
    if (ok_) rest_.remove_prefix(static_cast<std::size_t>(stop - rest_.data()));
  }
  bool truth() noexcept {
    if (skip("true")) return true;
    expect("false");
    return false;
  }
  ConsentId id() noexcept {
    const Result<ConsentId> id = parse_consent_id(text());
    if (!id.ok()) ok_ = false;
    return ok_ ? id.value() : ConsentId{};
  }
  /// Takes the word of an enumeration whose last value is `last`.
  template <typename Word>
  Word word(Word last) noexcept {
    const std::string_view name = text();
    for (unsigned i = 0; i <= static_cast<unsigned>(last); ++i) {
      if (name_of(static_cast<Word>(i)) == name) return static_cast<Word>(i);
    }
    ok_ = false;
    return last;
  }
  /// Calls `member` with each key of an object, behind the colon.
  template <typename Member>
  void members(Member member) {
    expect("{");
    for (bool first = true; ok_ && !skip("}"); first = false) {
      if (!first) expect(",");
      const std::string_view key = text();
      expect(":");
      if (ok_) member(std::string(key));
    }
  }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

CategorySet read_choice(CanonicalText& in) {
  CategorySet choice;
  std::string_view before = "{\"";
  for (const Category category :
       {Category::advertising, Category::analytical, Category::functional, Category::social}) {
    in.expect(before).expect(name_of(category)).expect("\":");
    if (in.truth()) choice.add(category);
    before = ",\"";
  }
  in.expect("}");
  return choice;
}

void read_held(CanonicalText& in, ConsentEvent& event) {
  if (!in.skip(",\"held\":")) return;
  in.members([&](std::string service) {
    std::uint32_t times = 0;
    in.number(times);
    event.held.emplace_back(std::move(service), times);
  });
}

void read_unknown_hosts(CanonicalText& in, ConsentEvent& event) {
  if (!in.skip(",\"unknown_hosts\":[")) return;
  do {
    event.unknown_hosts.emplace_back(in.text());
  } while (in.skip(","));
  in.expect("]");
}

void read_event_part(CanonicalText& in, ConsentEvent& event) {
  event.bundle_hash = in.expect("{\"bundle_hash\":").text();
  in.expect(",\"choice\":");
  event.choice = read_choice(in);
  event.device = in.expect(",\"device\":").word(Device::large);
  in.expect(",\"expires_s\":").number(event.expires_s);
  read_held(in, event);
  event.id = in.expect(",\"id\":").id();
  in.expect(",\"issued_s\":").number(event.issued_s);
  event.jurisdiction = in.expect(",\"jurisdiction\":").text();
  event.language = in.expect(",\"language\":").text();
  in.expect(",\"layer\":").number(event.layer);
  event.method = in.expect(",\"method\":").word(ChoiceMethod::gpc);
  event.policy = in.expect(",\"policy\":").text();
  event.policy_hash = in.expect(",\"policy_hash\":").text();
  if (in.skip(",\"previous_id\":")) event.previous_id = in.id();
  in.expect(",\"revision\":").number(event.revision);
  in.expect(",\"seconds_to_choice\":").number(event.seconds_to_choice);
  event.sensitive = in.skip(",\"sensitive\":true");
  in.expect(",\"services\":").members([&](std::string service) {
    event.services.emplace_back(std::move(service), in.truth());
  });
  event.site = in.expect(",\"site\":").text();
  event.text_hash = in.expect(",\"text_hash\":").text();
  read_unknown_hosts(in, event);
  event.variant = in.expect(",\"variant\":").text();
  in.expect(",\"version\":1}");
}

}  // namespace

std::optional<LoggedRecord> read_record(std::string_view record) {
  LoggedRecord logged;
  CanonicalText in(record);
  in.expect("{\"event\":");
  read_event_part(in, logged.event);
  in.expect(",\"received_s\":").number(logged.received_s);
  in.expect("}");
  if (!in.at_end()) return std::nullopt;
  return logged;
}

}  // namespace akkoord
