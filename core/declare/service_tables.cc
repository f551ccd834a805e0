// SPDX-License-Identifier: MIT
#include "core/declare/service_tables.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/compile/quoted.h"
#include "core/declare/link.h"
#include "core/declare/own_service.h"
#include "core/declare/third_country.h"

namespace akkoord {

namespace {

using Services = std::vector<const PolicyService*>;

std::string basis_of(const PolicyService& service, const DeclarationText& wording) {
  if (!service.exempt.empty())
    return wording.text("basis_exempt", {{"law", printable(service.exempt)}});
  return wording.text(needs_consent(service) ? "basis_consent" : "basis_necessary");
}

Lines recipient(const PolicyService& service, const DeclarationText& wording, const Names& names) {
  Lines lines = {{link(service.provider, service.notice)}};
  if (service.country.empty()) return lines;
  Line country = sentence(names.country(service.country));
  if (is_third_country(service.country, wording.law())) {
    country.push_back({PhraseKind::mark, wording.text_by_law("outside")});
  }
  lines.push_back(std::move(country));
  return lines;
}

Table services_table(std::string caption, const Services& services, bool has_bases,
                     const DeclarationText& wording, const Names& names) {
  Table table{
      std::move(caption),
      {wording.text("service"), wording.in("settings", "purpose"), wording.text("recipient")}};
  if (has_bases) table.columns.push_back(wording.text("basis"));
  RowGroup group;
  for (const PolicyService* service : services) {
    std::vector<Lines> row = {{{{PhraseKind::name, service->name}}},
                              {sentence(std::string(service->purpose_in(wording.language())))},
                              recipient(*service, wording, names)};
    if (has_bases) row.push_back({sentence(basis_of(*service, wording))});
    group.rows.push_back(std::move(row));
  }
  table.groups.push_back(std::move(group));
  return table;
}

}  // namespace

Section category_section(Category category, const Services& services,
                         const DeclarationText& wording, const Names& names) {
  const std::string name = wording.category(category, "name");
  Section section{std::string(name_of(category)), name};
  section.blocks.emplace_back(sentence(wording.category(category, "description")));
  const std::string basis = basis_of(*services.front(), wording);
  const bool has_bases = std::any_of(services.begin(), services.end(), [&](const auto* service) {
    return basis_of(*service, wording) != basis;
  });
  if (!has_bases) {
    section.blocks.emplace_back(Facts{{wording.text("basis"), {sentence(basis)}}});
  }
  section.blocks.emplace_back(services_table(wording.text("services_of", {{"category", name}}),
                                             services, has_bases, wording, names));
  Table stored{wording.text("storage_of", {{"category", name}}), stored_columns(wording)};
  stored.groups_are = wording.text("service");
  for (const PolicyService* service : services) {
    RowGroup group = stored_by(*service, wording, names);
    if (!group.rows.empty()) stored.groups.push_back(std::move(group));
  }
  if (stored.groups.empty()) {
    section.blocks.emplace_back(sentence(wording.text("nothing_stored")));
  } else {
    section.blocks.emplace_back(std::move(stored));
  }
  return section;
}

Table transfers_table(const Services& services, const DeclarationText& wording,
                      const Names& names) {
  Table table{wording.text_by_law("transfers"),
              {wording.text("recipient"), wording.in("settings", "country"),
               wording.in("settings", "services")}};
  RowGroup group;
  Services companies;
  for (const PolicyService* service : services) {
    if (!is_third_country(service->country, wording.law())) continue;
    const auto known = std::find_if(companies.begin(), companies.end(), [&](const auto* company) {
      return company->provider == service->provider && company->country == service->country;
    });
    const auto row = static_cast<std::size_t>(known - companies.begin());
    if (known == companies.end()) {
      companies.push_back(service);
      group.rows.push_back({{{link(service->provider, service->notice)}},
                            {sentence(names.country(service->country))},
                            {}});
    }
    group.rows[row].back().push_back({{PhraseKind::name, service->name}});
  }
  table.groups.push_back(std::move(group));
  return table;
}

}  // namespace akkoord
