// SPDX-License-Identifier: MIT
#include "core/compile/diagnostic.h"

#include <boost/test/unit_test.hpp>

#include "tests/compile/test_catalogue.h"

namespace akkoord {

BOOST_AUTO_TEST_SUITE(diagnostic)

const Diagnostic unknown_key = {Severity::error,
                                "2pass.json",
                                41,
                                7,
                                "/services/3/catagory",
                                "unknown key \"catagory\"",
                                "Did you mean \"category\"?"};

BOOST_AUTO_TEST_CASE(names_place_fault_and_remedy) {
  BOOST_TEST(diagnostic_text(unknown_key) ==
             "2pass.json:41:7: error: unknown key \"catagory\" (/services/3/catagory)\n"
             "    Did you mean \"category\"?\n");
}

BOOST_AUTO_TEST_CASE(is_coloured_at_the_severity_alone) {
  BOOST_TEST(diagnostic_text(unknown_key, "<", ">").starts_with("2pass.json:41:7: <error:> unk"));
}

BOOST_AUTO_TEST_CASE(is_json_for_programs) {
  BOOST_TEST(diagnostics_json({unknown_key}) ==
             R"([{"severity":"error","path":"2pass.json","line":41,"column":7,)"
             R"("pointer":"/services/3/catagory","fault":"unknown key \"catagory\"",)"
             R"("remedy":"Did you mean \"category\"?"}])");
  BOOST_TEST(diagnostics_json({}) == "[]");
}

BOOST_AUTO_TEST_CASE(summary_counts_errors_alone) {
  Diagnostic note = unknown_key;
  note.severity = Severity::note;
  BOOST_TEST(error_summary({unknown_key, note}, "Nothing was written.") ==
             "1 error. Nothing was written.");
  BOOST_TEST(error_summary({unknown_key, unknown_key}, "Nothing was written.") ==
             "2 errors. Nothing was written.");
}

BOOST_AUTO_TEST_CASE(order_is_that_of_the_policy_then_of_other_files) {
  Diagnostic preset = unknown_key;
  preset.path = "presets/a.json";
  Diagnostic earlier = unknown_key;
  earlier.line = 2;
  Diagnostics all = {preset, unknown_key, earlier, earlier};
  put_in_order(all, "2pass.json");
  BOOST_TEST_REQUIRE(all.size() == 3);  // the repetition is gone
  BOOST_TEST(all[0].line == 2);
  BOOST_TEST(all[2].path == "presets/a.json");
}

BOOST_AUTO_TEST_CASE(of_a_consequence_is_left_out) {
  Diagnostics all = {unknown_key};
  Diagnostic consequence = unknown_key;
  consequence.fault = "follows from it";
  add_unless_explained(all, {consequence});
  BOOST_TEST(all.size() == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
