// SPDX-License-Identifier: MIT
//
// Whose a request, a cookie or a stored item is: the given policy's service, else the preset of
// the catalogue that would fit. Both are asked through the core's own classification; for the
// presets a policy that names all of them is compiled in memory.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/category.h"
#include "core/classify.h"
#include "core/compile/compile.h"

namespace akkoord {

/// Who answers for something.
enum class Owner : std::uint8_t {
  /// No one that is known.
  unknown,
  /// A preset that the policy does not name; without a policy, any preset.
  preset,
  /// A service of the policy.
  policy,
  /// The site itself: its own cookie that a service of category mandatory or no one claims, or a
  /// host that the policy declares as needed.
  site,
};

/// Who answers for something, by name.
struct Attribution {
  /// Who.
  Owner owner = Owner::unknown;
  /// The service's or preset's id; empty for others.
  std::string id{};
  /// Its category.
  Category category = Category::advertising;
  /// Whether it waits for consent.
  bool needs_consent = true;
  /// Whether it stays off on sensitive routes whatever its category.
  bool off_on_sensitive_routes = false;

  bool operator==(const Attribution&) const = default;
};

/// A policy as classification takes it.
class OpenedServices {
 public:
  /// Opens what `policy` and `needs` say; patterns that the site declares as its own count as one
  /// more service.
  explicit OpenedServices(const OpenedPolicy& opened);
  OpenedServices(const OpenedServices&) = delete;
  OpenedServices& operator=(const OpenedServices&) = delete;
  OpenedServices(OpenedServices&&) = delete;
  OpenedServices& operator=(OpenedServices&&) = delete;
  ~OpenedServices() = default;

  /// The policy as classify_url() and its like take it.
  [[nodiscard]] const PolicyBlob& blob() const noexcept { return blob_; }
  /// Who service `number` is, as `owner`; nothing for no_service.
  [[nodiscard]] std::optional<Attribution> attribution(ServiceNumber number, Owner owner) const;

 private:
  std::string bytes_;
  PolicyBlob blob_;
  ServiceNumber declared_ = no_service;
};

/// The policy, where there is one, and all presets.
class ServiceIndex {
 public:
  /// Compiles the presets of `catalogue`; `host_map` is the policy's. `policy` may be null.
  ServiceIndex(const Catalogue& catalogue, const OpenedPolicy* policy,
               const std::optional<InputFile>& host_map);

  /// Whether there is a policy.
  [[nodiscard]] bool has_policy() const noexcept { return policy_ != nullptr; }

  /// Whose an absolute URL is.
  [[nodiscard]] Attribution of_url(std::string_view url) const;
  /// Whose a URL of the site's own is: a service that it proxies, else the site.
  [[nodiscard]] Attribution of_own_url(std::string_view url) const;
  /// Whose a cookie of the site's own hosts is.
  [[nodiscard]] Attribution of_cookie(std::string_view name) const;
  /// Whether a service of the policy, as it was attributed, needs no consent on `page`, an address:
  /// in the country whose host or path that is. A country that a page names itself is not seen.
  [[nodiscard]] bool is_exempt_on(const Attribution& by, std::string_view page) const;
  /// Whose an item in the site's own storage is.
  [[nodiscard]] Attribution of_item(StorageKind kind, std::string_view name) const;

 private:
  /// Whose something is that `classify` finds in a blob: the policy's word, else the presets'.
  template <typename Classify>
  [[nodiscard]] Attribution first_of(const Classify& classify) const;

  std::unique_ptr<OpenedServices> policy_;
  std::unique_ptr<OpenedServices> presets_;
};

}  // namespace akkoord
