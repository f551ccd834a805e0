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
    {"no-request-before-choice", 1, "Nothing optional is requested before a choice",
     "EDPB Taskforce 2023, 7; EDPB Guidelines 2/2023", page, error},
    {"no-storage-before-choice", 2, "Nothing optional is stored before a choice",
     "ePrivacy Directive 5(3)", page, error},
    {"no-preconnect", 3, "No connection to a vendor is opened ahead of a choice",
     "prudent reading of EDPB Guidelines 2/2023", page, warning},
    {"reject-beside-accept", 4, "Every layer that accepts all rejects all too",
     "EDPB Taskforce 2023, 8; APD/GBA checklist of 20 October 2023", page, error},
    {"reject-is-a-button", 5, "Rejecting is a button, not a link in prose",
     "EDPB Taskforce 2023, 14", page, error},
    {"equal-size", 6, "Accepting and rejecting have the same size and font", "CNIL 2020-092, 34",
     page, error},
    {"equal-emphasis", 7, "Neither answer stands out from the other",
     "CNIL 2020-092, 34; APD/GBA decision 113/2024", page, error},
    {"readable", 8, "Text has a contrast of at least 4.5 to 1",
     "EDPB Taskforce 2023, 18; WCAG 1.4.3", page, error},
    {"visible-on-small-screens", 9, "Both answers show at 320 and 390 px without scrolling",
     "CNIL 2020-092, 34", page, error},
    {"no-pre-ticks", 10, "Nothing optional is ticked beforehand",
     "CJEU Planet49 (C-673/17); EDPB Taskforce 2023, 10", page, error},
    {"no-implied-consent", 11, "Scrolling, closing, Escape or browsing on grant nothing",
     "EDPB Guidelines 05/2020, 86", page, error},
    {"no-cookie-wall", 12, "Whoever rejects sees the same content",
     "EDPB Guidelines 05/2020, 39; AP", page, error},
    {"no-legitimate-interest", 13, "Storing and reading rests on no legitimate interest",
     "EDPB Taskforce 2023, 24", policy, error},
    {"choices-last-alike", 14, "A refusal lasts as long as a consent, about six months",
     "CNIL 2020-092, 39; APD/GBA", policy, warning},
    {"no-nagging", 15, "Whoever has chosen is not asked again meanwhile", "EDPB Guidelines 03/2022",
     page, error},
    {"refusal-survives-safari", 16, "A refusal lasts in Safari too: records come by Set-Cookie",
     "follows from CNIL 2020-092, 39", page, warning},
    {"withdrawal-on-every-page", 17, "Every page leads back to the choice",
     "EDPB Taskforce 2023, 32", page, error},
    {"withdrawing-is-as-easy", 18, "Withdrawing takes no more clicks than accepting", "GDPR 7(3)",
     page, error},
    {"withdrawal-works", 19, "After a withdrawal cookies are gone and requests stay away",
     "GDPR 7(3)", page, error},
    {"first-layer-informs", 20, "The first layer names controller, purposes and withdrawal",
     "AP, 10 April 2025; APD/GBA checklist of 20 October 2023", policy, error},
    {"declared-is-observed", 21, "What is declared and what is observed are the same",
     "CJEU Planet49 (C-673/17)", page, error},
    {"speaks-the-page-language", 22, "The banner speaks the page's language, without gaps",
     "EDPB Guidelines 03/2022", page, warning},
    {"exempt-only-where-lawful", 23, "Exempt is only what the country's law exempts",
     "BE Act of 30 July 2018, 10/2; LU Law of 30 May 2005, 4; NL Telecommunicatiewet 11.7a(3)(b); "
     "CNIL 2020-091 and 2020-092; UK DUAA 2025",
     policy, error},
    {"more-is-a-new-revision", 24, "A new vendor or purpose is a new revision", "GDPR 7(1)", policy,
     error},
    {"decisions-are-logged", 25, "Every decision is logged with the hashes of what was shown",
     "GDPR 7(1); CNIL 2020-092, 48", page, error},
    {"gpc-is-honoured", 26, "Global Privacy Control denies advertising, and the page says so",
     "CCPA Regulations 7025", page, error},
    {"google-default-first", 27, "Google's consent default stands before any of its tags",
     "Google, Consent Mode", page, error},
    {"sensitive-pages-are-spared", 28,
     "Pages that tell of health carry no advertising, social code or replay unless asked for",
     "GDPR 9; CJEU C-21/23", policy, error},
    {"no-health-in-urls", 29, "No health term leaves in an address or a title",
     "GDPR 9; California v. Healthline (2025)", page, error},
    {"neutral-wording", 30, "The words neither praise consent nor press for it",
     "EDPB Guidelines 03/2022; AP", policy, warning},
    {"no-privacy-shield", 31, "No transfer rests on the Privacy Shield",
     "CJEU C-311/18 (Schrems II), 16 July 2020", policy, error},
    {"loader-covers-itself-alone", 32, "Consent to one service lets through no other",
     "GDPR 4(11) and recital 32: consent is specific", policy, error},
    {"policy-compiles", 33, "The policy can be read and compiled", "policy.schema.json", policy,
     error},
    {"transfers-have-a-basis", 34, "A transfer out of the EEA states its basis",
     "GDPR 13(1)(f), 44 to 49", policy, warning},
    {"controller-can-be-reached", 35, "The controller can be reached", "GDPR 13(1)(a)", policy,
     warning},
    {"services-are-described", 36, "Each service tells who receives what, and for how long",
     "CJEU Planet49 (C-673/17); GDPR 13", policy, warning},
    {"category-fits", 37, "No service is in a laxer category than its known purpose",
     "ePrivacy Directive 5(3); GDPR 4(11)", policy, error},
    {"held-without-an-api", 38, "A vendor without a consent signal is held by its load",
     "vendors' documentation (docs/lint.md)", policy, warning},
    {"official-languages", 39, "Visitors are asked in a language of their country",
     "GDPR 7(2) and 12(1)", policy, warning},
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
