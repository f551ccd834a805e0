// SPDX-License-Identifier: MIT
#include "collector/receipt_desk.h"

#include <exception>
#include <memory>
#include <utility>

#include "collector/log_line.h"

namespace akkoord {

ReceiptDesk::ReceiptDesk(DeskSource source)
    : source_(std::move(source)), thread_([this] { serve(); }) {}

ReceiptDesk::~ReceiptDesk() {
  stop();
}

void ReceiptDesk::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wish_came_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void ReceiptDesk::ask(const ConsentId& id, Done done) {
  enqueue({id, std::move(done)});
}

void ReceiptDesk::enqueue(Wish wish) {
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_ && waiting_.size() < max_waiting) {
      waiting_.push_back(std::move(wish));
      wish_came_.notify_one();
      return;
    }
  }
  wish.done({.state = DeskState::not_yet});
}

void ReceiptDesk::serve() {
  for (;;) {
    Wish wish;
    {
      std::unique_lock lock(mutex_);
      wish_came_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      wish = std::move(waiting_.front());
      waiting_.pop_front();
    }
    answer(std::move(wish));
  }
}

void ReceiptDesk::answer(Wish wish) {
  MadeReceipt made;
  try {
    made = source_.make(wish.id);
  } catch (const std::exception& wrong) {
    log_line(LogLevel::error, "no receipt can be made", {{"fault", std::string(wrong.what())}});
    return wish.done({.state = DeskState::failed});
  }
  switch (made.state) {
    case ReceiptState::made:
      return wish.done({DeskState::given, std::move(made.text)});
    case ReceiptState::unknown:
      return wish.done({.state = DeskState::unknown});
    case ReceiptState::too_large:
      return wish.done({.state = DeskState::too_large});
    case ReceiptState::not_signed_yet:
      break;
  }
  if (wish.was_signed_for) return wish.done({.state = DeskState::not_yet});
  wish.was_signed_for = true;
  source_.sign([this, again = std::move(wish)](bool is_signed) mutable {
    if (is_signed) return enqueue(std::move(again));
    again.done({.state = DeskState::not_yet});
  });
}

}  // namespace akkoord
