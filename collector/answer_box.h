// SPDX-License-Identifier: MIT
//
// Brings answers from the thread of the store to the server's: whatever comes until the server
// looks, mostly all of a commit, wakes it once. Seen by the server's own files alone.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "collector/http_message.h"

namespace akkoord {

/// Who waits for an answer; lives and ends on the server's thread.
class Answered {
 public:
  Answered() = default;
  Answered(const Answered&) = delete;
  Answered& operator=(const Answered&) = delete;
  virtual ~Answered() = default;
  /// Takes the answer, on the server's thread.
  virtual void write(HttpReply reply) = 0;
};

/// The box.
class AnswerBox {
 public:
  /// Hands answers out on the thread that runs `context`, which must outlive this.
  explicit AnswerBox(boost::asio::io_context& context) : context_(context) {}

  /// Brings `reply` to `who`; on any thread.
  void put(std::shared_ptr<Answered> who, HttpReply reply) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace_back(std::move(who), std::move(reply));
    if (waiting_.size() == 1) boost::asio::post(context_, [this] { hand_out(); });
  }

 private:
  using Waiting = std::vector<std::pair<std::shared_ptr<Answered>, HttpReply>>;

  void hand_out() {
    Waiting taken;
    {
      const std::lock_guard lock(mutex_);
      taken.swap(waiting_);
    }
    for (auto& [who, reply] : taken) who->write(std::move(reply));
  }

  boost::asio::io_context& context_;
  std::mutex mutex_;
  Waiting waiting_;
};

}  // namespace akkoord
