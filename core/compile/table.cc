// SPDX-License-Identifier: MIT
#include "core/compile/table.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "core/compile/blob_writer.h"
#include "core/compile/javascript_text.h"
#include "core/pattern.h"

namespace akkoord {

namespace {

/// Words with blanks between them, each once.
class WordList {
 public:
  void add(std::string_view word) {
    if (std::find(words_.begin(), words_.end(), word) != words_.end()) return;
    words_.push_back(word);
    if (!text_.empty()) text_ += ' ';
    text_ += word;
  }
  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  std::vector<std::string_view> words_;
  std::string text_;
};

void append_item(std::string& list, std::string_view literal) {
  if (!list.empty()) list += ',';
  list += literal;
}

template <typename Texts>
std::string string_list(const Texts& texts) {
  std::string list;
  for (const PlacedText& one : texts) append_item(list, javascript_string(one.text));
  return "[" + list + "]";
}

std::string services_list(const Policy& policy, const Needs& needs) {
  std::string list;
  for (std::size_t number = 0; number < policy.services.size(); ++number) {
    const PolicyService& service = policy.services[number];
    WordList sources;
    for (std::size_t i = 0; i < service.urls.size(); ++i) {
      const std::string_view source = source_of(service.urls[i].pattern);
      if (needs[number][i].empty() && !source.starts_with('/')) sources.add(source);
    }
    append_item(list, javascript_string(service.id));
    append_item(list, std::to_string(service_flags(service)));
    append_item(list, javascript_string(sources.text()));
  }
  return "[" + list + "]";
}

/// Sources by the services that must all be granted, in the order of their first appearance.
std::vector<std::pair<std::vector<std::size_t>, WordList>> withheld_sources(const Policy& policy,
                                                                            const Needs& needs) {
  std::vector<std::pair<std::vector<std::size_t>, WordList>> groups;
  for (std::size_t owner = 0; owner < policy.services.size(); ++owner) {
    for (std::size_t i = 0; i < needs[owner].size(); ++i) {
      if (needs[owner][i].empty()) continue;
      std::vector<std::size_t> all(needs[owner][i].begin(), needs[owner][i].end());
      all.push_back(owner);
      std::sort(all.begin(), all.end());
      auto group = std::find_if(groups.begin(), groups.end(),
                                [&all](const auto& one) { return one.first == all; });
      if (group == groups.end()) group = groups.insert(groups.end(), {all, {}});
      group->second.add(source_of(policy.services[owner].urls[i].pattern));
    }
  }
  return groups;
}

std::string withheld_list(const Policy& policy, const Needs& needs) {
  std::string list;
  for (const auto& [services, sources] : withheld_sources(policy, needs)) {
    std::string numbers;
    for (const std::size_t number : services) append_item(numbers, std::to_string(number));
    append_item(list, javascript_string(sources.text()));
    append_item(list, "[" + numbers + "]");
  }
  return list;
}

/// A name with a blank can't stand in the list: it waits for the script, as an unknown one does.
void add_name(WordList& names, std::string_view name) {
  if (name.find(' ') == std::string_view::npos) names.add(name);
}

std::string mandatory_names(const Policy& policy) {
  WordList names;
  for (const PolicyService& service : policy.services) {
    if (service.category != Category::mandatory) continue;
    for (const CookieClaim& cookie : service.cookies) {
      if (cookie.host.empty()) add_name(names, cookie.name);
    }
    for (const std::vector<PlacedText>& kind : service.storage) {
      for (const PlacedText& name : kind) add_name(names, name.text);
    }
  }
  return names.text();
}

}  // namespace

std::string table_literal(const Policy& policy, const Needs& needs) {
  JavascriptObject table;
  table.literal("r", std::to_string(policy.revision));
  table.literal("n", string_list(policy.record_names));
  const std::string own = source_list(policy.first_party);
  const std::string forms = source_list(policy.forms);
  const std::string withheld = withheld_list(policy, needs);
  const std::string names = mandatory_names(policy);
  if (!own.empty()) table.string("o", own);
  if (!forms.empty()) table.string("f", forms);
  if (!policy.services.empty()) table.literal("s", services_list(policy, needs));
  if (!withheld.empty()) table.literal("x", "[" + withheld + "]");
  if (!policy.sensitive_routes.empty()) table.literal("p", string_list(policy.sensitive_routes));
  if (!names.empty()) table.string("m", names);
  return table.text();
}

}  // namespace akkoord
