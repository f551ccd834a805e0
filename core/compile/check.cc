// SPDX-License-Identifier: MIT
#include "core/compile/check.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>

#include "core/compile/check_jurisdictions.h"
#include "core/compile/jurisdictions.h"
#include "core/compile/quoted.h"
#include "core/compile/theme.h"

namespace akkoord {

namespace {

void report(const JsonPlace& place, std::string fault, std::string remedy, Diagnostics& diagnostics,
            Severity severity = Severity::error) {
  diagnostics.push_back(diagnostic_at(severity, place, std::move(fault), std::move(remedy)));
}

bool is_under(std::string_view host, std::string_view domain) noexcept {
  return host == domain || (host.size() > domain.size() && host.ends_with(domain) &&
                            host[host.size() - domain.size() - 1] == '.');
}

void check_cookie_domain(const Policy& policy, Diagnostics& diagnostics) {
  const PlacedText& domain = policy.cookie_domain;
  if (domain.text.empty()) return;
  for (const PlacedText& host : policy.hosts) {
    if (is_under(host.text, domain.text)) continue;
    report(domain.place,
           "\"cookie_domain\" " + in_quotes(domain.text) + " does not cover the site's host " +
               in_quotes(host.text),
           "Write the end that all hosts share, or leave it out: records then stay on one host.",
           diagnostics);
  }
}

void check_records(const Policy& policy, Diagnostics& diagnostics) {
  constexpr std::size_t max_name_bytes = 64;
  std::map<std::string_view, const PlacedText*> seen;
  for (const PlacedText& name : policy.record_names) {
    const auto [first, is_new] = seen.emplace(name.text, &name);
    if (!is_new) {
      report(name.place, "two records are called " + in_quotes(name.text),
             "Give each of the seven a name of its own; the other stands at " +
                 text_of(first->second->place) + ".",
             diagnostics);
    }
    if (name.text.size() > max_name_bytes) {
      report(name.place, "the record name " + in_quotes(name.text) + " is too long",
             "Use at most 64 characters.", diagnostics);
    }
    if (name.text.starts_with("__Host-") && !policy.cookie_domain.text.empty()) {
      report(name.place,
             in_quotes(name.text) + " would be refused by browsers: \"__Host-\" allows no domain",
             "Remove \"cookie_domain\", or choose another prefix.", diagnostics);
    }
  }
}

void check_purposes(const Policy& policy, const std::vector<JsonValue>& languages,
                    Diagnostics& diagnostics) {
  for (const PolicyService& service : policy.services) {
    for (const JsonValue& texts : languages) {
      const std::string_view language = text_at(texts, "language");
      if (!service.purpose_in(language).empty()) continue;
      report(service.purpose_place,
             in_quotes(service.id) + " has no purpose in " + in_quotes(language),
             "Add " + in_quotes(language) +
                 " to \"purpose\": one sentence that says what it does and what the company "
                 "receives.",
             diagnostics);
    }
  }
}

void check_cookie_names(const Policy& policy, Diagnostics& diagnostics) {
  for (const PolicyService& service : policy.services) {
    for (const CookieClaim& cookie : service.cookies) {
      if (cookie.name.empty() || cookie.name.find_first_of(";=") == std::string::npos) continue;
      report(cookie.place, in_quotes(cookie.name) + " is no cookie name: \";\" and \"=\" end one",
             "Write the name as the browser shows it.", diagnostics);
    }
  }
}

bool exempts_no_analytics(std::string_view jurisdiction) noexcept {
  return jurisdiction == "BE" || jurisdiction == "LU";
}

void check_bases(const Policy& policy, Diagnostics& diagnostics) {
  for (const PolicyService& service : policy.services) {
    if (service.exempt.empty() || service.category == Category::mandatory) continue;
    const bool analytical = service.category == Category::analytical;
    const auto strict = std::find_if(
        policy.jurisdictions.begin(), policy.jurisdictions.end(), [&](const Jurisdiction& one) {
          return exempts_no_analytics(one.country.text) && is_exempt_in(service, one.country.text);
        });
    if (analytical && strict != policy.jurisdictions.end()) {
      report(service.basis_place,
             in_quotes(service.id) + " is exempt, but " + in_quotes(strict->country.text) +
                 " exempts no analytics",
             "Write \"consent\", or have the exemption confirmed by your officer; \"countries\" "
             "names those where it holds.",
             diagnostics, Severity::warning);
    } else if (!analytical && service.category != Category::functional) {
      report(service.basis_place,
             in_quotes(service.id) + " is exempt, but no country exempts " +
                 std::string(name_of(service.category)) + " services",
             "Write \"consent\".", diagnostics);
    }
  }
}

void check_transfers(const Policy& policy, Diagnostics& diagnostics) {
  for (const PolicyService& service : policy.services) {
    if (service.transfer_basis.text != "privacy-shield") continue;
    report(service.transfer_basis.place,
           "a transfer of " + in_quotes(service.id) +
               " rests on the Privacy Shield, which the Court struck down on 16 July 2020 (CJEU "
               "C-311/18)",
           "Find out what it rests on now: \"scc\" for standard contractual clauses, "
           "\"adequacy\" for a company certified under the Data Privacy Framework. With neither "
           "the service may not send data there.",
           diagnostics);
  }
}

/// The first pattern that is no path of the site; the end where there is none.
auto third_party_claim(const PolicyService& service) {
  return std::find_if(service.urls.begin(), service.urls.end(), [](const UrlClaim& claim) {
    return !claim.pattern.starts_with('/') && !claim.pattern.empty();
  });
}

bool reaches_third_party(const PolicyService& service) {
  return third_party_claim(service) != service.urls.end();
}

void check_mandatory(const Policy& policy, Diagnostics& diagnostics) {
  for (const PolicyService& service : policy.services) {
    if (service.category != Category::mandatory) continue;
    const auto foreign = third_party_claim(service);
    if (foreign == service.urls.end()) continue;
    report(foreign->place,
           in_quotes(service.id) + " is mandatory and asks " + in_quotes(foreign->pattern) +
               " of every visitor, consent or not",
           "Mandatory is what a visitor's own request fails without (ePrivacy 5(3)); a map, a form "
           "or a font is \"functional\".",
           diagnostics, Severity::warning);
  }
}

void check_embeds(const Policy& policy, Diagnostics& diagnostics) {
  std::map<std::string_view, const PolicyService*> owners;
  for (const PolicyService& service : policy.services) {
    if (service.embed == "placeholder" && !reaches_third_party(service)) {
      report(service.place,
             in_quotes(service.id) +
                 " has a placeholder, but no address of a third party in its "
                 "\"urls\" that could be shown",
             "List in \"urls\" what its frames are opened from, or write \"embed\": \"none\".",
             diagnostics);
    }
    if (service.embed.empty() && !service.embed_elements.empty()) {
      report(service.embed_elements.front().place,
             "\"embed_elements\" of " + in_quotes(service.id) + " does nothing without \"embed\"",
             "Add \"embed\": \"placeholder\", or remove it.", diagnostics);
    }
    for (const PlacedText& selector : service.embed_elements) {
      const auto [first, is_new] = owners.emplace(selector.text, &service);
      if (is_new || first->second == &service) continue;
      report(selector.place,
             "the elements " + in_quotes(selector.text) + " are claimed by " +
                 in_quotes(first->second->id) + " and " + in_quotes(service.id),
             "A placeholder names one service: leave the selector to the one that builds them.",
             diagnostics);
    }
  }
}

void check_cookie_places(const Policy& policy, Diagnostics& diagnostics) {
  for (const PolicyService& service : policy.services) {
    for (const CookieClaim& cookie : service.cookies) {
      if (cookie.host.empty() || (cookie.path == "/" && !cookie.http_only)) continue;
      report(cookie.place,
             in_quotes(cookie.name) + " lives on " + in_quotes(cookie.host) +
                 ": its path and \"http_only\" change nothing",
             "Remove them; such a cookie is declared alone and can't be deleted from here.",
             diagnostics, Severity::warning);
    }
  }
}

void note_observing(const Policy& policy, Diagnostics& diagnostics) {
  if (!policy.observe) return;
  report(policy.enforcement_place,
         "\"enforcement\" is \"observe\": nothing is held, whatever a visitor chooses",
         "Use it to find out what a site loads, and \"enforce\" wherever visitors come.",
         diagnostics, Severity::warning);
}

}  // namespace

void check_policy(const Policy& policy, const std::vector<JsonValue>& languages,
                  Diagnostics& diagnostics) {
  check_cookie_domain(policy, diagnostics);
  check_records(policy, diagnostics);
  check_purposes(policy, languages, diagnostics);
  check_cookie_names(policy, diagnostics);
  check_bases(policy, diagnostics);
  check_jurisdictions(policy, diagnostics);
  check_transfers(policy, diagnostics);
  check_mandatory(policy, diagnostics);
  check_cookie_places(policy, diagnostics);
  check_embeds(policy, diagnostics);
  note_observing(policy, diagnostics);
  check_theme(policy, diagnostics);
}

}  // namespace akkoord
