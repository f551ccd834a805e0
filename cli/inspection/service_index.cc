// SPDX-License-Identifier: MIT
#include "cli/inspection/service_index.h"

#include <nlohmann/json.hpp>

#include "cli/inspection/host_name.h"
#include "core/compile/blob_writer.h"
#include "core/compile/overlap.h"
#include "core/compile/web_socket.h"
#include "core/decision.h"
#include "core/jurisdiction.h"
#include "core/pattern.h"
#include "core/url.h"

namespace akkoord {

namespace {

/// A policy that names every preset; nobody's site.
std::string policy_of_presets(const Catalogue& catalogue) {
  using nlohmann::json;
  json policy = {{"id", "all-presets"},
                 {"revision", 1},
                 {"site", {{"hosts", json::array({"site.invalid"})}}},
                 {"controller", {{"name", "-"}, {"country", "BE"}, {"privacy_notice", "/"}}},
                 {"jurisdictions", json::array({"FR"})},
                 {"languages", json::array({"en"})},
                 {"services", json::array()}};
  for (const CatalogueFile& preset : catalogue.presets) policy["services"].push_back(preset.id);
  return policy.dump();
}

/// The site's own needs as a service, so that the same search finds them.
PolicyService declared_needs(const Policy& policy) {
  PolicyService service;
  service.id = "site";
  service.category = Category::mandatory;
  for (const PlacedText& own : policy.first_party) {
    service.urls.push_back({std::string(without_scheme(own.text)), "the site needs it", own.place});
  }
  for (const PlacedText& form : policy.forms) {
    service.urls.push_back({form.text, "the site's forms go there", form.place});
  }
  return service;
}

}  // namespace

OpenedServices::OpenedServices(const OpenedPolicy& opened) {
  Policy policy = opened.policy;
  declared_ = static_cast<ServiceNumber>(policy.services.size());
  PolicyService needs = declared_needs(policy);
  for (const PlacedText& record : policy.record_names) {
    CookieClaim claim;
    claim.name = record.text;
    needs.cookies.push_back(std::move(claim));
  }
  policy.services.push_back(std::move(needs));
  bytes_ = write_blob(policy, needs_of(policy));
  const Result<PolicyBlob> blob = PolicyBlob::open(bytes_);
  if (blob.ok()) blob_ = blob.value();
}

std::optional<Attribution> OpenedServices::attribution(ServiceNumber number, Owner owner) const {
  if (number == no_service) return std::nullopt;
  if (number == declared_) return Attribution{Owner::site, {}, Category::mandatory, false};
  const Service service = blob_.service(number);
  const bool needs_consent = service.category != Category::mandatory && !service.exempt;
  return Attribution{owner, std::string(service.id), service.category, needs_consent,
                     service.off_on_sensitive_routes};
}

ServiceIndex::ServiceIndex(const Catalogue& catalogue, const OpenedPolicy* policy,
                           const std::optional<InputFile>& host_map) {
  if (policy != nullptr) policy_ = std::make_unique<OpenedServices>(*policy);
  const std::string text = policy_of_presets(catalogue);
  CompileInput input{.policy = {text, "(all presets)"}, .catalogue = catalogue};
  input.host_map = host_map;
  presets_ = std::make_unique<OpenedServices>(open_policy(input));
}

template <typename Classify>
Attribution ServiceIndex::first_of(const Classify& classify) const {
  if (policy_) {
    if (const auto found = policy_->attribution(classify(policy_->blob()), Owner::policy)) {
      return *found;
    }
  }
  return presets_->attribution(classify(presets_->blob()), Owner::preset).value_or(Attribution{});
}

Attribution ServiceIndex::of_url(std::string_view url) const {
  return first_of([url](const PolicyBlob& blob) { return classify_url(blob, url); });
}

Attribution ServiceIndex::of_own_url(std::string_view url) const {
  Attribution by_url = of_url(url);
  if (by_url.owner != Owner::unknown) return by_url;
  if (policy_) {
    const Result<Url> parsed = parse_url(url);
    if (parsed.ok()) {
      const std::string_view host = parsed.value().host;
      const std::size_t start = url.find(host) + host.size();
      const std::size_t path = url.find('/', start);
      const ServiceNumber number =
          classify_path(policy_->blob(), path == std::string_view::npos ? "/" : url.substr(path));
      if (const auto found = policy_->attribution(number, Owner::policy)) return *found;
    }
  }
  return {Owner::site, {}, Category::mandatory, false};
}

Attribution ServiceIndex::of_cookie(std::string_view name) const {
  return first_of([name](const PolicyBlob& blob) { return classify_cookie(blob, name); });
}

Attribution ServiceIndex::of_item(StorageKind kind, std::string_view name) const {
  return first_of(
      [kind, name](const PolicyBlob& blob) { return classify_storage(blob, kind, name); });
}

bool ServiceIndex::is_exempt_on(const Attribution& by, std::string_view page) const {
  if (policy_ == nullptr || by.owner != Owner::policy) return false;
  const Result<Url> url = parse_url(page);
  if (!url.ok()) return false;
  const PolicyBlob& blob = policy_->blob();
  const std::string host = host_name_of_url(page);
  ClaimLine country = country_of(blob, {.route = url.value().path, .host = host});
  const ServiceNumber number = blob.service_named(by.id);
  ServiceNumber exempt = take_service(country.services);
  while (exempt != no_service && exempt != number) exempt = take_service(country.services);
  return exempt != no_service;
}

}  // namespace akkoord
