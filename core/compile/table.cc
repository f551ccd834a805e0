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

bool is_mandatory(const PolicyService& service) {
  return service.category == Category::mandatory;
}

/// Whether a pattern is withheld until the visitor has granted others too.
template <typename Services>
bool is_withheld(const Policy& policy, const Services& others) {
  return std::any_of(others.begin(), others.end(), [&policy](std::size_t number) {
    return !is_mandatory(policy.services[number]);
  });
}

/// What the bootstrap may open for service `number` alone: no path of the site, nothing withheld.
void add_sources(WordList& sources, const Policy& policy, const Needs& needs, std::size_t number) {
  const PolicyService& service = policy.services[number];
  for (std::size_t i = 0; i < service.urls.size(); ++i) {
    const std::string_view source = source_of(service.urls[i].pattern);
    if (is_withheld(policy, needs[number][i]) || source.starts_with('/')) continue;
    sources.add(source);
  }
}

/// What needs nobody's consent: the site's own sources, and those of mandatory services.
std::string open_sources(const Policy& policy, const Needs& needs) {
  WordList sources;
  for (const PlacedText& own : policy.first_party) sources.add(source_of(own.text));
  for (std::size_t number = 0; number < policy.services.size(); ++number) {
    if (is_mandatory(policy.services[number])) add_sources(sources, policy, needs, number);
  }
  return sources.text();
}

/// A service as a key of the list names it.
std::string service_key(const PolicyService& service) {
  return std::to_string(service_flags(service)) + " " + service.id;
}

/// Sources by the services that must all be granted, in the order of their first appearance.
std::vector<std::pair<std::vector<std::size_t>, WordList>> withheld_sources(const Policy& policy,
                                                                            const Needs& needs) {
  std::vector<std::pair<std::vector<std::size_t>, WordList>> groups;
  for (std::size_t owner = 0; owner < policy.services.size(); ++owner) {
    for (std::size_t i = 0; i < needs[owner].size(); ++i) {
      if (!is_withheld(policy, needs[owner][i])) continue;
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

std::string services_list(const Policy& policy, const Needs& needs) {
  std::string list;
  const auto append_entry = [&list](std::string_view services, const WordList& sources) {
    if (sources.text().empty()) return;
    append_item(list, javascript_string(services) + ":" + javascript_string(sources.text()));
  };
  for (std::size_t number = 0; number < policy.services.size(); ++number) {
    WordList sources;
    add_sources(sources, policy, needs, number);
    const PolicyService& service = policy.services[number];
    if (!is_mandatory(service)) append_entry(service_key(service), sources);
  }
  for (const auto& [numbers, sources] : withheld_sources(policy, needs)) {
    std::string services;
    for (const std::size_t number : numbers) {
      // What is always granted is no condition.
      if (!is_mandatory(policy.services[number])) {
        append_item(services, service_key(policy.services[number]));
      }
    }
    append_entry(services, sources);
  }
  return list;
}

/// By own path, the services that it stands in for and that may be refused.
std::string guarded_paths(const Policy& policy) {
  std::vector<std::pair<std::string_view, std::string>> paths;
  for (const PolicyService& service : policy.services) {
    if (is_mandatory(service)) continue;
    for (const UrlClaim& url : service.urls) {
      const std::string_view path = source_of(url.pattern);
      if (!path.starts_with('/')) continue;
      auto known = std::find_if(paths.begin(), paths.end(),
                                [path](const auto& one) { return one.first == path; });
      if (known == paths.end()) known = paths.insert(paths.end(), {path, {}});
      append_item(known->second, service_key(service));
    }
  }
  std::string list;
  for (const auto& [path, services] : paths) {
    append_item(list, javascript_string(path) + ":" + javascript_string(services));
  }
  return list;
}

/// Adds what matches `name`, whose '*' at the end stands for more. One that is not plain ASCII
/// is left out: it waits for the script, as an unknown one does.
void add_form(std::string& forms, char kind, std::string_view name) {
  std::string form(1, kind);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char letter = name[i];
    if (letter <= ' ' || letter > '~' || letter == '<') return;
    const bool is_word = (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
                         (letter >= 'A' && letter <= 'Z') || letter == '_' || letter == '-';
    if (letter == '*' && i + 1 == name.size()) {
      form += ".*";
      continue;
    }
    if (!is_word) form += '\\';
    form += letter;
  }
  if (!forms.empty()) forms += '|';
  forms += form;
}

/// A regular expression of the names of mandatory services; empty where there are none.
std::string mandatory_names(const Policy& policy) {
  constexpr std::size_t local_storage = 0;
  constexpr std::size_t session_storage = 1;
  std::string forms;
  for (const PolicyService& service : policy.services) {
    if (!is_mandatory(service)) continue;
    for (const PlacedText& name : service.storage[local_storage]) add_form(forms, '0', name.text);
    for (const PlacedText& name : service.storage[session_storage]) add_form(forms, '1', name.text);
    for (const CookieClaim& cookie : service.cookies) {
      if (cookie.host.empty()) add_form(forms, '2', cookie.name);
    }
  }
  return forms.empty() ? forms : "/^(" + forms + ")$/";
}

}  // namespace

bool has_guarded_paths(const Policy& policy) {
  return !guarded_paths(policy).empty();
}

std::string table_literal(const Policy& policy, const Needs& needs, std::string_view path_gate) {
  JavascriptObject table;
  table.literal("r", std::to_string(policy.revision));
  table.literal("n", string_list(policy.record_names));
  const std::string open = open_sources(policy, needs);
  const std::string tail = form_tail(policy);
  const std::string services = services_list(policy, needs);
  const std::string names = mandatory_names(policy);
  if (!open.empty()) table.string("o", open);
  if (!tail.empty()) table.string("f", tail);
  if (!services.empty()) table.literal("s", "{" + services + "}");
  if (!policy.sensitive_routes.empty()) table.literal("p", string_list(policy.sensitive_routes));
  if (!names.empty()) table.literal("m", names);
  if (policy.webrtc) table.literal("w", "1");
  const std::string paths = guarded_paths(policy);
  if (!paths.empty()) {
    table.literal("q", "{" + paths + "}");
    table.literal("g", path_gate);
  }
  return table.text();
}

}  // namespace akkoord
