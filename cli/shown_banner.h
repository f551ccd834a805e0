// SPDX-License-Identifier: MIT
//
// A banner as a visitor saw it, shown again from the files that were compiled then: in a page that
// has nothing else, at its site's address, in that language, on a screen of that size, in the layer
// in which the visitor chose.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "cli/browser/chromium_process.h"

namespace akkoord {

/// How a banner is to be kept.
enum class BannerForm : unsigned char {
  /// A picture of the screen, PNG.
  picture,
  /// A page of its own that asks for nothing and runs nothing.
  page,
};

/// The banner in `folder`, as `akkoord-collector shown` writes it. Nothing where it can't be shown,
/// or says other words than those that were logged, and `fault` says why.
[[nodiscard]] std::optional<std::string> show_banner(const ChromiumProcess& chromium,
                                                     const std::filesystem::path& folder,
                                                     BannerForm form, std::string& fault);

}  // namespace akkoord
