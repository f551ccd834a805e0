// SPDX-License-Identifier: MIT
//
// Where visitors get their receipts: on a thread of its own, so that neither whoever waits for an
// answer nor whoever writes is held up. Where no signed head covers a choice yet, the log is asked
// to sign one.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "collector/receipt.h"

namespace akkoord {

/// What became of a wish for a receipt.
enum class DeskState : std::uint8_t {
  /// Here it is.
  given,
  /// There is no such consent.
  unknown,
  /// It is larger than what is sent to visitors.
  too_large,
  /// No signed head covers it yet, or too many ask: in some seconds it may go.
  not_yet,
  /// The records can't be read.
  failed,
};

/// An answer.
struct DeskAnswer {
  DeskState state = DeskState::failed;  ///< What became of it.
  std::string receipt{};                ///< Where it was given.
};

/// Where receipts come from.
struct DeskSource {
  /// Makes one; called on the desk's thread alone. May throw what std::exception is.
  std::function<MadeReceipt(const ConsentId&)> make{};
  /// Has the log signed, soon or, where that was just done, not; tells which, once, on any thread.
  std::function<void(std::function<void(bool)>)> sign{};
};

/// Hands out receipts until it stops.
class ReceiptDesk {
 public:
  /// How many may wait; who comes then hears `not_yet`.
  static constexpr std::size_t max_waiting = 64;
  /// Takes an answer, once, on any thread.
  using Done = std::function<void(DeskAnswer)>;

  /// Opens it. Nothing of `source` may go before stop().
  explicit ReceiptDesk(DeskSource source);
  ReceiptDesk(const ReceiptDesk&) = delete;
  ReceiptDesk& operator=(const ReceiptDesk&) = delete;
  ~ReceiptDesk();

  /// Asks for the receipt of the chain that `id` belongs to.
  void ask(const ConsentId& id, Done done);
  /// Answers who waits and ends; who comes later hears `not_yet`.
  void stop();

 private:
  struct Wish {
    ConsentId id{};
    Done done{};
    bool was_signed_for = false;
  };

  void enqueue(Wish wish);
  void serve();
  void answer(Wish wish);

  DeskSource source_;
  std::mutex mutex_;
  std::condition_variable wish_came_;
  std::deque<Wish> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace akkoord
