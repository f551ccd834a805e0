// SPDX-License-Identifier: MIT
#include "core/classify.h"

#include "core/lines.h"
#include "core/pattern.h"
#include "core/url.h"

namespace akkoord {

namespace {

/// A host as the sorted lines spell it: "*.example.com" before all that begin with a letter.
struct HostKey {
  std::string_view host;
  bool wildcard;
};

/// Orders the host of a `urls` line against `key`. Stops at the first letter that differs: the
/// search spends its time here.
int compare_line(std::string_view line, const HostKey& key) noexcept {
  const bool wildcard = line.starts_with('*');
  if (wildcard != key.wildcard) return wildcard ? -1 : 1;
  if (line.starts_with("*.")) line.remove_prefix(2);
  const auto ends_at = [line](std::size_t i) noexcept {
    return i >= line.size() || line[i] == '/' || line[i] == ' ';
  };
  for (std::size_t i = 0; i < key.host.size(); ++i) {
    if (ends_at(i)) return -1;
    const int difference = line[i] - lower_case(key.host[i]);
    if (difference != 0) return difference;
  }
  return ends_at(key.host.size()) ? 0 : 1;
}

/// The owner of the longest pattern of that very host that admits the URL's path and query.
ServiceNumber owner_on_host(std::string_view urls, const HostKey& key, const Url& url) noexcept {
  Lines lines(
      lines_from(urls, [&key](std::string_view line) { return compare_line(line, key) < 0; }));
  ServiceNumber owner = no_service;
  std::size_t longest = 0;
  for (std::string_view line; lines.next(line) && compare_line(line, key) == 0;) {
    ClaimLine claim = split_url_line(line);
    const UrlPattern pattern = split_url_pattern(claim.claim);
    // A longer path counts before a longer query.
    const std::size_t length =
        1 + pattern.path.size() * (max_pattern_bytes + 1) + pattern.query.size();
    if (length > longest && admits_target(pattern, url)) {
      longest = length;
      owner = take_service(claim.services);
    }
  }
  return owner;
}

/// The owner of `name` itself, else of the longest prefix of it. Names are written now and then
/// and are few: going through them all is a microsecond and half the bytes of a search.
ServiceNumber owner_of_name(std::string_view names, char kind, std::string_view name) noexcept {
  ServiceNumber owner = no_service;
  std::size_t longest = 0;
  Lines lines(names);
  for (std::string_view line; lines.next(line);) {
    ClaimLine claim = split_name_line(line);
    if (!claim.claim.starts_with(kind)) continue;
    std::string_view claimed = claim.claim.substr(1);
    const bool prefix = claimed.ends_with('*');
    if (prefix) claimed.remove_suffix(1);
    if (!name.starts_with(claimed) || (!prefix && name.size() != claimed.size())) continue;
    const std::size_t length = claimed.size() + (prefix ? 0U : 1U);
    if (length <= longest) continue;
    longest = length;
    owner = take_service(claim.services);
  }
  return owner;
}

}  // namespace

ServiceNumber classify_url(const PolicyBlob& policy, std::string_view url) noexcept {
  const Result<Url> parsed = parse_url(url.substr(0, max_url_bytes));
  if (!parsed.ok()) return no_service;
  const std::string_view urls = policy.section(BlobSection::urls);
  std::string_view host = parsed.value().host;
  ServiceNumber owner = owner_on_host(urls, {host, false}, parsed.value());
  for (std::size_t dot = host.find('.'); owner == no_service && dot != std::string_view::npos;
       dot = host.find('.')) {
    host.remove_prefix(dot + 1);
    owner = owner_on_host(urls, {host, true}, parsed.value());
  }
  return owner;
}

ServiceNumber classify_path(const PolicyBlob& policy, std::string_view path) noexcept {
  const Url url = parse_site_path(path.substr(0, max_url_bytes));
  return owner_on_host(policy.section(BlobSection::urls), {{}, false}, url);
}

ServiceNumber classify_cookie(const PolicyBlob& policy, std::string_view name) noexcept {
  return owner_of_name(policy.section(BlobSection::names), 'c', name);
}

ServiceNumber classify_storage(const PolicyBlob& policy, StorageKind kind,
                               std::string_view name) noexcept {
  constexpr std::string_view kinds = "lsik";
  return owner_of_name(policy.section(BlobSection::names), kinds[static_cast<std::size_t>(kind)],
                       name);
}

}  // namespace akkoord
