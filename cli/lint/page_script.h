// SPDX-License-Identifier: MIT
//
// What is embedded at build: the script that looks at pages, and words that tell of health.
#pragma once

#include <string_view>

namespace akkoord {

/// cli/lint/page/, bundled: defines akkoordLint.
[[nodiscard]] std::string_view page_lint_script() noexcept;
/// cli/lint/health-words.json.
[[nodiscard]] std::string_view health_words_json() noexcept;

}  // namespace akkoord
