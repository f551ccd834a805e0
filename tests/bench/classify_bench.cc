// SPDX-License-Identifier: MIT
//
// Times classifying natively: classify_bench POLICY.json MIX.json. Prints one line of JSON,
//
//     {"cookie_ns":56.7,"url_ns":123.4}
//
// medians of rounds, a single classify each. Answers that differ from the mix's are not timed.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/blob.h"
#include "core/classify.h"
#include "core/compile/catalogue.h"
#include "core/compile/compile.h"
#include "core/records.h"

namespace akkoord {

namespace {

using Json = nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr std::size_t rounds = 25;
constexpr double round_s = 0.04;
constexpr std::size_t passes_at_a_time = 50;

/// Something to classify and the number of the service that it belongs to.
struct Item {
  std::string text;
  ServiceNumber service;
};

std::string text_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<Item> items_of(const Json& list, const char* key, const PolicyBlob& policy) {
  std::vector<Item> items;
  for (const Json& entry : list) {
    const Json& service = entry.at("service");
    items.push_back(
        {entry.at(key).get<std::string>(),
         service.is_null() ? no_service : policy.service_named(service.get<std::string>())});
  }
  return items;
}

/// As the page asks: Akkoord's own records belong to no service.
ServiceNumber cookie_owner(const PolicyBlob& policy, std::string_view name) noexcept {
  return is_record_name(policy, name) ? no_service : classify_cookie(policy, name);
}

using Classify = ServiceNumber (*)(const PolicyBlob&, std::string_view) noexcept;

bool answers_are_right(Classify classify, const PolicyBlob& policy,
                       const std::vector<Item>& items) {
  bool right = true;
  for (const Item& item : items) {
    if (classify(policy, item.text) == item.service) continue;
    std::cerr << "classify_bench: wrong service for " << item.text << '\n';
    right = false;
  }
  return right;
}

/// Nanoseconds of one classify: the median of the rounds.
double median_ns(Classify classify, const PolicyBlob& policy, const std::vector<Item>& items) {
  std::vector<double> results_ns;
  volatile unsigned sink = 0;  // a result that nobody takes would not be computed
  for (std::size_t round = 0; round <= rounds; ++round) {
    const Clock::time_point start = Clock::now();
    std::size_t classified = 0;
    double elapsed_s = 0;
    while (elapsed_s < round_s) {
      for (std::size_t pass = 0; pass < passes_at_a_time; ++pass) {
        for (const Item& item : items) sink = sink + classify(policy, item.text);
      }
      classified += passes_at_a_time * items.size();
      elapsed_s = std::chrono::duration<double>(Clock::now() - start).count();
    }
    // The first round only warms up.
    if (round > 0) results_ns.push_back(elapsed_s * 1e9 / static_cast<double>(classified));
  }
  std::nth_element(results_ns.begin(), results_ns.begin() + rounds / 2, results_ns.end());
  return results_ns[rounds / 2];
}

int run(const char* policy_path, const char* mix_path) {
  const Catalogue catalogue = embedded_catalogue();
  const std::string policy_text = text_of(policy_path);
  const OpenedPolicy opened =
      open_policy({.policy = {policy_text, policy_path}, .catalogue = catalogue});
  const Result<PolicyBlob> policy = PolicyBlob::open(opened.blob);
  if (!opened.ok() || !policy.ok()) throw std::runtime_error("the policy has errors");
  const Json mix = Json::parse(text_of(mix_path));
  const std::vector<Item> urls = items_of(mix.at("urls"), "url", policy.value());
  const std::vector<Item> cookies = items_of(mix.at("cookies"), "name", policy.value());
  const bool urls_right = answers_are_right(classify_url, policy.value(), urls);
  if (!answers_are_right(cookie_owner, policy.value(), cookies) || !urls_right) return 1;
  const Json times = {{"url_ns", median_ns(classify_url, policy.value(), urls)},
                      {"cookie_ns", median_ns(cookie_owner, policy.value(), cookies)}};
  std::cout << times << '\n';
  return 0;
}

}  // namespace

}  // namespace akkoord

int main(int argument_count, char** arguments) try {
  if (argument_count != 3) throw std::runtime_error("usage: classify_bench POLICY.json MIX.json");
  return akkoord::run(arguments[1], arguments[2]);
} catch (const std::exception& error) {
  std::cerr << "classify_bench: " << error.what() << '\n';
  return 1;
}
