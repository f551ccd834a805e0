// SPDX-License-Identifier: MIT
#include "cli/lint/seen.h"

#include <algorithm>

#include "cli/inspection/json_reading.h"
#include "cli/inspection/visit_bounds.h"

namespace akkoord {

namespace {

using nlohmann::json;

/// How many entries of a list are kept.
constexpr std::size_t max_entries = 200;
/// How much of a layer's words is kept, in bytes.
constexpr std::size_t max_words_bytes = 16'384;

std::string kept_text(const json& object, std::string_view key) {
  return std::string(cut(text_in(object, key), max_name_bytes));
}

std::vector<std::string> kept_list(const json& object, std::string_view key) {
  std::vector<std::string> list;
  const json& told = member_of(object, key);
  if (!told.is_array()) return list;
  for (const json& one : told) {
    if (list.size() >= max_entries) break;
    list.emplace_back(cut(text_of(one), max_kept_url_bytes));
  }
  return list;
}

std::size_t count_in(const json& object, std::string_view key) {
  constexpr double most = 1e6;
  return static_cast<std::size_t>(std::clamp(number_in(object, key), 0.0, most));
}

std::optional<SeenButton> seen_button(const json& told) {
  if (!told.is_object()) return std::nullopt;
  SeenButton button;
  button.text = kept_text(told, "text");
  button.role = kept_text(told, "role");
  button.width_px = number_in(told, "width_px");
  button.height_px = number_in(told, "height_px");
  button.font = kept_text(told, "font");
  button.font_size_px = number_in(told, "font_size_px");
  button.font_weight = number_in(told, "font_weight");
  button.fill = kept_text(told, "fill");
  button.fill_contrast_ratio = number_in(told, "fill_contrast_ratio");
  button.text_contrast_ratio = number_in(told, "text_contrast_ratio");
  button.has_border = truth_in(told, "has_border");
  button.is_underlined = truth_in(told, "is_underlined");
  button.in_prose = truth_in(told, "in_prose");
  button.in_window = truth_in(told, "in_window");
  button.on_top = truth_in(told, "on_top");
  return button;
}

}  // namespace

std::optional<SeenLayer> seen_layer(const json& told) {
  if (!told.is_object()) return std::nullopt;
  SeenLayer layer;
  layer.words = cut(text_in(told, "words"), max_words_bytes);
  layer.language = kept_text(told, "language");
  layer.languages = kept_list(told, "languages");
  layer.accept = seen_button(member_of(told, "accept"));
  layer.reject = seen_button(member_of(told, "reject"));
  layer.choose = seen_button(member_of(told, "choose"));
  layer.save = seen_button(member_of(told, "save"));
  layer.close = seen_button(member_of(told, "close"));
  layer.ticked = kept_list(told, "ticked");
  layer.ticks = count_in(told, "ticks");
  layer.faintest_text_ratio = number_in(told, "faintest_text_ratio");
  layer.faintest_text = kept_text(told, "faintest_text");
  layer.gaps = kept_list(told, "gaps");
  const json& names = member_of(told, "names");
  layer.names_withdrawal = truth_in(names, "withdrawal");
  layer.names_analytical = truth_in(names, "analytical");
  layer.names_advertising = truth_in(names, "advertising");
  layer.names_social = truth_in(names, "social");
  return layer;
}

SeenPage seen_page(const json& told) {
  SeenPage page;
  page.language = kept_text(told, "language");
  page.url = std::string(cut(text_in(told, "url"), max_kept_url_bytes));
  page.title = kept_text(told, "title");
  page.words = count_in(told, "words");
  page.headings = kept_list(told, "headings");
  page.is_covered = truth_in(told, "is_covered");
  page.links = kept_list(told, "links");
  const json& ahead = member_of(told, "ahead");
  if (ahead.is_array()) {
    for (const json& one : ahead) {
      if (page.ahead.size() >= max_entries) break;
      page.ahead.push_back({.rel = kept_text(one, "rel"), .href = kept_url(text_in(one, "href"))});
    }
  }
  page.speaks_of_gpc = truth_in(told, "speaks_of_gpc");
  return page;
}

}  // namespace akkoord
