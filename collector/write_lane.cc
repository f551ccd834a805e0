// SPDX-License-Identifier: MIT
#include "collector/write_lane.h"

#include <chrono>
#include <utility>

namespace akkoord {

namespace {

constexpr std::chrono::milliseconds longest_sleep(200);

}  // namespace

void LaneHealth::succeeded() {
  const std::lock_guard lock(mutex_);
  ++figures_.commits;
  const bool changed = std::exchange(figures_.failing, false);
  if (changed && tell_) tell_("");
}

void LaneHealth::failed(const std::string& fault) {
  const std::lock_guard lock(mutex_);
  ++figures_.failures;
  const bool changed = !std::exchange(figures_.failing, true);
  if (changed && tell_) tell_(fault);
}

void LaneHealth::log_is(std::uint64_t size, std::uint64_t signed_size) {
  const std::lock_guard lock(mutex_);
  figures_.log_size = size;
  figures_.signed_size = signed_size;
}

StoreFigures LaneHealth::figures() const {
  const std::lock_guard lock(mutex_);
  return figures_;
}

WriteLane::WriteLane(std::unique_ptr<LaneWork> work)
    : work_(std::move(work)), thread_([this] { work_until_stopped(); }) {}

WriteLane::~WriteLane() {
  stop();
}

void WriteLane::put(Waiting waiting) {
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_ && waiting_.size() < max_waiting) {
      waiting_.push_back(std::move(waiting));
      came_.notify_one();
      return;
    }
  }
  waiting.done(StoreAnswer::busy);
}

void WriteLane::renew(StoredPolicies policies, std::function<void(bool)> done) {
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_) {
      renewals_.emplace_back(std::move(policies), std::move(done));
      came_.notify_one();
      return;
    }
  }
  done(false);
}

void WriteLane::sign_soon(std::function<void(bool)> done) {
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_) {
      wanting_head_.push_back(std::move(done));
      came_.notify_one();
      return;
    }
  }
  done(false);
}

void WriteLane::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  came_.notify_one();
  if (thread_.joinable()) thread_.join();
}

std::size_t WriteLane::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

void WriteLane::work_until_stopped() {
  bool ending = false;
  while (!ending) {
    std::vector<Waiting> batch;
    std::vector<std::function<void(bool)>> wanting_head;
    std::vector<std::pair<StoredPolicies, std::function<void(bool)>>> renewals;
    {
      std::unique_lock lock(mutex_);
      came_.wait_for(lock, longest_sleep, [this] {
        return stopping_ || !waiting_.empty() || !wanting_head_.empty() || !renewals_.empty();
      });
      batch.swap(waiting_);
      wanting_head.swap(wanting_head_);
      renewals.swap(renewals_);
      ending = stopping_;
    }
    if (!batch.empty()) work_->write(batch);
    for (const auto& [policies, done] : renewals) done(work_->renew(policies));
    work_->keep_up(!wanting_head.empty(), ending);
    for (const auto& done : wanting_head) done(work_->is_signed());
  }
}

void answer_all(std::vector<Waiting>& batch, std::size_t from, StoreAnswer answer) {
  for (std::size_t i = from; i < batch.size(); ++i) batch[i].done(answer);
}

}  // namespace akkoord
