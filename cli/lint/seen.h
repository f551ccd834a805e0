// SPDX-License-Identifier: MIT
//
// What a page showed, as cli/lint/page/ tells it. The page had a say in all of it: shapes are not
// trusted, and whatever is printed of it goes through printable().
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/inspection/service_index.h"

namespace akkoord {

/// A button of a layer, as it is painted.
struct SeenButton {
  std::string text;                ///< Its words.
  std::string role;                ///< "button", "link", "none" or whatever it calls itself.
  double width_px = 0;             ///< Its box.
  double height_px = 0;            ///< Its box.
  std::string font;                ///< The families.
  double font_size_px = 0;         ///< The size of its words.
  double font_weight = 0;          ///< 400 is plain, 700 bold.
  std::string fill;                ///< What is painted behind its words, as `#rrggbb`.
  double fill_contrast_ratio = 0;  ///< Its fill against what is around it; 0 where unknown.
  double text_contrast_ratio = 0;  ///< Its words against its fill; 0 where unknown.
  bool has_border = false;         ///< A line or a shadow is drawn around it.
  bool is_underlined = false;      ///< Its words are.
  bool in_prose = false;           ///< A sentence goes on around it.
  bool in_window = false;          ///< All of it is in the window without scrolling.
  bool on_top = false;             ///< A click in its middle meets it.
};

/// A layer that asks: the banner, or the settings that it opens.
struct SeenLayer {
  std::string words;                   ///< All that is read in it.
  std::string language;                ///< As it declares; empty where only the page does.
  std::vector<std::string> languages;  ///< Those in which its buttons' words make sense.
  std::optional<SeenButton> accept;    ///< Grants all.
  std::optional<SeenButton> reject;    ///< Grants nothing.
  std::optional<SeenButton> choose;    ///< Opens the settings.
  std::optional<SeenButton> save;      ///< Takes what is ticked.
  std::optional<SeenButton> close;     ///< Takes the layer away.
  std::vector<std::string> ticked;     ///< What is optional and on.
  std::size_t ticks = 0;               ///< How many switches it has.
  double faintest_text_ratio = 0;      ///< The least contrast of its words; 0 where unknown.
  std::string faintest_text;           ///< Those words.
  std::vector<std::string> gaps;       ///< Texts that were forgotten.
  bool names_withdrawal = false;       ///< It says that a choice can be taken back.
  bool names_analytical = false;       ///< It speaks of statistics.
  bool names_advertising = false;      ///< It speaks of advertising.
  bool names_social = false;           ///< It speaks of social media.
};

/// A line that has the browser ask or connect ahead.
struct AheadLink {
  std::string rel;     ///< E.g. "preconnect".
  std::string href;    ///< The address.
  Attribution by{};    ///< Whose it is; the page script can't know.
  bool fails = false;  ///< Whether it should have waited.
};

/// A page apart from what asks.
struct SeenPage {
  std::string language;               ///< `<html lang>`.
  std::string url;                    ///< Without query.
  std::string title;                  ///< Its title.
  std::size_t words = 0;              ///< How many are read on it.
  std::vector<std::string> headings;  ///< Those that are shown.
  bool is_covered = false;            ///< Something lies over it, or it can't be scrolled.
  std::vector<std::string> links;     ///< Pages of the same origin that it leads to.
  std::vector<AheadLink> ahead;       ///< What it has the browser do ahead.
  bool speaks_of_gpc = false;         ///< It mentions Global Privacy Control.
};

/// Reads what layer() of the page script returns; nothing where no layer asks.
[[nodiscard]] std::optional<SeenLayer> seen_layer(const nlohmann::json& told);
/// Reads what page() returns.
[[nodiscard]] SeenPage seen_page(const nlohmann::json& told);

}  // namespace akkoord
