// SPDX-License-Identifier: MIT
#include "core/proof/witness.h"

#include <charconv>

namespace akkoord {

namespace {

constexpr std::string_view title = "akkoord witness 1\n";

/// Cuts fields off a text.
class Fields {
 public:
  explicit Fields(std::string_view text) noexcept : rest_(text) {}

  bool skip(std::string_view word) noexcept {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  bool take(Digest& digest, char end) noexcept {
    const std::optional<Digest> read = read_hex(up_to(end));
    if (read) digest = *read;
    return read.has_value();
  }
  template <typename Number>
  bool take(Number& number, char end) noexcept {
    const std::string_view field = up_to(end);
    const char* stop = field.data() + field.size();
    const auto [place, error] = std::from_chars(field.data(), stop, number);
    return error == std::errc() && place == stop && !field.empty();
  }
  [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }

 private:
  std::string_view up_to(char end) noexcept {
    const std::size_t place = rest_.find(end);
    if (place == std::string_view::npos) return {};
    const std::string_view field = rest_.substr(0, place);
    rest_.remove_prefix(place + 1);
    return field;
  }

  std::string_view rest_;
};

}  // namespace

std::string witness_text(const Witness& witness) {
  std::string text(title);
  text += "log " + hex(witness.log) + "\n";
  text += "time_s " + std::to_string(witness.time_s) + "\n";
  for (const TreeHead& head : witness.seen) {
    text += "seen " + hex(head.log) + " " + std::to_string(head.size) + " " + hex(head.root) + " " +
            std::to_string(head.time_s) + "\n";
  }
  return text;
}

std::optional<Witness> read_witness(std::string_view text) {
  if (text.size() > max_witness_bytes) return std::nullopt;
  Fields fields(text);
  Witness witness;
  if (!fields.skip(title) || !fields.skip("log ") || !fields.take(witness.log, '\n') ||
      !fields.skip("time_s ") || !fields.take(witness.time_s, '\n')) {
    return std::nullopt;
  }
  while (!fields.at_end()) {
    TreeHead head;
    if (!fields.skip("seen ") || !fields.take(head.log, ' ') || !fields.take(head.size, ' ') ||
        !fields.take(head.root, ' ') || !fields.take(head.time_s, '\n')) {
      return std::nullopt;
    }
    if (!witness.seen.empty() && head.log <= witness.seen.back().log) return std::nullopt;
    witness.seen.push_back(head);
  }
  // Numbers can be written in more than one way; only one is ours.
  if (witness_text(witness) != text) return std::nullopt;
  return witness;
}

}  // namespace akkoord
