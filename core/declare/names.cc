// SPDX-License-Identifier: MIT
#include "core/declare/names.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "core/compile/country.h"
#include "core/compile/diagnostic.h"
#include "core/compile/read.h"
#include "core/declare/filled_in.h"
#include "core/declare/plural.h"

namespace akkoord {

namespace {

constexpr std::array<std::pair<std::string_view, std::int64_t>, 5> units = {
    {{"year", 31'536'000}, {"day", 86'400}, {"hour", 3'600}, {"minute", 60}, {"second", 1}}};

const CatalogueFile* names_file(std::string_view language, const Catalogue& catalogue) noexcept {
  for (const std::string_view wanted : {language, std::string_view("en")}) {
    const auto found =
        std::find_if(catalogue.names.begin(), catalogue.names.end(),
                     [wanted](const CatalogueFile& file) { return file.id == wanted; });
    if (found != catalogue.names.end()) return &*found;
  }
  return nullptr;
}

/// The number that `digits` spell, which are digits.
std::size_t number_of(std::string_view digits) noexcept {
  std::size_t number = 0;
  for (const char c : digits) number = number * 10 + static_cast<std::size_t>(c - '0');
  return number;
}

}  // namespace

bool is_date(std::string_view date) noexcept {
  if (date.size() != 10) return false;
  for (std::size_t i = 0; i < date.size(); ++i) {
    const bool fits = i == 4 || i == 7 ? date[i] == '-' : date[i] >= '0' && date[i] <= '9';
    if (!fits) return false;
  }
  const std::size_t year = number_of(date.substr(0, 4));
  const std::size_t month = number_of(date.substr(5, 2));
  const std::size_t day = number_of(date.substr(8));
  if (month < 1 || month > 12 || day < 1) return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const std::size_t days = month == 2 ? (leap ? 29U : 28U) : 30U + (month + month / 8) % 2;
  return day <= days;
}

Names::Names(std::string_view language, const Catalogue& catalogue) {
  const CatalogueFile* file = names_file(language, catalogue);
  if (file == nullptr) return;
  Diagnostics unread;
  if (std::optional<JsonValue> words = read_json(file->text, file->id, unread)) {
    words_ = std::move(*words);
  }
}

std::string Names::country(std::string_view country) const {
  const std::string_view code = country_code(country);
  const JsonValue* countries = words_.find("countries");
  const std::string_view name = countries == nullptr ? "" : text_at(*countries, code);
  return std::string(name.empty() ? code : name);
}

std::string Names::lifetime(std::int64_t lifetime_s) const {
  const auto unit = std::find_if(units.begin(), units.end(), [lifetime_s](const auto& one) {
    return lifetime_s >= one.second && lifetime_s % one.second == 0;
  });
  const auto [name, unit_s] = unit == units.end() ? units.back() : *unit;
  const std::string count = std::to_string(lifetime_s / unit_s);
  const JsonValue* lifetimes = words_.find("lifetimes");
  const JsonValue* forms = lifetimes == nullptr ? nullptr : lifetimes->find(name);
  if (forms == nullptr) return count + " " + std::string(name);
  std::string_view form =
      text_at(*forms, plural_form(text_at(words_, "language"), lifetime_s / unit_s));
  if (form.empty()) form = text_at(*forms, "other");
  return filled_in(form, {{"count", count}});
}

std::string Names::date(std::string_view date) const {
  if (!is_date(date)) return std::string(date);
  const std::vector<JsonValue>& dates = items_at(words_, "dates");
  const std::size_t month = number_of(date.substr(5, 2));
  if (dates.size() < month) return std::string(date);
  return filled_in(dates[month - 1].text, {{"day", std::to_string(number_of(date.substr(8)))},
                                           {"year", std::string(date.substr(0, 4))}});
}

}  // namespace akkoord
