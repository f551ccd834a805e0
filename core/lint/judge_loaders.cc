// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <vector>

#include "core/compile/quoted.h"
#include "core/compile/web_socket.h"
#include "core/lint/country_rules.h"
#include "core/lint/policy_rules.h"
#include "core/lint/rule_report.h"
#include "core/lint/service_overlap.h"
#include "core/pattern.h"

namespace akkoord {

namespace {

/// Scripts whose purpose is to load others': Google, Tealium, Adobe, Segment, Ensighten,
/// Commanders Act.
constexpr std::string_view loader_addresses[] = {"www.googletagmanager.com/gtm.js",
                                                 "tags.tiqcdn.com",
                                                 "assets.adobedtm.com",
                                                 "cdn.segment.com",
                                                 "nexus.ensighten.com",
                                                 "cdn.tagcommander.com"};

/// Presets of vendors that offer a page no way to tell them of a choice.
constexpr std::string_view without_api = "linkedin-insight x-pixel crazy-egg";

bool is_loader(const PolicyService& service) {
  return std::any_of(service.urls.begin(), service.urls.end(), [](const UrlClaim& claim) {
    const std::string_view pattern = without_scheme(claim.pattern);
    if (pattern.starts_with('/') || !parse_url_pattern(pattern).ok()) return false;
    const UrlPattern source = split_url_pattern(pattern);
    return std::any_of(std::begin(loader_addresses), std::end(loader_addresses),
                       [&source](std::string_view loader) {
                         return source_admits(source, split_url_pattern(loader));
                       });
  });
}

/// The presets of other, tracking purposes that `pattern` of `service` lets through and that the
/// policy does not declare: what it declares is withheld until it is granted itself (overlap.h).
std::vector<const PolicyService*> let_through(const LintSubject& subject,
                                              const PolicyService& service, const UrlClaim& claim) {
  std::vector<const PolicyService*> others;
  for (const PolicyService& known : subject.known) {
    if (known.category < Category::analytical || known.category == service.category ||
        !lets_through(without_scheme(claim.pattern), known)) {
      continue;
    }
    const bool is_declared =
        std::any_of(subject.policy.services.begin(), subject.policy.services.end(),
                    [&known](const PolicyService& one) { return one.id == known.id; });
    if (!is_declared) others.push_back(&known);
  }
  return others;
}

void judge_addresses(const LintSubject& subject, const PolicyService& service, bool loads,
                     RuleReport& report) {
  for (const UrlClaim& claim : service.urls) {
    if (!claim.shared.empty() || claim.pattern.starts_with('/')) continue;
    const std::vector<const PolicyService*> others = let_through(subject, service, claim);
    if (others.empty()) continue;
    report.fail(loads ? Severity::error : Severity::warning, claim.place,
                "whoever grants " + in_quotes(service.id) + " (" +
                    std::string(name_of(service.category)) + ") lets " + names_of(others) +
                    " through too: " + in_quotes(claim.pattern) + " admits it",
                "Name the paths of " + in_quotes(service.id) +
                    " alone, or add the other as a service, so that it waits for a grant of its "
                    "own.");
  }
}

void judge_loader(const LintSubject& subject, const PolicyService& service, RuleReport& report) {
  if (!is_refusable(subject.policy, service)) {
    report.fail(Severity::error, service.place,
                in_quotes(service.id) +
                    " loads other vendors' tags and runs for every visitor, as " +
                    (service.exempt.empty() ? "\"mandatory\"" : "exempt"),
                "Put it into the category of what it serves and ask for consent.");
  }
  const bool loads_nothing_known =
      std::none_of(subject.policy.services.begin(), subject.policy.services.end(),
                   [&service](const PolicyService& one) {
                     return &one != &service && one.category >= Category::analytical;
                   });
  if (loads_nothing_known) {
    report.fail(Severity::note, service.place,
                in_quotes(service.id) +
                    " is granted for itself alone: of what it loads nothing is " +
                    "declared, so all of that stays held",
                "Declare each tag in its container as a service; akkoord inspect --observe lists "
                "them.");
  }
}

bool is_shared_anywhere(const PolicyService& service) {
  return std::any_of(service.urls.begin(), service.urls.end(),
                     [](const UrlClaim& claim) { return !claim.shared.empty(); });
}

void judge_vendors_without_api(const LintSubject& subject, RuleReport& report) {
  for (const PolicyService& service : subject.policy.services) {
    if (!lists(without_api, service.id)) continue;
    if (!is_refusable(subject.policy, service)) {
      report.fail(Severity::error, service.place,
                  in_quotes(service.id) + " can't be told of a refusal, and nothing holds its load",
                  "Ask for consent: leave \"basis\" out and choose a category that is asked for.");
    } else if (is_shared_anywhere(service)) {
      report.fail(
          Severity::warning, service.place,
          in_quotes(service.id) +
              " can't be told of a refusal, and a shared address may pass without its grant",
          "Take \"shared\" out of its \"urls\": only a held load keeps it away.");
    }
  }
}

/// A frame that is refused leaves a hole unless something says what was there.
void judge_embeds(const LintSubject& subject, RuleReport& report) {
  for (const PolicyService& service : subject.policy.services) {
    const PolicyService* known = known_service(subject, service.id);
    if (known == nullptr || !known->has_placeholder() || service.has_placeholder() ||
        !is_refusable(subject.policy, service)) {
      continue;
    }
    report.fail(Severity::note, service.place,
                in_quotes(service.id) + " shows embeds, and nothing stands in place of a held one",
                "Write \"embed\": \"placeholder\", so that a visitor can ask for the one.");
  }
}

}  // namespace

void judge_loaders(const LintSubject& subject, Findings& findings) {
  RuleReport loading("loader-covers-itself-alone", findings);
  std::string loaders;
  for (const PolicyService& service : subject.policy.services) {
    const bool loads = is_loader(service);
    judge_addresses(subject, service, loads, loading);
    if (!loads) continue;
    judge_loader(subject, service, loading);
    loaders += (loaders.empty() ? "" : ", ") + in_quotes(service.id);
  }
  loading.end(loaders.empty()
                  ? "no service loads others, and none admits an address of another known one"
                  : loaders + " admits no address of another known service, which each waits for " +
                        "its own grant");

  RuleReport holding("held-without-an-api", findings);
  judge_vendors_without_api(subject, holding);
  judge_embeds(subject, holding);
  holding.end("what can't be told of a refusal is held before it loads");
}

}  // namespace akkoord
