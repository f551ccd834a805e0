// SPDX-License-Identifier: MIT
#include "core/lint/phrase.h"

#include <boost/test/unit_test.hpp>

namespace akkoord {

BOOST_AUTO_TEST_SUITE(phrase)

bool is_in(std::string_view spelling, std::string_view text) {
  return !Phrase(spelling).found_in(text, words_of(text)).empty();
}

BOOST_AUTO_TEST_CASE(is_shown_as_the_text_spells_it) {
  const std::string_view text = "For the Best possible Experience's sake";
  BOOST_TEST(Phrase("best ... experience").found_in(text, words_of(text)) ==
             "Best possible Experience");
  BOOST_TEST(Phrase("worst").found_in(text, words_of(text)) == "");
}

BOOST_AUTO_TEST_CASE(fits_whole_words_whatever_their_capitals) {
  BOOST_TEST(is_in("best experience", "The Best, experience!"));
  BOOST_TEST(!is_in("best experience", "bestest experience"));
  BOOST_TEST(!is_in("best experience", "experience best"));
  BOOST_TEST(!is_in("best experience", "best"));
  BOOST_TEST(!is_in("", "best"));
  BOOST_TEST(!is_in("best", ""));
}

BOOST_AUTO_TEST_CASE(leaves_a_word_open_where_a_star_is) {
  BOOST_TEST(is_in("withdraw*", "withdrawing it"));
  BOOST_TEST(!is_in("withdraw*", "I withdrew"));
  BOOST_TEST(is_in("*schild", "Datenschutzschild"));
  BOOST_TEST(!is_in("*schild", "Schilder"));
  BOOST_TEST(is_in("*schutz*", "Datenschutzschild"));
}

BOOST_AUTO_TEST_CASE(skips_up_to_four_words_at_dots) {
  BOOST_TEST(is_in("accept ... to continue", "accept to continue"));
  BOOST_TEST(is_in("accept ... to continue", "accept all of the cookies to continue"));
  BOOST_TEST(!is_in("accept ... to continue", "accept all of the many cookies to continue"));
}

BOOST_AUTO_TEST_CASE(knows_the_capitals_of_every_alphabet_we_write) {
  const std::pair<std::string_view, std::string_view> pairs[] = {
      {"\u00e9t\u00e9", "\u00c9T\u00c9"},              // French
      {"\u0142\u00f3d\u017a", "\u0141\u00d3D\u0179"},  // Polish
      {"\u0219tiin\u021ba", "\u0218TIIN\u021aA"},      // Romanian
      {"isti", "\u0130ST\u0130"},                      // Turkish
      {"\u0434\u043e\u0441\u0432\u0456\u0434",
       "\u0414\u041e\u0421\u0412\u0406\u0414"},  // Ukrainian
      {"\u0491\u0430\u043d\u043e\u043a", "\u0490\u0410\u041d\u041e\u041a"},
  };
  for (const auto& [lower, upper] : pairs) BOOST_TEST(is_in(lower, upper), lower);
}

BOOST_AUTO_TEST_CASE(takes_an_apostrophe_of_either_kind_for_a_blank) {
  BOOST_TEST(is_in("d accord", "d'accord"));
  BOOST_TEST(is_in("d accord", "d\u2019accord"));
}

BOOST_AUTO_TEST_CASE(does_not_hear_the_vowel_signs_of_arabic) {
  BOOST_TEST(is_in("\u062a\u0641\u0648\u062a", "\u062a\u0641\u0648\u0651\u062a"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
