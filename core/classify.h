// SPDX-License-Identifier: MIT
//
// Whose it is: which service a URL, a cookie or a stored item belongs to. The closest claim wins:
// among hosts the most labels, among paths the longest, among names the exact one before the
// longest prefix. Allocates nothing.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/blob.h"
#include "core/service.h"

namespace akkoord {

/// Where a page keeps things; the KIND of the blob's names. Numbers cross into the page.
enum class StorageKind : std::uint8_t { local = 0, session = 1, indexed_db = 2, cache = 3 };

/// The service that claims an absolute URL; no_service for a URL of no service or no web URL.
[[nodiscard]] ServiceNumber classify_url(const PolicyBlob& policy, std::string_view url) noexcept;

/// The service that the site's own path, `/path?query`, proxies; no_service for the site's own.
[[nodiscard]] ServiceNumber classify_path(const PolicyBlob& policy, std::string_view path) noexcept;

/// The service that claims a first-party cookie of this name.
[[nodiscard]] ServiceNumber classify_cookie(const PolicyBlob& policy,
                                            std::string_view name) noexcept;

/// The service that claims a stored item of this name.
[[nodiscard]] ServiceNumber classify_storage(const PolicyBlob& policy, StorageKind kind,
                                             std::string_view name) noexcept;

}  // namespace akkoord
