// SPDX-License-Identifier: MIT
#include "collector/circumstances.h"

namespace akkoord {

namespace {

Statement& bound(Statement& statement, const BannerCircumstances& circumstances) {
  return statement.bind_text(circumstances.policy)
      .bind_text(circumstances.site)
      .bind(circumstances.revision)
      .bind_text(circumstances.variant)
      .bind_text(circumstances.language)
      .bind_text(circumstances.jurisdiction)
      .bind(static_cast<std::int64_t>(circumstances.device));
}

}  // namespace

BannerCircumstances circumstances_of(const ConsentEvent& event) {
  return {event.policy,   event.site,         event.revision, event.variant,
          event.language, event.jurisdiction, event.device};
}

CircumstancesRows::CircumstancesRows(Database& database)
    : find_(database,
            "SELECT number FROM circumstances WHERE policy = ? AND site = ? AND revision = ? AND "
            "variant = ? AND language = ? AND jurisdiction = ? AND device = ?"),
      add_(database,
           "INSERT INTO circumstances (policy, site, revision, variant, language, jurisdiction, "
           "device) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING number") {}

std::int64_t CircumstancesRows::number_of(const BannerCircumstances& circumstances) {
  Statement* const found = bound(find_, circumstances).step() ? &find_ : &add_;
  if (found == &add_) (void)bound(add_, circumstances).step();
  const std::int64_t number = found->number(0);
  found->reset();
  return number;
}

}  // namespace akkoord
