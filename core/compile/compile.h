// SPDX-License-Identifier: MIT
//
// The compiler as a whole: a policy's text in, files and messages out. Reads and writes no file
// itself. With an error among the messages there are no files.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/compile/catalogue.h"
#include "core/compile/diagnostic.h"
#include "core/compile/json_value.h"
#include "core/compile/lock.h"
#include "core/compile/overlap.h"
#include "core/compile/policy.h"

namespace akkoord {

/// Where the script lies unless `--base` says otherwise.
inline constexpr std::string_view default_base = "/akkoord/";

/// A file that the caller has read.
struct InputFile {
  /// Its bytes.
  std::string_view text;
  /// How messages name it.
  std::string_view path;
};

/// A file to be written.
struct OutputFile {
  /// Its name, without folder.
  std::string name;
  /// Its bytes.
  std::string text;
};

/// What is compiled. Views: all must outlive the call alone.
struct CompileInput {
  /// The policy.
  InputFile policy;
  /// The former lock, where there is one.
  std::optional<LockFile> lock = std::nullopt;
  /// Other hosts for staging (host_map.h).
  std::optional<InputFile> host_map = std::nullopt;
  /// The address of the folder that the files will lie in: a site path or an http(s) address.
  std::string_view base = default_base;
  /// Presets, languages, schema, web parts.
  const Catalogue& catalogue;
  /// Today, YYYY-MM-DD, which the lock remembers of a new revision; empty leaves that out.
  std::string_view date = {};
};

/// A policy that has been read and checked.
struct OpenedPolicy {
  /// What there is to say about it.
  Diagnostics diagnostics;
  /// The policy, with hosts mapped. Of no use where there are errors, as all below.
  Policy policy;
  /// Which services each pattern waits for besides its own.
  Needs needs;
  /// The texts, one file a language, in the policy's order.
  std::vector<JsonValue> languages;
  /// The bytes that PolicyBlob::open() takes.
  std::string blob;
  /// Files of others that the script loads later beside its own, added by whoever opened it.
  std::vector<OutputFile> further{};

  /// Whether it may be used.
  [[nodiscard]] bool ok() const noexcept { return !has_errors(diagnostics); }
};

/// What came of it.
struct CompileOutcome {
  /// All messages, in order.
  Diagnostics diagnostics;
  /// The script; what it loads later: `akkoord-later.js`, `akkoord-settings.js`,
  /// `akkoord-embeds.js`, `akkoord-inspector.js`, `akkoord-declaration.js`, `LANG.json`,
  /// `embed-ID.html`, `presets.json`, OpenedPolicy::further; the lines to paste: `snippet.html`,
  /// `header.html`, `tag.html`; and where the policy has a collector, `akkoord-tell.js` and the
  /// manifest of all others, `bundle.json` (bundle.h). None where there are errors.
  std::vector<OutputFile> files;
  /// The new lock file; empty likewise.
  std::string lock;
  /// The bootstrap's hash as a policy names it, `sha256-...`.
  std::string bootstrap_hash;

  /// Whether there are files to be written.
  [[nodiscard]] bool ok() const noexcept { return !has_errors(diagnostics); }
};

/// Reads and checks a policy. The lock is not looked at.
[[nodiscard]] OpenedPolicy open_policy(const CompileInput& input);

/// Compiles a policy.
[[nodiscard]] CompileOutcome compile(const CompileInput& input);

/// Compiles what open_policy() made of the same input, its lock aside.
[[nodiscard]] CompileOutcome compile(const CompileInput& input, OpenedPolicy opened);

}  // namespace akkoord
