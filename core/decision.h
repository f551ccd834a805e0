// SPDX-License-Identifier: MIT
//
// The one decision: for each service of a policy whether it may run here and now, and why.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/blob.h"
#include "core/records.h"
#include "core/service.h"

namespace akkoord {

/// Only `granted` lets anything through. Numbers cross into the page.
enum class Outcome : std::uint8_t { not_asked = 0, refused = 1, granted = 2 };

/// Why. Numbers cross into the page.
enum class Reason : std::uint8_t {
  /// The visitor's current record says so; without one: nobody has asked yet.
  record = 0,
  expired = 1,
  revision = 2,
  malformed = 3,
  /// The browser sends Global Privacy Control, which can only refuse (facts: GPC).
  gpc = 4,
  sensitive_route = 5,
  mandatory = 6,
  /// Needs no consent, by the law that the policy names.
  exempt = 7,
};

/// What was decided for one service, and why.
struct ServiceDecision {
  /// Whether it may run.
  Outcome outcome = Outcome::not_asked;
  /// What decided it.
  Reason reason = Reason::record;

  bool operator==(const ServiceDecision&) const noexcept = default;
};

/// What else counts beside the records.
struct Circumstances {
  /// The browser's `Sec-GPC: 1` or `navigator.globalPrivacyControl`.
  bool gpc = false;
  /// The page's path, from '/', without query.
  std::string_view route{};
  /// The page's host, without port.
  std::string_view host{};
  /// The country that the page names itself (`data-akkoord-jurisdiction`); empty: none.
  std::string_view jurisdiction{};
};

/// The outcome for every service of one policy. Services it does not know are never granted.
class Decision {
 public:
  /// Notes the decision for the service of that number; numbers beyond the bound are dropped.
  void put(ServiceNumber number, ServiceDecision decision) noexcept {
    if (number < max_services) decisions_[number] = decision;
  }
  /// The decision for the service of that number.
  [[nodiscard]] ServiceDecision of(ServiceNumber number) const noexcept {
    return number < max_services ? decisions_[number] : ServiceDecision{};
  }
  /// Whether the service of that number may run.
  [[nodiscard]] bool grants(ServiceNumber number) const noexcept {
    return of(number).outcome == Outcome::granted;
  }

 private:
  std::array<ServiceDecision, max_services> decisions_{};
};

/// Decides for every service. Allocates nothing.
[[nodiscard]] Decision decide(const Records& records, const PolicyBlob& policy,
                              const Circumstances& circumstances) noexcept;

/// As decide(), under a policy that is flagged for the page's country alone: pages that ship one
/// for each country that differs (core/compile/blob_writer.h) pay nothing for finding it here.
[[nodiscard]] Decision decide_as_flagged(const Records& records, const PolicyBlob& policy, bool gpc,
                                         std::string_view route) noexcept;

}  // namespace akkoord
