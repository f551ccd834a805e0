// SPDX-License-Identifier: MIT
//
// Writes the blobs that core/blob.h draws and core/classify.cc searches.
#pragma once

#include <string>

#include "core/compile/overlap.h"
#include "core/compile/policy.h"

namespace akkoord {

/// The page's view of `policy`. Opens with PolicyBlob::open(), unless it exceeds max_blob_bytes.
[[nodiscard]] std::string write_blob(const Policy& policy, const Needs& needs);

/// The same as pages of `country` take it, empty: those of none: its exemptions are flagged as if
/// they held everywhere, and nothing has to be found there.
[[nodiscard]] std::string write_page_blob(const Policy& policy, const Needs& needs,
                                          std::string_view country = {});

/// The character that carries a service's category, and whether it stays off on sensitive routes or
/// is exempt in all countries of the policy, as a number.
[[nodiscard]] int service_flags(const Policy& policy, const PolicyService& service) noexcept;

/// What follows page_policy_tail in every page policy of the site: where its forms may go, each
/// after a blank. Section `forms` of the blob.
[[nodiscard]] std::string form_tail(const Policy& policy);

/// Policy sources with a blank between them, each once.
[[nodiscard]] std::string source_list(const std::vector<PlacedText>& patterns);

}  // namespace akkoord
