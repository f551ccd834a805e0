// SPDX-License-Identifier: MIT
//
// The manifest of what visitors were shown, `bundle.json`, written where the policy has a
// collector:
//
//     {"version":1,"policy":"2pass","revision":7,"policy_hash":"sha256:HEX",
//      "files":{"akkoord.js":"sha256:HEX","nl.json":"sha256:HEX", ...}}
//
// "policy_hash" is that of the policy file's bytes; "files" has every file that was compiled, by
// name, but the manifest itself and `akkoord-tell.js`, which carries the manifest's own hash and so
// can't be in it. An event names the manifest ("bundle_hash"), the policy ("policy_hash") and the
// words shown ("text_hash", the hash of LANG.json, whose "banner" is word for word what the script
// has inlined). The collector archives the whole folder and the policy by their hashes: from an
// event one finds the manifest, from that each file, and so the very banner again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/compile/compile.h"
#include "core/compile/policy.h"

namespace akkoord {

/// What the manifest is called.
inline constexpr std::string_view bundle_name = "bundle.json";

/// `sha256:` and 64 digits, as events name what was shown.
[[nodiscard]] std::string content_hash(std::string_view bytes);

/// The manifest of `files`, compiled from `policy`, whose file has `policy_hash`.
[[nodiscard]] std::string write_bundle(const Policy& policy, std::string_view policy_hash,
                                       const std::vector<OutputFile>& files);

/// The literal that takes the place of AKKOORD_TELL (web/tell/tell-data.ts): where the collector
/// is, and the hashes of policy, manifest and texts. `version` is that of the files that load
/// later.
[[nodiscard]] std::string tell_literal(const Policy& policy, std::string_view policy_hash,
                                       std::string_view bundle, std::string_view version,
                                       const std::vector<OutputFile>& files);

}  // namespace akkoord
