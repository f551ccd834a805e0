// SPDX-License-Identifier: MIT
#include "core/compile/theme.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/compile/test_catalogue.h"

namespace akkoord {

namespace {

using test::holds;
using test::policy_text;

std::string with_theme(const std::string& theme) {
  return policy_text({.more = ", \"banner\": { \"theme\": { " + theme + " } }"});
}

std::string said_about_theme(const std::string& theme) {
  return test::said_about(with_theme(theme));
}

std::string style_of(const std::string& theme) {
  const OpenedPolicy opened = test::open_text(with_theme(theme));
  BOOST_TEST_REQUIRE(opened.ok(), test::text_of_all(opened.diagnostics));
  return theme_style(opened.policy);
}

constexpr const char* dark_rule = "@media(prefers-color-scheme:dark){:host{";

}  // namespace

BOOST_AUTO_TEST_SUITE(theme)

BOOST_AUTO_TEST_CASE(wants_text_of_4_5_and_buttons_of_3_to_1) {
  BOOST_TEST(said_about_theme(R"("accent": "#767676")") == "");  // on it the default, white
  BOOST_TEST(holds(said_about_theme(R"("accent": "#777777")"),
                   "\"accent_text\" #ffffff on \"accent\" #777777 has a contrast of 4.47:1, below "
                   "4.5:1 (WCAG 1.4.3) (/banner/theme/accent)"));
  BOOST_TEST(holds(said_about_theme(R"("text": "#aaaaaa")"), "has a contrast of 2.32:1"));
  const std::string pale = R"("accent_text": "#000000", "accent": )";
  BOOST_TEST(said_about_theme(pale + "\"#949494\"") == "");
  BOOST_TEST(
      holds(said_about_theme(pale + "\"#959595\""),
            "\"accent\" #959595 on \"background\" #ffffff has a contrast of 2.99:1, below 3:1 "
            "(WCAG 1.4.11)"));
}

BOOST_AUTO_TEST_CASE(holds_the_dark_scheme_to_the_same) {
  BOOST_TEST(said_about_theme(R"("dark": { "accent": "#8fd3c8" })") == "");
  BOOST_TEST(holds(said_about_theme(R"("dark": { "accent": "#444444" })"),
                   "\"accent_text\" #0c1822 on \"accent\" #444444 has a contrast of 1.84:1, below "
                   "4.5:1 (WCAG 1.4.3) (/banner/theme/dark/accent)"));
}

BOOST_AUTO_TEST_CASE(lets_a_page_set_each_colour_by_a_custom_property) {
  const std::string style = style_of("");
  BOOST_TEST(
      style.starts_with(":host{--paper:var(--akkoord-background,#ffffff);--ink:var(--akkoord-"
                        "text,#1f2933);--accent:var(--akkoord-accent,#1a5f7a);--on-accent:"
                        "var(--akkoord-accent_text,#ffffff);--radius:var(--akkoord-radius,"
                        "16px);color-scheme:light dark}"));
  BOOST_TEST(holds(style, std::string(dark_rule) + "--paper:var(--akkoord-background,#17202a)"));
}

BOOST_AUTO_TEST_CASE(lightens_an_accent_for_the_dark_scheme) {
  const std::string style = style_of(R"("accent": "#7a2e57")");
  const std::string dark = style.substr(style.find(dark_rule));
  BOOST_TEST(holds(dark, "--accent:var(--akkoord-accent,#bc96ab)"));
  BOOST_TEST(holds(dark, "--on-accent:var(--akkoord-accent_text,#0c1822)"));
}

BOOST_AUTO_TEST_CASE(keeps_the_look_of_a_site_in_both_schemes_unless_it_gives_a_dark_one) {
  const std::string paper = R"("background": "#fff8f0")";
  BOOST_TEST(!holds(style_of(paper), dark_rule));
  BOOST_TEST(holds(style_of(paper), "color-scheme:light}"));
  BOOST_TEST(holds(style_of(paper + R"(, "dark": { "background": "#101010" })"),
                   std::string(dark_rule) + "--paper:var(--akkoord-background,#101010)"));
}

BOOST_AUTO_TEST_CASE(can_be_one_scheme_alone) {
  const std::string dark = style_of(R"("scheme": "dark", "accent": "#7a2e57")");
  BOOST_TEST(dark.starts_with(":host{--paper:var(--akkoord-background,#17202a)"));
  BOOST_TEST(holds(dark, "color-scheme:dark}"));
  BOOST_TEST(!holds(dark, dark_rule));
  const std::string light = style_of(R"("scheme": "light")");
  BOOST_TEST(holds(light, "color-scheme:light}"));
  BOOST_TEST(!holds(light, dark_rule));
}

BOOST_AUTO_TEST_CASE(gives_way_to_the_system_s_colours_where_more_contrast_is_wanted) {
  BOOST_TEST(holds(style_of(R"("accent": "#7a2e57")"),
                   "@media(prefers-contrast:more),(forced-colors:active){:host{--paper:Canvas;"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
