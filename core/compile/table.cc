// SPDX-License-Identifier: MIT
#include "core/compile/table.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/compile/blob_writer.h"
#include "core/compile/javascript_text.h"
#include "core/compile/jurisdictions.h"
#include "core/compile/source_groups.h"
#include "core/pattern.h"

namespace akkoord {

namespace {

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

constexpr int exempt_flag = 16;

/// The parameter that holds the page's country.
constexpr std::string_view country_parameter = "c";

/// What stands for services: a string, or a template where it differs by country.
class ServiceKeys {
 public:
  explicit ServiceKeys(const Policy& policy) : policy_(policy) {}

  ServiceKeys& add(const PolicyService& service) {
    if (!text_.empty()) text_ += ',';
    const int flags = service_flags(policy_, service);
    if (is_exempt_in_part(policy_, service)) {
      is_template_ = true;
      std::string countries;
      for (const std::string& country : exempt_countries(policy_, service)) {
        append_item(countries, javascript_string(country));
      }
      text_ += "${[" + countries + "].includes(" + std::string(country_parameter) + ")?" +
               std::to_string(flags + exempt_flag) + ":" + std::to_string(flags) + "}";
    } else {
      text_ += std::to_string(flags);
    }
    text_ += " " + service.id;  // ids are words and hyphens
    return *this;
  }
  [[nodiscard]] std::string value() const {
    return is_template_ ? "`" + text_ + "`" : javascript_string(text_);
  }
  [[nodiscard]] std::string key() const { return is_template_ ? "[" + value() + "]" : value(); }

 private:
  const Policy& policy_;
  std::string text_;
  bool is_template_ = false;
};

std::string services_list(const Policy& policy, const Needs& needs) {
  std::string list;
  for (const SourceGroup& group : source_groups(policy, needs)) {
    ServiceKeys services(policy);
    for (const std::size_t number : group.services) services.add(policy.services[number]);
    append_item(list, services.key() + ":" + javascript_string(group.sources));
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

/// By own path, the service that it stands in for, as `key_of` writes it.
template <typename KeyOf>
std::string paths_object(const Policy& policy, const KeyOf& key_of) {
  std::string list;
  for (const OwnPath& own : own_paths(policy)) {
    const PolicyService& service = policy.services[own.service];
    if (is_mandatory(service)) continue;
    append_item(list, javascript_string(own.path) + ":" + key_of(service));
  }
  return list.empty() ? list : "{" + list + "}";
}

/// The rules by which a page's country is found, as in section `countries` of the blob.
std::string rules_list(const Policy& policy) {
  std::string list;
  for (const PageRule& page : page_rules(policy)) {
    append_item(list, javascript_string(page.country + page.rule));
  }
  return "[" + list + "]";
}

}  // namespace

std::string guarded_paths(const Policy& policy) {
  return paths_object(policy, [&policy](const PolicyService& service) {
    return javascript_string(std::to_string(service_flags(policy, service)) + " " + service.id);
  });
}

std::string table_literal(const Policy& policy, const Needs& needs, std::string_view path_gate,
                          std::string_view page_country) {
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
  const std::string paths = paths_object(policy, [&policy](const PolicyService& service) {
    return ServiceKeys(policy).add(service).value();
  });
  if (!paths.empty()) {
    table.literal("q", paths);
    table.literal("g", path_gate);
  }
  if (!differs_by_country(policy)) return table.text();
  std::string text = "(" + std::string(country_parameter) + "=>(" + table.text() + "))(";
  return text.append(country_call(policy, page_country)).append(")");
}

std::string country_call(const Policy& policy, std::string_view page_country) {
  return std::string(page_country).append("(").append(rules_list(policy)).append(")");
}

}  // namespace akkoord
