// SPDX-License-Identifier: MIT
#include "core/lint/rule.h"

#include <algorithm>

namespace akkoord {

namespace {

constexpr RuleNeeds policy = RuleNeeds::policy;
constexpr RuleNeeds page = RuleNeeds::page;
constexpr Severity error = Severity::error;
constexpr Severity warning = Severity::warning;

constexpr LintRule rules[] = {
    {"no-request-before-choice", "Nothing optional is requested before a choice",
     "EDPB Taskforce 2023, 7; EDPB Guidelines 2/2023", 1, page, error},
    {"no-storage-before-choice", "Nothing optional is stored before a choice",
     "ePrivacy Directive 5(3)", 2, page, error},
    {"no-preconnect", "No connection to a vendor is opened ahead of a choice",
     "prudent reading of EDPB Guidelines 2/2023", 3, page, warning},
    {"reject-beside-accept", "Every layer that accepts all rejects all too",
     "EDPB Taskforce 2023, 8; APD/GBA checklist of 20 October 2023", 4, page, error},
    {"reject-is-a-button", "Rejecting is a button, not a link in prose", "EDPB Taskforce 2023, 14",
     5, page, error},
    {"equal-size", "Accepting and rejecting have the same size and font", "CNIL 2020-092, 34", 6,
     page, error},
    {"equal-emphasis", "Neither answer stands out from the other",
     "CNIL 2020-092, 34; APD/GBA decision 113/2024", 7, page, error},
    {"readable", "Text has a contrast of at least 4.5 to 1", "EDPB Taskforce 2023, 18; WCAG 1.4.3",
     8, page, error},
    {"visible-on-small-screens", "Both answers show at 320 and 390 px without scrolling",
     "CNIL 2020-092, 34", 9, page, error},
    {"no-pre-ticks", "Nothing optional is ticked beforehand",
     "CJEU Planet49 (C-673/17); EDPB Taskforce 2023, 10", 10, page, error},
    {"no-implied-consent", "Scrolling, closing, Escape or browsing on grant nothing",
     "EDPB Guidelines 05/2020, 86", 11, page, error},
    {"no-cookie-wall", "Whoever rejects sees the same content", "EDPB Guidelines 05/2020, 39; AP",
     12, page, error},
    {"no-legitimate-interest", "Storing and reading rests on no legitimate interest",
     "EDPB Taskforce 2023, 24", 13, policy, error},
    {"choices-last-alike", "A refusal lasts as long as a consent, about six months",
     "CNIL 2020-092, 39; APD/GBA", 14, policy, warning},
    {"no-nagging", "Whoever has chosen is not asked again meanwhile", "EDPB Guidelines 03/2022", 15,
     page, error},
    {"refusal-survives-safari", "A refusal lasts in Safari too: records come by Set-Cookie",
     "follows from CNIL 2020-092, 39", 16, page, warning},
    {"withdrawal-on-every-page", "Every page leads back to the choice", "EDPB Taskforce 2023, 32",
     17, page, error},
    {"withdrawing-is-as-easy", "Withdrawing takes no more clicks than accepting", "GDPR 7(3)", 18,
     page, error},
    {"withdrawal-works", "After a withdrawal cookies are gone and requests stay away", "GDPR 7(3)",
     19, page, error},
    {"first-layer-informs", "The first layer names controller, purposes and withdrawal",
     "AP, 10 April 2025; APD/GBA checklist of 20 October 2023", 20, policy, error},
    {"declared-is-observed", "What is declared and what is observed are the same",
     "CJEU Planet49 (C-673/17)", 21, page, error},
    {"speaks-the-page-language", "The banner speaks the page's language, without gaps",
     "EDPB Guidelines 03/2022", 22, page, warning},
    {"exempt-only-where-lawful", "Exempt is only what the country's law exempts",
     "BE Act of 30 July 2018, 10/2; LU Law of 30 May 2005, 4; NL Telecommunicatiewet 11.7a(3)(b); "
     "CNIL 2020-091 and 2020-092; UK DUAA 2025",
     23, policy, error},
    {"more-is-a-new-revision", "A new vendor or purpose is a new revision", "GDPR 7(1)", 24, policy,
     error},
    {"decisions-are-logged", "Every decision is logged with the hashes of what was shown",
     "GDPR 7(1); CNIL 2020-092, 48", 25, page, error},
    {"gpc-is-honoured", "Global Privacy Control denies advertising, and the page says so",
     "CCPA Regulations 7025", 26, page, error},
    {"google-default-first", "Google's consent default stands before any of its tags",
     "Google, Consent Mode", 27, page, error},
    {"sensitive-pages-are-spared",
     "Pages that tell of health carry no advertising, social code or replay unless asked for",
     "GDPR 9; CJEU C-21/23", 28, policy, error},
    {"no-health-in-urls", "No health term leaves in an address or a title",
     "GDPR 9; California v. Healthline (2025)", 29, page, error},
    {"neutral-wording", "The words neither praise consent nor press for it",
     "EDPB Guidelines 03/2022; AP", 30, policy, warning},
    {"no-privacy-shield", "No transfer rests on the Privacy Shield",
     "CJEU C-311/18 (Schrems II), 16 July 2020", 31, policy, error},
    {"loader-covers-itself-alone", "Consent to one service lets through no other",
     "GDPR 4(11) and recital 32: consent is specific", 32, policy, error},
    {"policy-compiles", "The policy can be read and compiled", "policy.schema.json", 33, policy,
     error},
    {"transfers-have-a-basis", "A transfer out of the EEA states its basis",
     "GDPR 13(1)(f), 44 to 49", 34, policy, warning},
    {"controller-can-be-reached", "The controller can be reached", "GDPR 13(1)(a)", 35, policy,
     warning},
    {"services-are-described", "Each service tells who receives what, and for how long",
     "CJEU Planet49 (C-673/17); GDPR 13", 36, policy, warning},
    {"category-fits", "No service is in a laxer category than its known purpose",
     "ePrivacy Directive 5(3); GDPR 4(11)", 37, policy, error},
    {"held-without-an-api", "A vendor without a consent signal is held by its load",
     "vendors' documentation (docs/lint.md)", 38, policy, warning},
    {"official-languages", "Visitors are asked in a language of their country",
     "GDPR 7(2) and 12(1)", 39, policy, warning},
};

}  // namespace

std::string_view name_of(RuleNeeds needs) noexcept {
  return needs == RuleNeeds::policy ? "policy" : "page";
}

std::span<const LintRule> lint_rules() noexcept {
  return rules;
}

const LintRule* rule_named(std::string_view id) noexcept {
  const auto* const found = std::find_if(std::begin(rules), std::end(rules),
                                         [id](const LintRule& rule) { return rule.id == id; });
  return found == std::end(rules) ? nullptr : found;
}

}  // namespace akkoord
