// SPDX-License-Identifier: MIT
#include "core/declare/draw_up.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/compile/authority.h"
#include "core/compile/jurisdictions.h"
#include "core/compile/quoted.h"
#include "core/declare/declaration_text.h"
#include "core/declare/link.h"
#include "core/declare/names.h"
#include "core/declare/own_service.h"
#include "core/declare/service_tables.h"
#include "core/declare/third_country.h"

namespace akkoord {

namespace {

/// What every section is written with.
struct Pen {
  const DeclarationInput& input;
  const DeclarationText& wording;
  const Names& names;
};

void add_fact(Facts& facts, std::string_view term, Line line) {
  if (line.empty() || line.front().text.empty()) return;
  facts.emplace_back(std::string(term), Lines{std::move(line)});
}

Facts validity(const Pen& pen) {
  const Policy& policy = pen.input.policy;
  Lines hosts;
  for (const PlacedText& host : policy.hosts) hosts.push_back({{PhraseKind::code, host.text}});
  Facts facts = {{pen.wording.text("applies_to"), std::move(hosts)}};
  add_fact(facts, pen.wording.text("version"), sentence(std::to_string(policy.revision)));
  if (!pen.input.country.empty()) {
    add_fact(facts, pen.wording.in("settings", "country"),
             sentence(pen.names.country(pen.input.country)));
  }
  if (is_date(pen.input.date)) {
    add_fact(facts, pen.wording.text("date"), sentence(pen.names.date(pen.input.date)));
  }
  return facts;
}

Section choice_section(const Pen& pen) {
  const DeclarationText& wording = pen.wording;
  Section section{"choice", wording.text("choice")};
  if (!asks_consent(pen.input.policy)) {
    section.blocks.emplace_back(sentence(wording.text("nothing_asked")));
    return section;
  }
  const std::string lifetime = pen.names.lifetime(pen.input.policy.lifetime_s);
  section.blocks.emplace_back(sentence(wording.text("withdraw")));
  section.blocks.emplace_back(sentence(wording.text("lasts", {{"duration", lifetime}})));
  section.blocks.emplace_back(Line{link(wording.in("settings", "title"), pen.input.settings)});
  return section;
}

Section used_section(const Pen& pen, const std::vector<PolicyService>& services) {
  Section section{"used", pen.wording.text("used")};
  if (std::any_of(services.begin(), services.end(), stores_patterns)) {
    section.blocks.emplace_back(sentence(pen.wording.text("name_patterns")));
  }
  for (const Category category : all_categories) {
    std::vector<const PolicyService*> members;
    for (const PolicyService& service : services) {
      if (service.category == category) members.push_back(&service);
    }
    if (members.empty()) continue;
    section.sections.push_back(category_section(
        category, members, {pen.input.policy, pen.input.country}, pen.wording, pen.names));
  }
  return section;
}

/// The site's own company is no recipient of what it collects itself.
Section transfers_section(const Pen& pen) {
  const Policy& policy = pen.input.policy;
  Section section{"transfers", pen.wording.text_by_law("transfers")};
  std::vector<const PolicyService*> others;
  for (const PolicyService& service : policy.services) {
    if (service.provider != policy.controller) others.push_back(&service);
  }
  Table table = transfers_table(others, pen.wording, pen.names);
  if (table.groups.front().rows.empty()) {
    section.blocks.emplace_back(sentence(pen.wording.text_by_law("transfers_none")));
  } else {
    section.blocks.emplace_back(sentence(
        pen.wording.text_by_law("transfers_some", {{"controller", printable(policy.controller)}})));
    section.blocks.emplace_back(std::move(table));
  }
  const bool has_groups =
      std::any_of(others.begin(), others.end(), [&pen](const PolicyService* service) {
        return !service->country.empty() && !is_third_country(service->country, pen.wording.law());
      });
  if (has_groups)
    section.blocks.emplace_back(sentence(pen.wording.text_by_law("transfers_groups")));
  return section;
}

Section responsible_section(const Pen& pen) {
  const Policy& policy = pen.input.policy;
  const DeclarationText& wording = pen.wording;
  Section section{"responsible", wording.text("responsible")};
  Facts facts;
  add_fact(facts, wording.text("controller"), {{PhraseKind::name, policy.controller}});
  Lines address;
  if (!policy.controller_address.empty()) {
    address.push_back({{PhraseKind::name, policy.controller_address}});
  }
  if (!policy.controller_country.empty()) {
    address.push_back(sentence(pen.names.country(policy.controller_country)));
  }
  if (!address.empty()) facts.emplace_back(wording.text("address"), std::move(address));
  add_fact(facts, wording.text("email"), {contact(policy.controller_email)});
  add_fact(facts, wording.text("dpo"), {contact(policy.dpo)});
  const std::string notice = wording.in("banner", "privacy_notice");
  const std::string page(notice_for(policy, wording.language(), pen.input.country));
  if (!page.empty()) add_fact(facts, notice, {link(page, page)});
  section.blocks.emplace_back(std::move(facts));
  section.blocks.emplace_back(
      sentence(wording.text("rights", {{"controller", printable(policy.controller)}})));
  return section;
}

Section complaint_section(const Pen& pen) {
  const Authorities authorities(pen.input.catalogue);
  Section section{"complaint", pen.wording.text("complaint")};
  section.blocks.emplace_back(sentence(pen.wording.text("complaint_note")));
  Facts facts;
  const std::vector<Jurisdiction>& all = pen.input.policy.jurisdictions;
  for (const Jurisdiction& one : all) {
    const std::string& country = one.country.text;
    if (!pen.input.country.empty() && country != pen.input.country) continue;
    const std::optional<Authority> authority = authorities.of(country, pen.wording.language());
    if (!authority) continue;
    const std::string name =
        authority->name.empty() ? pen.wording.text("authority_list") : authority->name;
    const bool alone = all.size() == 1 || !pen.input.country.empty();
    add_fact(facts, alone ? pen.wording.text("authority") : pen.names.country(country),
             {link(name, authority->complaint)});
  }
  if (!facts.empty()) section.blocks.emplace_back(std::move(facts));
  return section;
}

}  // namespace

Declaration draw_up(const DeclarationInput& input) {
  const DeclarationText wording(input.language, transfer_law(input.policy, input.country));
  const Names names(wording.language(), input.catalogue);
  const Pen pen{input, wording, names};
  std::vector<PolicyService> services;
  if (asks_consent(input.policy))
    services.push_back(own_service(input.policy, wording, input.country));
  services.insert(services.end(), input.policy.services.begin(), input.policy.services.end());

  Declaration declaration;
  declaration.language = wording.language();
  declaration.direction = wording.direction();
  declaration.controller = input.policy.controller;
  declaration.title = wording.text("title");
  declaration.blocks.emplace_back(sentence(wording.text("intro")));
  declaration.blocks.emplace_back(validity(pen));
  declaration.sections = {choice_section(pen), used_section(pen, services), transfers_section(pen),
                          responsible_section(pen), complaint_section(pen)};
  return declaration;
}

}  // namespace akkoord
