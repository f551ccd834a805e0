// SPDX-License-Identifier: MIT
#include "core/compile/source_groups.h"

#include <algorithm>
#include <string_view>

#include "core/pattern.h"

namespace akkoord {

namespace {

/// Adds a word behind a blank, unless it stands there already.
void add_word(std::string& words, std::string_view word) {
  const std::string all = " " + words + " ";
  if (all.find(" " + std::string(word) + " ") != std::string::npos) return;
  if (!words.empty()) words += ' ';
  words += word;
}

bool is_mandatory(const Policy& policy, std::size_t number) noexcept {
  return policy.services[number].category == Category::mandatory;
}

/// The services that must be granted for pattern `i` of service `owner`, in order.
std::vector<std::size_t> needed_for(const Policy& policy, const Needs& needs, std::size_t owner,
                                    std::size_t i) {
  std::vector<std::size_t> all(needs[owner][i].begin(), needs[owner][i].end());
  all.push_back(owner);
  std::erase_if(all, [&policy](std::size_t number) { return is_mandatory(policy, number); });
  std::sort(all.begin(), all.end());
  return all;
}

/// Calls `take` with each source and the services that it needs.
template <typename Take>
void for_each_source(const Policy& policy, const Needs& needs, const Take& take) {
  for (std::size_t owner = 0; owner < policy.services.size(); ++owner) {
    for (std::size_t i = 0; i < policy.services[owner].urls.size(); ++i) {
      const std::string_view source = source_of(policy.services[owner].urls[i].pattern);
      if (!source.starts_with('/')) take(source, needed_for(policy, needs, owner, i));
    }
  }
}

}  // namespace

std::vector<SourceGroup> source_groups(const Policy& policy, const Needs& needs) {
  std::vector<SourceGroup> groups;
  for (std::size_t number = 0; number < policy.services.size(); ++number) {
    if (!is_mandatory(policy, number)) groups.push_back({{number}, {}});
  }
  for_each_source(policy, needs, [&](std::string_view source, std::vector<std::size_t> needed) {
    if (needed.empty()) return;
    auto group = std::find_if(groups.begin(), groups.end(),
                              [&needed](const SourceGroup& one) { return one.services == needed; });
    if (group == groups.end()) group = groups.insert(groups.end(), {std::move(needed), {}});
    add_word(group->sources, source);
  });
  std::erase_if(groups, [](const SourceGroup& group) { return group.sources.empty(); });
  return groups;
}

std::string open_sources(const Policy& policy, const Needs& needs) {
  std::string sources;
  for (const PlacedText& own : policy.first_party) add_word(sources, source_of(own.text));
  for_each_source(policy, needs,
                  [&](std::string_view source, const std::vector<std::size_t>& needed) {
                    if (needed.empty()) add_word(sources, source);
                  });
  return sources;
}

std::vector<OwnPath> own_paths(const Policy& policy) {
  std::vector<OwnPath> paths;
  for (std::size_t owner = 0; owner < policy.services.size(); ++owner) {
    for (const UrlClaim& claim : policy.services[owner].urls) {
      if (claim.pattern.starts_with('/')) paths.push_back({claim.pattern, owner});
    }
  }
  return paths;
}

}  // namespace akkoord
