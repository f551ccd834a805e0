// SPDX-License-Identifier: MIT
#include "core/compile/blob_writer.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <vector>

#include "core/compile/jurisdictions.h"
#include "core/pattern.h"

namespace akkoord {

namespace {

constexpr int off_on_sensitive_routes_flag = 8;
constexpr int exempt_flag = 16;
constexpr int exempt_in_part_flag = 32;
constexpr std::string_view storage_letters = "lsik";

/// A pattern and who claims it.
struct UrlLine {
  std::string_view pattern;
  std::size_t owner;
  const std::vector<ServiceNumber>* needs;
};

/// Sub-domain patterns first, then by host, then by the rest: the order of core/classify.cc. Bytes
/// alone would put "a.test.be" between "a.test" and "a.test/x".
auto search_order(const UrlLine& line) noexcept {
  const bool wildcard = line.pattern.starts_with("*.");
  const std::string_view bare = line.pattern.substr(wildcard ? 2 : 0);
  const std::size_t host_end = std::min(bare.find('/'), bare.size());
  return std::make_tuple(!wildcard, bare.substr(0, host_end), bare.substr(host_end), line.owner);
}

std::string service_lines(const Policy& policy, std::string_view country) {
  std::string text;
  for (const PolicyService& service : policy.services) {
    int flags = service_flags(policy, service);
    if (is_exempt_in_part(policy, service)) {
      const bool here = !country.empty() && is_exempt_in(service, country);
      flags += exempt_in_part_flag + (here ? exempt_flag : 0);
    }
    text += static_cast<char>('0' + flags);
    text += service.id + "\n";
  }
  return text;
}

std::string url_lines(const Policy& policy, const Needs& needs) {
  std::vector<UrlLine> lines;
  for (std::size_t owner = 0; owner < policy.services.size(); ++owner) {
    const std::vector<UrlClaim>& claims = policy.services[owner].urls;
    for (std::size_t i = 0; i < claims.size(); ++i) {
      lines.push_back({claims[i].pattern, owner, &needs[owner][i]});
    }
  }
  std::sort(lines.begin(), lines.end(),
            [](const UrlLine& a, const UrlLine& b) { return search_order(a) < search_order(b); });
  std::string text;
  for (const UrlLine& line : lines) {
    text += line.pattern;
    text += " " + std::to_string(line.owner);
    for (const ServiceNumber needed : *line.needs) text += " " + std::to_string(needed);
    text += '\n';
  }
  return text;
}

std::string name_lines(const Policy& policy) {
  std::vector<std::pair<std::string, std::size_t>> lines;
  for (std::size_t owner = 0; owner < policy.services.size(); ++owner) {
    const PolicyService& service = policy.services[owner];
    for (const CookieClaim& cookie : service.cookies) {
      if (cookie.host.empty()) lines.emplace_back("c" + cookie.name, owner);
    }
    for (std::size_t kind = 0; kind < storage_kind_count; ++kind) {
      for (const PlacedText& name : service.storage[kind]) {
        lines.emplace_back(storage_letters[kind] + name.text, owner);
      }
    }
  }
  std::sort(lines.begin(), lines.end());
  std::string text;
  for (const auto& [claim, owner] : lines) text += claim + " " + std::to_string(owner) + "\n";
  return text;
}

std::string country_lines(const Policy& policy) {
  std::string text;
  for (const PageRule& page : page_rules(policy)) {
    text += page.country + page.rule;
    for (std::size_t number = 0; number < policy.services.size(); ++number) {
      const PolicyService& service = policy.services[number];
      if (!is_exempt_in_part(policy, service) || !is_exempt_in(service, page.country)) continue;
      text += " " + std::to_string(number);
    }
    text += '\n';
  }
  return text;
}

std::string line_or_none(std::string text) {
  if (!text.empty()) text += '\n';
  return text;
}

template <typename Lines>
std::string lines_of(const Lines& texts) {
  std::string text;
  for (const PlacedText& one : texts) text += one.text + "\n";
  return text;
}

void put_u32(std::string& bytes, std::size_t offset_bytes, std::size_t number) {
  for (std::size_t i = 0; i < 4; ++i) {
    bytes[offset_bytes + i] = static_cast<char>((number >> (8U * i)) & 0xFFU);
  }
}

std::string blob_of(const Policy& policy, const Needs& needs, std::string_view country,
                    const std::string& countries) {
  const std::array<std::string, blob_section_count> sections = {
      service_lines(policy, country),
      url_lines(policy, needs),
      line_or_none(source_list(policy.first_party)),
      line_or_none(form_tail(policy)),
      name_lines(policy),
      lines_of(policy.record_names) + policy.cookie_domain.text + "\n",
      lines_of(policy.sensitive_routes),
      countries};
  std::string blob(blob_header_bytes, '\0');
  blob.replace(0, 4, "AKK2");
  put_u32(blob, 12, policy.revision);
  put_u32(blob, 16, static_cast<std::size_t>(policy.lifetime_s));
  for (std::size_t i = 0; i < sections.size(); ++i) {
    blob += sections[i];
    put_u32(blob, 20 + 4 * i, blob.size() - blob_header_bytes);
  }
  put_u32(blob, 4, blob.size());
  put_u32(blob, 8, crc32(std::string_view(blob).substr(12)));
  return blob;
}

}  // namespace

int service_flags(const Policy& policy, const PolicyService& service) noexcept {
  return static_cast<int>(service.category) +
         (service.off_on_sensitive_routes ? off_on_sensitive_routes_flag : 0) +
         (is_exempt_everywhere(policy, service) ? exempt_flag : 0);
}

std::string form_tail(const Policy& policy) {
  return policy.forms.empty() ? std::string() : " " + source_list(policy.forms);
}

std::string source_list(const std::vector<PlacedText>& patterns) {
  std::vector<std::string_view> sources;
  std::string text;
  for (const PlacedText& pattern : patterns) {
    const std::string_view source = source_of(pattern.text);
    if (std::find(sources.begin(), sources.end(), source) != sources.end()) continue;
    sources.push_back(source);
    if (!text.empty()) text += ' ';
    text += source;
  }
  return text;
}

std::string write_blob(const Policy& policy, const Needs& needs) {
  return blob_of(policy, needs, {}, country_lines(policy));
}

std::string write_page_blob(const Policy& policy, const Needs& needs, std::string_view country) {
  return blob_of(policy, needs, country, {});
}

}  // namespace akkoord
