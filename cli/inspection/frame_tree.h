// SPDX-License-Identifier: MIT
//
// The page, its frames and its workers, as the browser tells of them: in which documents something
// happened. Frames beyond max_requests are passed over.
#pragma once

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace akkoord {

/// Frames by their ids, and what each shows.
class FrameTree {
 public:
  /// Says which frame is the page's own: the target that was opened for the visit.
  void set_page(std::string_view frame_id);
  /// Whether a frame is the page's own.
  [[nodiscard]] bool is_page(std::string_view frame_id) const noexcept {
    return frame_id == page_frame_;
  }

  /// Takes the parameters of Page.frameAttached.
  void take_attached(const nlohmann::json& params);
  /// Takes the frame of Page.frameNavigated.
  void take_navigated(const nlohmann::json& frame);
  /// Takes the parameters of Target.attachedToTarget, told in `parent_session`.
  void take_target(const nlohmann::json& params, const std::string& parent_session);
  /// Notes what a frame shows, where it is known.
  void set_url(std::string_view frame_id, std::string_view url);

  /// Whether a frame is known.
  [[nodiscard]] bool has(std::string_view frame_id) const {
    return frames_.find(frame_id) != frames_.end();
  }
  /// The documents that a frame lies in, its own first, the page last; none where it is unknown.
  [[nodiscard]] std::vector<std::string> documents_from(std::string_view frame_id) const;
  /// Likewise, without its own.
  [[nodiscard]] std::vector<std::string> documents_around(std::string_view frame_id) const;
  /// Likewise, of the frame or worker that a session of the DevTools protocol tells of.
  [[nodiscard]] std::vector<std::string> documents_of(std::string_view session) const;

 private:
  /// A frame: where it hangs and what it shows.
  struct Frame {
    std::string parent;
    std::string url;
  };

  std::string page_frame_;
  std::map<std::string, Frame, std::less<>> frames_;
  std::map<std::string, std::string, std::less<>> session_frames_;
};

}  // namespace akkoord
