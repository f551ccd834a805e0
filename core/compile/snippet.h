// SPDX-License-Identifier: MIT
//
// The lines to paste, for each install. Of the snippet, first in head:
//
//     a policy that permits everything   Chromium's preload scanner stops where it meets one
//     the bootstrap, inline              writes the page policy before anything else is parsed
//     the script, async                  narrows it, and asks
//     for pages without scripting        the policy for nothing granted
//
// With a header from the server (`akkoord headers`) the script is deferred, behind a few bytes
// inline that hold what no policy sees; where nothing may stand inline, it is waited for, behind
// the policy that permits everything. It tells by its address's fragment which it is.
#pragma once

#include <string>
#include <string_view>

namespace akkoord {

/// What the snippet is made of.
struct SnippetParts {
  /// The bootstrap with its table, as it stands between the script tags.
  std::string_view bootstrap;
  /// Where the one script lies.
  std::string_view script_url;
  /// The page policy for nothing granted.
  std::string_view refusing_policy;
};

/// `snippet.html`.
[[nodiscard]] std::string write_snippet(const SnippetParts& parts);

/// `snippet.html` where nothing is to be held: the script alone.
[[nodiscard]] std::string write_observing_snippet(std::string_view script_url);

/// `header.html`, for pages whose server sends the page policy; `early` stands inline.
[[nodiscard]] std::string write_header_lines(std::string_view early, std::string_view script_url);

/// `tag.html`, for pages that take one external script and nothing inline.
[[nodiscard]] std::string write_tag_lines(std::string_view script_url);

/// `text` fit for an attribute in double quotes.
[[nodiscard]] std::string html_attribute(std::string_view text);

}  // namespace akkoord
