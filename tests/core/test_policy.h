// SPDX-License-Identifier: MIT
//
// Policies for tests, written as core/blob.h draws them: a writer of the tests' own, so that a
// mistake in the compiler's can't hide one in the reader's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/blob.h"
#include "core/category.h"
#include "core/service.h"
#include "tests/core/tight_text.h"

namespace akkoord::test {

struct TestService {
  std::string id;
  Category category = Category::advertising;
  bool off_on_sensitive_routes = false;
  bool exempt = false;
  bool exempt_in_part = false;
};

/// The sections' lines without their '\n', in any order where the blob sorts them.
struct TestPolicy {
  std::uint32_t revision = 7;
  std::uint32_t lifetime_s = 15'724'800;  // 182 days
  std::vector<TestService> services{};
  std::vector<std::string> urls{};
  std::string own{};
  std::string forms{};
  std::vector<std::string> names{};
  std::vector<std::string> record_names = {
      "cookie_consent_set", "cookie_consent_fu", "cookie_consent_ga", "cookie_consent_ma",
      "cookie_consent_so",  "cookie_consent_sv", "cookie_consent_sr"};
  std::string cookie_domain{};
  std::vector<std::string> routes{};
  std::vector<std::string> countries{};
};

/// The blob's bytes.
std::string blob_of(const TestPolicy& policy);

/// `blob` with length and checksum put right after its bytes were changed by hand.
std::string resealed(std::string blob);

/// An opened policy together with its bytes. Throws where it does not open: the test is wrong then.
class OpenPolicy {
 public:
  explicit OpenPolicy(const TestPolicy& policy);

  [[nodiscard]] const PolicyBlob& blob() const noexcept { return blob_; }

 private:
  TightText bytes_;
  PolicyBlob blob_;
};

/// The services of clinic_policy(), by number.
namespace clinic {
inline constexpr ServiceNumber october = 0;           // mandatory
inline constexpr ServiceNumber google_maps = 1;       // functional
inline constexpr ServiceNumber google_analytics = 2;  // analytical
inline constexpr ServiceNumber crazy_egg = 3;         // analytical, replays sessions
inline constexpr ServiceNumber google_ads = 4;        // advertising
inline constexpr ServiceNumber facebook = 5;          // social
inline constexpr ServiceNumber matomo = 6;            // analytical, exempt
inline constexpr ServiceNumber service_count = 7;
}  // namespace clinic

/// A clinic's policy with a service of every kind; revision 7.
TestPolicy clinic_policy();

}  // namespace akkoord::test
