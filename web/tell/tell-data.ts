// SPDX-License-Identifier: MIT
/** What `akkoord compile` puts into akkoord-tell.js: where the collector is, and what was shown, by hash. */
export interface TellData {
  /** Without a slash at its end: a path of the site, or an address elsewhere. */
  readonly endpoint: string;
  /** `sha256:` and 64 digits: of the policy file, and of the manifest `bundle.json` (core/compile/bundle.h). */
  readonly policy_hash: string;
  readonly bundle_hash: string;
  /** Of LANG.json, by language. */
  readonly text_hashes: Readonly<Record<string, string>>;
  /** Version of the files that load later: what a choice was made with names the same. */
  readonly v: string;
}
