// SPDX-License-Identifier: MIT
#include "core/compile/javascript_text.h"

#include <boost/test/unit_test.hpp>

namespace akkoord {

BOOST_AUTO_TEST_SUITE(javascript_literal)

BOOST_AUTO_TEST_CASE(can_not_end_the_script_around_it) {
  BOOST_TEST(javascript_string("</script><!--") == R"("\x3C/script>\x3C!--")");
}

BOOST_AUTO_TEST_CASE(can_not_end_itself) {
  BOOST_TEST(javascript_string("a\"b\\c\nd") == R"("a\"b\\c\x0Ad")");
  BOOST_TEST(javascript_string("\xE2\x80\xA8\xE2\x80\xA9") == R"("\u2028\u2029")");
}

BOOST_AUTO_TEST_CASE(keeps_other_letters) {
  BOOST_TEST(javascript_string("caf\xC3\xA9 \xE2\x80\x99") == "\"caf\xC3\xA9 \xE2\x80\x99\"");
}

BOOST_AUTO_TEST_CASE(of_an_object_has_commas_between) {
  BOOST_TEST(JavascriptObject().text() == "{}");
  BOOST_TEST(JavascriptObject().literal("r", "1").string("a", "b").text() == "{r:1,a:\"b\"}");
  BOOST_TEST(JavascriptObject().literal("r", "1").getter("q", "2").text() ==
             "{r:1,get q(){return 2}}");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
