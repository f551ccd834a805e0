// SPDX-License-Identifier: MIT
#include "tests/core/test_policy.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>
#include <tuple>

namespace akkoord::test {

namespace {

void put_u32(std::string& bytes, std::size_t offset_bytes, std::size_t number) {
  for (std::size_t i = 0; i < 4; ++i) {
    bytes[offset_bytes + i] = static_cast<char>((number >> (8U * i)) & 0xFFU);
  }
}

std::string text_of(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

std::string text_of(const std::string& only_line) {
  return only_line.empty() ? "" : only_line + '\n';
}

std::string service_lines(const std::vector<TestService>& services) {
  std::string text;
  for (const TestService& service : services) {
    const int flags = static_cast<int>(service.category) +
                      (service.off_on_sensitive_routes ? 8 : 0) + (service.exempt ? 16 : 0) +
                      (service.exempt_in_part ? 32 : 0);
    text += static_cast<char>('0' + flags) + service.id + '\n';
  }
  return text;
}

/// What `urls` are sorted by: sub-domain patterns first, then the host, then the rest. Bytes alone
/// would put "a.test.be" between "a.test" and "a.test/x".
auto url_order(const std::string& line) {
  const bool wildcard = line.starts_with("*.");
  const std::string bare = line.substr(wildcard ? 2 : 0);
  const std::size_t host_bytes = std::min(bare.find_first_of("/ "), bare.size());
  return std::make_tuple(!wildcard, bare.substr(0, host_bytes), bare.substr(host_bytes));
}

}  // namespace

std::string blob_of(const TestPolicy& policy) {
  std::vector<std::string> urls = policy.urls;
  std::sort(urls.begin(), urls.end(),
            [](const std::string& a, const std::string& b) { return url_order(a) < url_order(b); });
  std::vector<std::string> names = policy.names;
  std::sort(names.begin(), names.end());
  std::vector<std::string> records = policy.record_names;
  records.push_back(policy.cookie_domain);

  const std::array<std::string, blob_section_count> sections = {service_lines(policy.services),
                                                                text_of(urls),
                                                                text_of(policy.own),
                                                                text_of(policy.forms),
                                                                text_of(names),
                                                                text_of(records),
                                                                text_of(policy.routes),
                                                                text_of(policy.countries)};
  std::string blob(blob_header_bytes, '\0');
  blob.replace(0, 4, "AKK2");
  put_u32(blob, 12, policy.revision);
  put_u32(blob, 16, policy.lifetime_s);
  for (std::size_t i = 0; i < sections.size(); ++i) {
    blob += sections[i];
    put_u32(blob, 20 + 4 * i, blob.size() - blob_header_bytes);
  }
  return resealed(blob);
}

std::string resealed(std::string blob) {
  put_u32(blob, 4, blob.size());
  put_u32(blob, 8, crc32(std::string_view(blob).substr(12)));
  return blob;
}

OpenPolicy::OpenPolicy(const TestPolicy& policy) : bytes_(blob_of(policy)) {
  const Result<PolicyBlob> opened = PolicyBlob::open(bytes_.view());
  if (!opened.ok()) throw std::logic_error("the test's policy does not open");
  blob_ = opened.value();
}

TestPolicy clinic_policy() {
  TestPolicy policy;
  policy.services = {{"october", Category::mandatory},
                     {"google-maps", Category::functional},
                     {"google-analytics", Category::analytical},
                     {"crazy-egg", Category::analytical, true},
                     {"google-ads", Category::advertising},
                     {"facebook", Category::social},
                     {"matomo", Category::analytical, false, true}};
  policy.urls = {"www.google.com/maps/ 1",
                 "*.google-analytics.com 2",
                 "www.google-analytics.com 2",
                 "www.googletagmanager.com/gtag/js?id=G- 2 4",
                 "www.googletagmanager.com/gtag/js?id=AW- 4 2",
                 "*.crazyegg.com 3",
                 "script.crazyegg.com 3",
                 "www.googleadservices.com 4",
                 "www.facebook.com/tr 4",
                 "*.facebook.com 5 4",
                 "www.facebook.com/plugins/ 5",
                 "/matomo.js 6"};
  policy.own = "cdn.2passclinic.test";
  policy.forms = " forms.2passclinic.test";
  policy.names = {"cOctober 0", "c_ga 2", "c_ga_* 2", "c_gcl_* 4", "lCE_* 3", "s_ceg.s 3"};
  policy.cookie_domain = "2passclinic.test";
  policy.routes = {"/behandelingen/", "/afspraak"};
  return policy;
}

}  // namespace akkoord::test
