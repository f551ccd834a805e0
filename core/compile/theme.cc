// SPDX-License-Identifier: MIT
#include "core/compile/theme.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

#include "core/compile/contrast.h"
#include "core/compile/quoted.h"

namespace akkoord {

namespace {

/// One scheme's colours, as `#rrggbb`.
struct Palette {
  std::string accent;
  std::string accent_text;
  std::string background;
  std::string text;
};

// The schema names these as defaults, which tests/consent-config/theme.test.ts sees to.
constexpr std::string_view light_accent = "#1a5f7a";
constexpr std::string_view light_background = "#ffffff";
constexpr std::string_view light_text = "#1f2933";
constexpr std::string_view dark_accent = "#7cc4e0";
constexpr std::string_view dark_background = "#17202a";
constexpr std::string_view dark_text = "#eef2f6";
constexpr std::string_view on_light_accent = "#ffffff";
constexpr std::string_view on_dark_accent = "#0c1822";
constexpr std::string_view default_radius_px = "16";

/// Of an accent that was given for the light scheme, on the dark one's background.
constexpr double dark_accent_contrast = 6;

constexpr std::string_view more_contrast =
    "@media(prefers-contrast:more),(forced-colors:active){:host{--paper:Canvas;--ink:CanvasText;"
    "--accent:CanvasText;--on-accent:Canvas;--line:CanvasText}}";

const ThemeEntry* entry_of(const Policy& policy, std::string_view key) {
  const auto found = std::find_if(policy.theme.begin(), policy.theme.end(),
                                  [key](const ThemeEntry& one) { return one.key == key; });
  return found == policy.theme.end() ? nullptr : &*found;
}

std::string value_or(const Policy& policy, std::string_view key, std::string_view fallback) {
  const ThemeEntry* entry = entry_of(policy, key);
  return entry == nullptr ? std::string(fallback) : entry->value;
}

bool gives(const Policy& policy, std::string_view key) {
  return entry_of(policy, key) != nullptr;
}

Palette light_palette(const Policy& policy) {
  return {value_or(policy, "accent", light_accent),
          value_or(policy, "accent_text", on_light_accent),
          value_or(policy, "background", light_background), value_or(policy, "text", light_text)};
}

Palette dark_palette(const Policy& policy) {
  const std::string background = value_or(policy, "dark_background", dark_background);
  const ThemeEntry* accent = entry_of(policy, "accent");
  const std::string derived =
      accent == nullptr ? std::string(dark_accent)
                        : lightened_until(accent->value, background, dark_accent_contrast);
  return {value_or(policy, "dark_accent", derived),
          value_or(policy, "dark_accent_text", on_dark_accent), background,
          value_or(policy, "dark_text", dark_text)};
}

std::string scheme_of(const Policy& policy) {
  return value_or(policy, "scheme", "auto");
}

/// Whether the dark scheme has a palette of its own, or the light one holds in both.
bool has_dark_palette(const Policy& policy) {
  if (scheme_of(policy) != "auto") return scheme_of(policy) == "dark";
  const bool gives_dark =
      std::any_of(policy.theme.begin(), policy.theme.end(),
                  [](const ThemeEntry& one) { return one.key.starts_with("dark_"); });
  return gives_dark || !(gives(policy, "background") || gives(policy, "text"));
}

std::string palette_style(const Palette& palette) {
  const auto property = [](std::string_view name, std::string_view key, std::string_view value) {
    return "--" + std::string(name) + ":var(--akkoord-" + std::string(key) + "," +
           std::string(value) + ");";
  };
  return property("paper", "background", palette.background) +
         property("ink", "text", palette.text) + property("accent", "accent", palette.accent) +
         property("on-accent", "accent_text", palette.accent_text);
}

bool is_dark(const Palette& palette) {
  return contrast_ratio(palette.background, "#000000") <
         contrast_ratio(palette.background, "#ffffff");
}

std::string_view scheme_word(const Palette& palette) {
  return is_dark(palette) ? "dark" : "light";
}

/// A colour of the theme, by the key that it has in its scheme.
struct Colour {
  std::string_view key;
  const std::string& value;
};

/// Checks the pairs of one palette of a policy.
class PaletteCheck {
 public:
  /// `prefix` is what the keys of the palette's entries begin with.
  PaletteCheck(const Policy& policy, std::string_view prefix, Diagnostics& diagnostics) noexcept
      : policy_(policy), prefix_(prefix), diagnostics_(diagnostics) {}

  void check(const Palette& palette) {
    check_pair({"accent_text", palette.accent_text}, {"accent", palette.accent}, min_contrast_ratio,
               "below 4.5:1 (WCAG 1.4.3)");
    check_pair({"text", palette.text}, {"background", palette.background}, min_contrast_ratio,
               "below 4.5:1 (WCAG 1.4.3)");
    check_pair({"accent", palette.accent}, {"background", palette.background},
               min_control_contrast_ratio, "below 3:1 (WCAG 1.4.11): buttons can't be made out");
  }

 private:
  [[nodiscard]] const ThemeEntry* entry(std::string_view key) const {
    return entry_of(policy_, std::string(prefix_) + std::string(key));
  }

  void check_pair(const Colour& colour, const Colour& ground, double least,
                  std::string_view fault) {
    const ThemeEntry* entries[] = {entry(colour.key), entry(ground.key)};
    const ThemeEntry* given = entries[0] != nullptr ? entries[0] : entries[1];
    const double ratio = contrast_ratio(colour.value, ground.value);
    if (given == nullptr || ratio == 0 || ratio >= least) return;
    const std::string hundredths = std::to_string(static_cast<int>(std::floor(ratio * 100)));
    const std::string shown = hundredths.substr(0, hundredths.size() - 2) + "." +
                              hundredths.substr(hundredths.size() - 2);
    diagnostics_.push_back(diagnostic_at(
        Severity::error, given->place,
        in_quotes(colour.key) + " " + colour.value + " on " + in_quotes(ground.key) + " " +
            ground.value + " has a contrast of " + shown + ":1, " + std::string(fault),
        "Make one of the two darker or lighter."));
  }

  const Policy& policy_;
  std::string_view prefix_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_theme(const Policy& policy, Diagnostics& diagnostics) {
  PaletteCheck(policy, "", diagnostics).check(light_palette(policy));
  PaletteCheck(policy, "dark_", diagnostics).check(dark_palette(policy));
}

std::string theme_style(const Policy& policy) {
  const std::string scheme = scheme_of(policy);
  const bool has_dark = has_dark_palette(policy);
  const bool is_auto = scheme == "auto";
  const Palette first = scheme == "dark" ? dark_palette(policy) : light_palette(policy);
  std::string style = ":host{" + palette_style(first);
  style += "--radius:var(--akkoord-radius," + value_or(policy, "radius_px", default_radius_px) +
           "px);color-scheme:";
  style += is_auto && has_dark ? "light dark}" : std::string(scheme_word(first)) + "}";
  if (is_auto && has_dark) {
    std::string dark = palette_style(dark_palette(policy));
    dark.pop_back();
    style += "@media(prefers-color-scheme:dark){:host{" + dark + "}}";
  }
  style += more_contrast;
  return style;
}

}  // namespace akkoord
