// SPDX-License-Identifier: MIT
//
// Choices: categories, the services that differ from them, and their one text.
#include "core/choice.h"

#include <array>
#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "tests/core/test_policy.h"
#include "tests/core/tight_text.h"

namespace akkoord::test {

using namespace std::string_view_literals;

namespace {

std::string exceptions_of(const Choice& choice, const PolicyBlob& policy) {
  std::array<char, max_exceptions_bytes> out{};
  const Result<std::string_view> text = write_exceptions(choice, policy, out);
  return text.ok() ? std::string(text.value()) : "(no room)";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(choice)

BOOST_AUTO_TEST_CASE(grants_by_category_unless_the_service_differs) {
  const Service analytical{"s", Category::analytical, false, false};
  Choice choice;
  BOOST_TEST(!choice.grants(1, analytical));
  choice.granted_alone.add(1);
  BOOST_TEST(choice.grants(1, analytical));
  BOOST_TEST(!choice.grants(2, analytical));
  choice.categories.add(Category::analytical);
  BOOST_TEST(choice.grants(2, analytical));
  choice.refused_alone.add(2);
  BOOST_TEST(!choice.grants(2, analytical));
}

BOOST_AUTO_TEST_CASE(refuses_a_service_that_is_granted_and_refused) {
  const OpenPolicy open(clinic_policy());
  for (const std::string_view text : {"+facebook.-facebook", "-facebook.+facebook"}) {
    Choice choice;
    choice.categories = CategorySet::all();
    BOOST_TEST_REQUIRE(read_exceptions(text, open.blob(), choice).ok());
    BOOST_TEST(!choice.grants(clinic::facebook, open.blob().service(clinic::facebook)));
  }
}

BOOST_AUTO_TEST_CASE(exceptions_add_to_what_is_there) {
  const OpenPolicy open(clinic_policy());
  Choice choice;
  choice.granted_alone.add(clinic::google_ads);
  const TightText tight("+google-maps.-crazy-egg");
  const Result<std::size_t> count = read_exceptions(tight.view(), open.blob(), choice);
  BOOST_TEST_REQUIRE(count.ok());
  BOOST_TEST(count.value() == 2U);
  BOOST_TEST(choice.granted_alone.has(clinic::google_ads));
  BOOST_TEST(choice.granted_alone.has(clinic::google_maps));
  BOOST_TEST(choice.refused_alone.has(clinic::crazy_egg));
  BOOST_TEST(!choice.refused_alone.has(clinic::google_maps));
}

BOOST_AUTO_TEST_CASE(exceptions_of_an_empty_text_are_none) {
  const OpenPolicy open(clinic_policy());
  Choice choice;
  const Result<std::size_t> count = read_exceptions("", open.blob(), choice);
  BOOST_TEST_REQUIRE(count.ok());
  BOOST_TEST(count.value() == 0U);
  BOOST_TEST((choice == Choice{}));
}

BOOST_AUTO_TEST_CASE(exceptions_of_removed_services_are_passed_over) {
  const OpenPolicy open(clinic_policy());
  Choice choice;
  const Result<std::size_t> count = read_exceptions("+hotjar.-tiktok-pixel", open.blob(), choice);
  BOOST_TEST_REQUIRE(count.ok());
  BOOST_TEST(count.value() == 2U);
  BOOST_TEST((choice == Choice{}));
}

BOOST_AUTO_TEST_CASE(exceptions_spoiled_name_the_field_that_spoils_them) {
  const OpenPolicy open(clinic_policy());
  constexpr std::pair<std::string_view, std::size_t> spoiled[] = {
      {"facebook", 0},
      {"+", 0},
      {"-", 0},
      {".", 0},
      {"+facebook.", 0},
      {".+facebook", 0},
      {"+facebook..-matomo", 10},
      {"+facebook.matomo", 10},
      {"+facebook.-Matomo", 10},
      {"+facebook,-matomo", 0},
      {"+facebook -matomo", 0},
      {" +facebook", 0},
      {"++facebook", 0},
      {"--facebook", 0},
      {"*facebook", 0},
      {"+facebook\0"sv, 0},
      {"+caf\xC3\xA9", 0},
      {"%2Bfacebook", 0},
  };
  for (const auto& [text, offset_bytes] : spoiled) {
    BOOST_TEST_CONTEXT(text) {
      Choice choice;
      const TightText tight(text);
      const Result<std::size_t> result = read_exceptions(tight.view(), open.blob(), choice);
      BOOST_TEST_REQUIRE(!result.ok());
      BOOST_TEST((result.error().code == ErrorCode::malformed));
      BOOST_TEST(result.error().offset_bytes == offset_bytes);
    }
  }
}

BOOST_AUTO_TEST_CASE(exceptions_cut_short_anywhere_are_read_within_their_bounds) {
  const OpenPolicy open(clinic_policy());
  constexpr std::string_view whole = "+google-maps.-crazy-egg.+facebook";
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    Choice choice;
    const TightText tight(whole.substr(0, length));
    const bool ends_in_a_word =
        length == 0 || (whole[length - 1] >= 'a' && whole[length - 1] <= 'z');
    BOOST_TEST_CONTEXT(tight.view()) {
      BOOST_TEST(read_exceptions(tight.view(), open.blob(), choice).ok() == ends_in_a_word);
    }
  }
}

BOOST_AUTO_TEST_CASE(exceptions_have_at_most_the_bytes_of_a_cookie) {
  const OpenPolicy open(clinic_policy());
  // Ids of seven letters and their signs, then one that fills what is left.
  std::string text;
  while (text.size() + 20 < max_exceptions_bytes) text += "+abc-efg.";
  text += '+';
  text.resize(max_exceptions_bytes, 'x');
  Choice choice;
  BOOST_TEST(read_exceptions(text, open.blob(), choice).ok());
  const Result<std::size_t> result = read_exceptions(text + 'd', open.blob(), choice);
  BOOST_TEST_REQUIRE(!result.ok());
  BOOST_TEST((result.error().code == ErrorCode::too_long));
}

BOOST_AUTO_TEST_CASE(exceptions_are_written_only_where_they_differ) {
  const OpenPolicy open(clinic_policy());
  Choice choice;
  BOOST_TEST(exceptions_of(choice, open.blob()) == "");
  choice.refused_alone.add(clinic::crazy_egg);  // refused by its category as well
  choice.granted_alone.add(clinic::facebook);
  BOOST_TEST(exceptions_of(choice, open.blob()) == "+facebook");
  choice.categories.add(Category::analytical);
  BOOST_TEST(exceptions_of(choice, open.blob()) == "-crazy-egg.+facebook");
  choice.categories = CategorySet::all();
  BOOST_TEST(exceptions_of(choice, open.blob()) == "-crazy-egg");
}

BOOST_AUTO_TEST_CASE(exceptions_never_name_a_mandatory_service) {
  const OpenPolicy open(clinic_policy());
  Choice choice;
  choice.refused_alone.add(clinic::october);
  BOOST_TEST(exceptions_of(choice, open.blob()) == "");
}

// An exempt service runs whatever its category got; the objection to it must not get lost.
BOOST_AUTO_TEST_CASE(exceptions_keep_the_objection_to_an_exempt_service) {
  const OpenPolicy open(clinic_policy());
  Choice choice;
  choice.refused_alone.add(clinic::matomo);
  BOOST_TEST(exceptions_of(choice, open.blob()) == "-matomo");
  choice.categories.add(Category::analytical);
  BOOST_TEST(exceptions_of(choice, open.blob()) == "-matomo");
}

BOOST_AUTO_TEST_CASE(exceptions_are_written_only_where_they_fit_whole) {
  const OpenPolicy open(clinic_policy());
  Choice choice;
  choice.granted_alone.add(clinic::facebook);
  std::array<char, 9> out{};
  BOOST_TEST(write_exceptions(choice, open.blob(), out).ok());
  const Result<std::string_view> text =
      write_exceptions(choice, open.blob(), std::span(out).first(8));
  BOOST_TEST_REQUIRE(!text.ok());
  BOOST_TEST((text.error().code == ErrorCode::no_room));
}

BOOST_AUTO_TEST_CASE(grants_anything_once_a_category_with_services_or_a_service_is_granted) {
  const OpenPolicy open(clinic_policy());
  BOOST_TEST(!grants_anything({}, open.blob()));
  for (const Category category : all_categories) {
    Choice choice;
    choice.categories.add(category);
    BOOST_TEST(grants_anything(choice, open.blob()) == (category != Category::mandatory));
  }
  Choice alone;
  alone.granted_alone.add(clinic::facebook);
  BOOST_TEST(grants_anything(alone, open.blob()));
  BOOST_TEST(!grants_anything(alone, PolicyBlob{}));
}

BOOST_AUTO_TEST_CASE(grants_nothing_where_all_of_a_granted_category_is_refused_alone) {
  const OpenPolicy open(clinic_policy());
  Choice choice;
  choice.categories.add(Category::social);
  choice.refused_alone.add(clinic::facebook);
  choice.granted_alone.add(clinic::october);  // mandatory: never asked for
  BOOST_TEST(!grants_anything(choice, open.blob()));
}

BOOST_AUTO_TEST_CASE(grants_nothing_where_only_an_exempt_service_runs) {
  TestPolicy policy;
  policy.services = {{"matomo", Category::analytical, false, true}};
  const OpenPolicy open(policy);
  Choice choice;
  choice.categories.add(Category::analytical);
  BOOST_TEST(!grants_anything(choice, open.blob()));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord::test
