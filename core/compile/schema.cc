// SPDX-License-Identifier: MIT
#include "core/compile/schema.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/compile/dark_pattern.h"
#include "core/compile/nearest_key.h"
#include "core/compile/quoted.h"
#include "core/compile/schema_scalar.h"

namespace akkoord {

namespace {

constexpr std::string_view local_definition = "#/$defs/";
constexpr int max_references = 8;
constexpr std::size_t max_unknown_keys = 50;  // told of one object

std::vector<std::string_view> types_of(const JsonValue& schema) {
  std::vector<std::string_view> types;
  if (const std::string_view only = text_at(schema, "type"); !only.empty()) types.push_back(only);
  for (const JsonValue& type : items_at(schema, "type")) types.push_back(type.text);
  if (types.empty() && schema.find("const") != nullptr) types.push_back("string");
  return types;
}

bool is_one_of(const JsonValue& value, const std::vector<std::string_view>& types) {
  return types.empty() || std::any_of(types.begin(), types.end(), [&](std::string_view type) {
           return is_of_type(value, type);
         });
}

/// The first sentence of a description: what a missing key is for.
std::string first_sentence(std::string_view text) {
  const std::size_t end = text.find(". ");
  return std::string(end == std::string_view::npos ? text : text.substr(0, end + 1));
}

/// Goes through schema and value together.
class Checker {
 public:
  Checker(const JsonValue& root, Diagnostics& diagnostics) noexcept
      : root_(root), diagnostics_(diagnostics) {}

  /// `inherited` is the remedy of the schema that led here by $ref or oneOf.
  void check(const JsonValue& schema, const JsonValue& value, std::string_view inherited = {}) {
    const JsonValue& own = resolved(schema);
    const std::string_view own_remedy = text_at(own, "x-akkoord-remedy");
    const std::string_view remedy = own_remedy.empty() ? inherited : own_remedy;
    const std::vector<std::string_view> types = types_of(own);
    if (!is_one_of(value, types)) {
      report_type(value, types, remedy, diagnostics_);
      return;
    }
    check_scalar(own, value, remedy, diagnostics_);
    if (value.kind == JsonKind::object) check_object(own, value);
    if (value.kind == JsonKind::array) check_array(own, value, remedy);
    if (own.find("oneOf") != nullptr) check_branches(own, value, remedy);
  }

 private:
  [[nodiscard]] const JsonValue& resolved(const JsonValue& schema) const noexcept {
    const JsonValue* own = &schema;
    for (int i = 0; i < max_references; ++i) {
      const std::string_view reference = text_at(*own, "$ref");
      if (!reference.starts_with(local_definition)) break;
      const JsonValue* definitions = root_.find("$defs");
      const JsonValue* target = definitions == nullptr
                                    ? nullptr
                                    : definitions->find(reference.substr(local_definition.size()));
      if (target == nullptr) break;
      own = target;
    }
    return *own;
  }

  void report(const JsonPlace& place, std::string fault, std::string remedy) {
    diagnostics_.push_back(
        diagnostic_at(Severity::error, place, std::move(fault), std::move(remedy)));
  }

  void check_object(const JsonValue& schema, const JsonValue& value) {
    const JsonValue* properties = schema.find("properties");
    const JsonValue* names = schema.find("propertyNames");
    const JsonValue* others = schema.find("additionalProperties");
    std::vector<const JsonMember*> unknown;
    for (const JsonMember& member : value.members) {
      const JsonValue* its_schema = properties == nullptr ? nullptr : properties->find(member.key);
      if (its_schema != nullptr) {
        check(*its_schema, member.value);
        continue;
      }
      if (names != nullptr) check_key(*names, member);
      if (others != nullptr && others->kind == JsonKind::object) {
        check(*others, member.value);
      } else if (others != nullptr && others->kind == JsonKind::boolean && !others->truth) {
        unknown.push_back(&member);
      }
    }
    check_required(schema, value, report_unknown_keys(properties, value, unknown));
    if (const JsonValue* fewest = schema.find("minProperties");
        fewest != nullptr && static_cast<double>(value.members.size()) < fewest->number) {
      report(value.place, subject_of(value) + " is empty", "Give it at least one entry.");
    }
    if (const JsonValue* most = schema.find("maxProperties"); most != nullptr) {
      check_count(*most, value, value.members.size(), {});
    }
  }

  /// Says whether `count` entries are no more than `most`.
  bool check_count(const JsonValue& most, const JsonValue& value, std::size_t count,
                   std::string_view remedy) {
    if (static_cast<double>(count) <= most.number) return true;
    report(value.place,
           subject_of(value) + " has " + std::to_string(count) + " entries, more than " + most.text,
           std::string(remedy));
    return false;
  }

  /// Returns the keys that were probably meant.
  std::vector<std::string_view> report_unknown_keys(const JsonValue* properties,
                                                    const JsonValue& object,
                                                    const std::vector<const JsonMember*>& unknown) {
    std::vector<std::string_view> meant;
    for (const JsonMember* member : unknown) {
      if (meant.size() == max_unknown_keys) {
        report(member->key_place,
               std::to_string(unknown.size() - meant.size()) + " more unknown keys",
               "Is it the right file?");
        break;
      }
      meant.push_back(report_unknown(properties, object, *member));
    }
    return meant;
  }

  void check_key(const JsonValue& schema, const JsonMember& member) {
    JsonValue key;
    key.kind = JsonKind::string;
    key.place = member.key_place;
    key.text = member.key;
    check(schema, key);
  }

