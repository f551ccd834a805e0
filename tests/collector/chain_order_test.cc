// SPDX-License-Identifier: MIT
#include "collector/chain_order.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "collector/receipt.h"
#include "collector/sqlite_proof_source.h"
#include "tests/collector/test_store.h"

namespace akkoord {

using nlohmann::json;

namespace {

/// "b<a c" is: b, which follows a; then c, which follows none.
std::string ordered(const std::string& logged) {
  std::vector<json> records;
  for (std::size_t at = 0; at < logged.size(); at = logged.find_first_not_of(" <", at + 1)) {
    json event = {{"id", std::string(1, logged[at])}};
    if (at + 1 < logged.size() && logged[at + 1] == '<') {
      event["previous_id"] = std::string(1, logged[at + 2]);
      at += 2;
    }
    records.push_back({{"event", event}});
  }
  std::string told;
  for (const std::size_t place : chain_order(records)) {
    told += records[place]["event"]["id"].get<std::string>();
  }
  return told;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(order_of_a_chain)

BOOST_AUTO_TEST_CASE(puts_each_record_after_the_one_that_it_follows) {
  BOOST_TEST(ordered("a b<a c<b") == "abc");
  BOOST_TEST(ordered("c<b a b<a") == "abc");
  BOOST_TEST(ordered("c<b b<a a") == "abc");
  BOOST_TEST(ordered("d<a c<a a") == "adc");  // two tabs have changed the same consent
}

BOOST_AUTO_TEST_CASE(begins_with_the_first_that_is_there) {
  BOOST_TEST(ordered("c<b b<a") == "bc");
  BOOST_TEST(ordered("b<a c<a") == "bc");
  BOOST_TEST(ordered("") == "");
}

BOOST_AUTO_TEST_CASE(ends_where_records_follow_one_another_in_a_ring) {
  BOOST_TEST(ordered("a<b b<a") == "ab");
  BOOST_TEST(ordered("a<c b<a c<b") == "abc");
}

// A page that was offline tells late what it has kept: the receipt must hold all the same.
BOOST_AUTO_TEST_CASE(is_the_order_of_a_receipt_whichever_came_first) {
  const test::TemporaryFolder folder;
  const auto consent = [](unsigned number, unsigned former) {
    ConsentEvent event = test::consent(number);
    if (former > 0) event.previous_id = test::consent(former).id;
    return event;
  };
  auto store = test::open_store(folder.path());
  ConsentEvent withdrawal = consent(3, 2);
  withdrawal.choice = {};
  withdrawal.method = ChoiceMethod::withdrawal;
  for (const ConsentEvent& event : {withdrawal, consent(1, 0), consent(2, 1)}) {
    BOOST_TEST((test::put(*store, event) == StoreAnswer::stored));
  }
  // Two that follow one that never came.
  for (const unsigned number : {5U, 6U}) (void)test::put(*store, consent(number, 4));
  store.reset();
  SqliteProofSource source(folder.path() / "events.db");
  const auto checked = [&source](unsigned number) {
    const MadeReceipt made = make_receipt(source, test::consent(number).id);
    const json receipt = json::parse(made.text);
    const json key = receipt.at("akkoord:evidence").at("head").at("public_key");
    return check_receipt(made.text, std::vector{*read_hex(key.get<std::string>())});
  };
  for (const unsigned number : {1U, 2U, 3U}) {
    const ReceiptCheck check = checked(number);
    BOOST_TEST(check.fault == "");
    BOOST_TEST_REQUIRE(check.entries.size() == 3U);
    BOOST_TEST(check.entries.front().status == "ConsentGiven");
    BOOST_TEST(check.entries.back().status == "ConsentWithdrawn");
  }
  BOOST_TEST(checked(5).fault == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
