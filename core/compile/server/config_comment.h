// SPDX-License-Identifier: MIT
//
// What every configuration says of itself in its first lines, and how it is laid out.
#pragma once

#include <string>
#include <string_view>

#include "core/compile/server/server_table.h"

namespace akkoord {

/// `text`, several lines, each behind "# ".
[[nodiscard]] std::string hash_comment(std::string_view text);

/// `text`, several lines, each behind "// ".
[[nodiscard]] std::string slash_comment(std::string_view text);

/// What the file is, of which policy and revision, and how it is made again. Ends in a newline.
[[nodiscard]] std::string what_it_is(const ServerTable& table, std::string_view kind);

/// What to do about caches, for servers that send `Cache-Control: private, no-cache`.
[[nodiscard]] std::string_view about_caches() noexcept;

/// The header's name: that of a policy that is enforced, or of one that only reports.
[[nodiscard]] std::string_view header_name(const ServerTable& table) noexcept;

/// The name of a service's category.
[[nodiscard]] std::string_view category_word(const ServerService& service) noexcept;

/// "youtube (social)", and what else is special about it.
[[nodiscard]] std::string service_title(const ServerService& service);

/// The titles' ids of a group, with " and " between them.
[[nodiscard]] std::string group_title(const ServerTable& table, const SourceGroup& group);

}  // namespace akkoord