  /// Returns the key that was probably meant.
  std::string_view report_unknown(const JsonValue* properties, const JsonValue& object,
                                  const JsonMember& member) {
    std::vector<std::string_view> known;
    if (properties != nullptr) {
      for (const JsonMember& property : properties->members) known.push_back(property.key);
    }
    std::string_view nearest = nearest_key(member.key, known);
    if (!nearest.empty() && object.find(nearest) != nullptr) nearest = {};
    if (nearest.empty()) {
      if (const std::optional<DarkPattern> pattern = dark_pattern(member.key)) {
        report(member.key_place,
               in_quotes(member.key) + " can't be configured: " + std::string(pattern->fault),
               std::string(pattern->remedy));
        return {};
      }
    }
    std::string remedy = did_you_mean(nearest);
    if (remedy.empty()) {
      std::vector<std::string> words;
      for (const std::string_view key : known) {
        if (!key.starts_with('$')) words.push_back(in_quotes(key));
      }
      remedy = "Known here: " + any_of(words) + ".";
    }
    report(member.key_place, "unknown key " + in_quotes(member.key), std::move(remedy));
    return nearest;
  }

  void check_required(const JsonValue& schema, const JsonValue& value,
                      const std::vector<std::string_view>& meant) {
    const JsonValue* properties = schema.find("properties");
    for (const JsonValue& key : items_at(schema, "required")) {
      const bool misspelt = std::find(meant.begin(), meant.end(), key.text) != meant.end();
      if (misspelt || value.find(key.text) != nullptr) continue;
      const JsonValue* property = properties == nullptr ? nullptr : properties->find(key.text);
      std::string remedy = "Add it.";
      if (property != nullptr) {
        const std::string_view description = text_at(resolved(*property), "description");
        if (!description.empty()) remedy += " " + first_sentence(description);
      }
      report(value.place, "missing key " + in_quotes(key.text), std::move(remedy));
    }
  }

  void check_array(const JsonValue& schema, const JsonValue& value, std::string_view remedy) {
    const JsonValue* fewest = schema.find("minItems");
    const JsonValue* most = schema.find("maxItems");
    if (most != nullptr && !check_count(*most, value, value.items.size(), remedy)) return;
    if (fewest != nullptr && static_cast<double>(value.items.size()) < fewest->number) {
      report(value.place, subject_of(value) + " is empty",
             remedy_or(remedy, "Give it at least one entry."));
    }
    if (const JsonValue* unique = schema.find("uniqueItems"); unique != nullptr && unique->truth) {
      check_unique(value);
    }
    if (const JsonValue* items = schema.find("items"); items != nullptr) {
      for (const JsonValue& item : value.items) check(*items, item);
    }
  }

  void check_unique(const JsonValue& value) {
    std::map<std::string, const JsonValue*> seen;
    for (const JsonValue& item : value.items) {
      const auto [first, is_new] = seen.emplace(canonical_text(item), &item);
      if (is_new) continue;
      report(item.place, subject_of(item) + " stands there twice",
             "It stands at " + text_of(first->second->place) + " already: remove one of the two.");
    }
  }

  void check_branches(const JsonValue& schema, const JsonValue& value, std::string_view remedy) {
    std::vector<const JsonValue*> fitting;
    std::vector<std::string_view> types;
    bool keys_alone = true;  // the branches only say which key is there
    for (const JsonValue& item : items_at(schema, "oneOf")) {
      const JsonValue& branch = resolved(item);
      const std::vector<std::string_view> its_types = types_of(branch);
      keys_alone = keys_alone && its_types.empty();
      if (is_one_of(value, its_types)) fitting.push_back(&branch);
      for (const std::string_view type : its_types) {
        if (std::find(types.begin(), types.end(), type) == types.end()) types.push_back(type);
      }
    }
    if (keys_alone) {
      check_one_key(fitting, value, remedy);
    } else if (fitting.empty()) {
      report_type(value, types, remedy, diagnostics_);
    } else {
      check(meant_branch(fitting, value), value, remedy);
    }
  }

  /// Among branches of the same type, the one that has `preset` where the value has it.
  static const JsonValue& meant_branch(const std::vector<const JsonValue*>& fitting,
                                       const JsonValue& value) {
    const bool has_preset = value.find("preset") != nullptr;
    for (const JsonValue* branch : fitting) {
      const JsonValue* properties = branch->find("properties");
      const bool knows_preset = properties != nullptr && properties->find("preset") != nullptr;
      if (knows_preset == has_preset) return *branch;
    }
    return *fitting.front();
  }

  void check_one_key(const std::vector<const JsonValue*>& branches, const JsonValue& value,
                     std::string_view remedy) {
    std::vector<std::string> possible;
    std::vector<std::string> there;
    for (const JsonValue* branch : branches) {
      for (const JsonValue& key : items_at(*branch, "required")) {
        possible.push_back(in_quotes(key.text));
        if (value.find(key.text) != nullptr) there.push_back(in_quotes(key.text));
      }
    }
    if (there.empty()) {
      report(value.place, "one key is missing: " + any_of(possible), std::string(remedy));
    } else if (there.size() > 1) {
      report(value.place, there[0] + " and " + there[1] + " exclude each other",
             std::string(remedy));
    }
  }

  const JsonValue& root_;
  Diagnostics& diagnostics_;
};

}  // namespace

void Schema::check(const JsonValue& policy, Diagnostics& diagnostics) const {
  Checker(root_, diagnostics).check(root_, policy);
}

void Schema::check_as(std::string_view definition, const JsonValue& value,
                      Diagnostics& diagnostics) const {
  const JsonValue* definitions = root_.find("$defs");
  const JsonValue* schema = definitions == nullptr ? nullptr : definitions->find(definition);
  if (schema != nullptr) Checker(root_, diagnostics).check(*schema, value);
}

}  // namespace akkoord
