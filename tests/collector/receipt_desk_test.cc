// SPDX-License-Identifier: MIT
#include "collector/receipt_desk.h"

#include <boost/test/unit_test.hpp>
#include <future>
#include <stdexcept>
#include <vector>

#include "tests/collector/test_store.h"

namespace akkoord {

namespace {

DeskAnswer asked(ReceiptDesk& desk) {
  std::promise<DeskAnswer> answer;
  desk.ask({}, [&](DeskAnswer given) { answer.set_value(std::move(given)); });
  return answer.get_future().get();
}

MadeReceipt made(ReceiptState state) {
  return {state, "text"};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(receipt_desk)

BOOST_AUTO_TEST_CASE(has_the_log_signed_once_where_no_head_covers_a_choice_yet) {
  for (const bool can_sign : {true, false}) {
    int signatures = 0;
    ReceiptDesk desk({[&](const ConsentId&) {
                        return made(signatures > 0 && can_sign ? ReceiptState::made
                                                               : ReceiptState::not_signed_yet);
                      },
                      [&](const std::function<void(bool)>& done) {
                        ++signatures;
                        done(can_sign);
                      }});
    BOOST_TEST((asked(desk).state == (can_sign ? DeskState::given : DeskState::not_yet)));
    BOOST_TEST(signatures == 1);
  }
}

BOOST_AUTO_TEST_CASE(asks_for_no_second_signature) {
  int signatures = 0;
  ReceiptDesk desk({[](const ConsentId&) { return made(ReceiptState::not_signed_yet); },
                    [&](const std::function<void(bool)>& done) {
                      ++signatures;
                      done(true);
                    }});
  BOOST_TEST((asked(desk).state == DeskState::not_yet));
  BOOST_TEST(signatures == 1);
}

BOOST_AUTO_TEST_CASE(goes_on_after_records_could_not_be_read) {
  bool broken = true;
  ReceiptDesk desk({[&](const ConsentId&) {
                      if (broken) throw std::runtime_error("disk");
                      return made(ReceiptState::made);
                    },
                    {}});
  BOOST_TEST((asked(desk).state == DeskState::failed));
  broken = false;
  BOOST_TEST(asked(desk).receipt == "text");
}

BOOST_AUTO_TEST_CASE(turns_away_whoever_comes_when_too_many_wait) {
  std::promise<void> begun;
  std::promise<void> go_on;
  std::vector<DeskState> answers;
  std::vector<DeskState> turned_away;
  {
    const std::shared_future<void> may_go_on = go_on.get_future().share();
    bool is_first = true;
    ReceiptDesk desk({[&](const ConsentId&) {
                        if (is_first) begun.set_value();
                        is_first = false;
                        may_go_on.wait();
                        return made(ReceiptState::made);
                      },
                      {}});
    const auto answered = [&](const DeskAnswer& answer) { answers.push_back(answer.state); };
    desk.ask({}, answered);
    begun.get_future().wait();
    for (std::size_t i = 0; i < ReceiptDesk::max_waiting; ++i) desk.ask({}, answered);
    desk.ask({}, [&](const DeskAnswer& answer) { turned_away.push_back(answer.state); });
    go_on.set_value();
    desk.stop();  // answers all who wait
    desk.ask({}, [&](const DeskAnswer& answer) { turned_away.push_back(answer.state); });
  }
  BOOST_TEST(answers.size() == 1 + ReceiptDesk::max_waiting);
  BOOST_TEST((turned_away == std::vector<DeskState>(2, DeskState::not_yet)));
}

// Whoever asks again and again makes no endless row of heads.
BOOST_AUTO_TEST_CASE(has_heads_signed_early_but_not_too_often) {
  const test::TemporaryFolder folder;
  std::atomic<std::int64_t> now_s = test::start_s;
  StoreSettings settings;
  settings.tree_head_interval_s = 1'000;
  settings.now_s = [&now_s] { return now_s.load(); };
  std::string fault;
  auto store = SqliteStore::open(*DataFolder::open(folder.path(), fault), settings, fault);
  const auto signs = [&store] {
    std::promise<bool> answer;
    store->sign_soon([&](bool is_signed) { answer.set_value(is_signed); });
    return answer.get_future().get();
  };
  (void)test::put(*store, test::consent(1));
  BOOST_TEST(signs());
  (void)test::put(*store, test::consent(2));
  now_s += settings.early_head_interval_s - 1;
  BOOST_TEST(!signs());
  now_s += 1;
  BOOST_TEST(signs());
  BOOST_TEST(store->figures().signed_size == 2U);
  store->stop();
  BOOST_TEST(!signs());
  BOOST_TEST(test::log_fault(folder.path()) == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
