// SPDX-License-Identifier: MIT
#include "cli/inspection/frame_tree.h"

#include <cstddef>
#include <utility>

#include "cli/inspection/json_reading.h"
#include "cli/inspection/visit_bounds.h"

namespace akkoord {

namespace {

using nlohmann::json;

/// How many documents may lie in one another.
constexpr std::size_t max_frame_depth = 16;

}  // namespace

void FrameTree::set_page(std::string_view frame_id) {
  page_frame_ = frame_id;
  frames_[page_frame_].parent.clear();
}

void FrameTree::take_attached(const json& params) {
  if (frames_.size() >= max_requests) return;
  frames_[std::string(text_in(params, "frameId"))].parent = text_in(params, "parentFrameId");
}

void FrameTree::take_navigated(const json& frame) {
  if (frames_.size() >= max_requests) return;
  Frame& known = frames_[std::string(text_in(frame, "id"))];
  known.url = kept_url(text_in(frame, "url"));
  const std::string_view parent = text_in(frame, "parentId");
  if (!parent.empty()) known.parent = parent;
}

void FrameTree::take_target(const json& params, const std::string& parent_session) {
  const json& target = member_of(params, "targetInfo");
  const std::string session(text_in(params, "sessionId"));
  const std::string_view type = text_in(target, "type");
  const auto parent = session_frames_.find(parent_session);
  if (session_frames_.size() >= max_requests) return;
  if (type == "worker" && parent != session_frames_.end()) {
    session_frames_[session] = parent->second;
    return;
  }
  std::string id(text_in(target, "targetId"));
  if (frames_.size() >= max_requests) return;
  Frame& frame = frames_[id];
  if (id != page_frame_ && frame.parent.empty()) {
    // A frame says where it hangs; what hangs nowhere (a prerendered page, a service worker) was
    // brought about by the page.
    const std::string_view told = text_in(target, "parentFrameId");
    frame.parent = told.empty() ? page_frame_ : std::string(told);
  }
  if (frame.url.empty()) frame.url = kept_url(text_in(target, "url"));
  session_frames_[session] = std::move(id);
}

void FrameTree::set_url(std::string_view frame_id, std::string_view url) {
  const auto frame = frames_.find(frame_id);
  if (frame != frames_.end()) frame->second.url = url;
}

std::vector<std::string> FrameTree::documents_from(std::string_view frame_id) const {
  std::vector<std::string> documents;
  auto frame = frames_.find(frame_id);
  while (frame != frames_.end() && documents.size() < max_frame_depth) {
    documents.push_back(frame->second.url);
    frame = frames_.find(frame->second.parent);
  }
  return documents;
}

std::vector<std::string> FrameTree::documents_around(std::string_view frame_id) const {
  const auto frame = frames_.find(frame_id);
  return frame == frames_.end() ? std::vector<std::string>() : documents_from(frame->second.parent);
}

std::vector<std::string> FrameTree::documents_of(std::string_view session) const {
  const auto frame = session_frames_.find(session);
  return frame == session_frames_.end() ? std::vector<std::string>()
                                        : documents_from(frame->second);
}

}  // namespace akkoord
