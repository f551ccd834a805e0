// SPDX-License-Identifier: MIT
//
// Hosts as they are compared: in lower case, without port.
#pragma once

#include <string>
#include <string_view>

namespace akkoord {

/// `text` with its ASCII letters in lower case.
[[nodiscard]] std::string lower_cased(std::string_view text);

/// The host of a URL, without port, in lower case; empty where it has none.
[[nodiscard]] std::string host_name_of_url(std::string_view url);

}  // namespace akkoord
