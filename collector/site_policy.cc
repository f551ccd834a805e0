// SPDX-License-Identifier: MIT
#include "collector/site_policy.h"

#include <algorithm>
#include <utility>

#include "collector/file_text.h"
#include "core/compile/catalogue.h"
#include "core/compile/compile.h"
#include "core/compile/read.h"

namespace akkoord {

namespace {

std::string errors_of(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity == Severity::error) text += diagnostic_text(diagnostic);
  }
  return text;
}

std::vector<HttpOnlyCookie> http_only_of(const Policy& policy) {
  std::vector<HttpOnlyCookie> cookies;
  for (std::size_t number = 0; number < policy.services.size(); ++number) {
    for (const CookieClaim& cookie : policy.services[number].cookies) {
      if (!cookie.http_only || !cookie.host.empty()) continue;
      cookies.push_back({cookie.name, cookie.path, static_cast<ServiceNumber>(number)});
    }
  }
  return cookies;
}

}  // namespace

const SitePolicy* SitePolicies::of_host(std::string_view host) const noexcept {
  const KnownPolicy* policy = known.of_host(host);
  if (policy == nullptr) return nullptr;
  const auto found = std::find_if(sites.begin(), sites.end(), [policy](const SitePolicy& site) {
    return site.id == policy->id;
  });
  return found == sites.end() ? nullptr : &*found;
}

std::optional<std::string> add_policy(const PolicyFiles& files, SitePolicies& policies,
                                      std::string& fault) {
  const std::optional<std::string> text = file_text(files.policy, max_policy_bytes, fault);
  if (!text) return std::nullopt;
  const Catalogue catalogue = embedded_catalogue();
  const std::string name = files.policy.string();
  CompileInput input{.policy = {*text, name}, .catalogue = catalogue};
  std::optional<std::string> hosts;
  const std::string hosts_name = files.host_map.string();
  if (!hosts_name.empty()) {
    hosts = file_text(files.host_map, max_policy_bytes, fault);
    if (!hosts) return std::nullopt;
    input.host_map = InputFile{*hosts, hosts_name};
  }
  OpenedPolicy opened = open_policy(input);
  if (!opened.ok()) {
    fault = errors_of(opened.diagnostics);
    return std::nullopt;
  }

  const std::filesystem::path beside =
      files.policy.parent_path() / (opened.policy.id + ".lock.json");
  const std::filesystem::path lock_path = files.lock.empty() ? beside : files.lock;
  std::optional<std::string> lock;
  if (!files.lock.empty() || std::filesystem::exists(beside)) {
    lock = file_text(lock_path, max_lock_bytes, fault);
    if (!lock) return std::nullopt;
  }
  const std::string lock_name = lock_path.string();
  std::optional<LockFile> lock_file;
  if (lock) lock_file = LockFile{*lock, lock_name};
  Diagnostics diagnostics;
  std::optional<KnownPolicy> known = known_policy(opened.policy, lock_file, diagnostics);
  if (!known) {
    fault = errors_of(diagnostics);
    return std::nullopt;
  }
  const std::string shared = policies.known.add(std::move(*known));
  if (!shared.empty()) {
    fault = name + ": another policy has the same " + shared;
    return std::nullopt;
  }
  policies.sites.push_back({opened.policy.id, std::move(opened.blob), http_only_of(opened.policy)});
  return opened.policy.id;
}

}  // namespace akkoord
