// SPDX-License-Identifier: MIT
/** What `akkoord compile` puts into the script beside the code. */

/** Words of the first layer: `banner` of consent-config/languages. */
export interface BannerText {
  readonly title: string;
  readonly body: string;
  readonly accept_all: string;
  readonly reject_all: string;
  readonly choose: string;
  readonly privacy_notice: string;
  readonly region: string;
  readonly reopen: string;
  readonly saved: string;
  readonly saved_next_page: string;
  readonly not_kept: string;
  /** The settings could not be loaded. */
  readonly unavailable?: string;
}

export interface PageData {
  /** The policy's id and revision. */
  readonly id: string;
  readonly r: number;
  /** Page module and policy blob, packed as text (page-module.ts, unpack). */
  readonly wasm: string;
  readonly blob: string;
  /** The bootstrap's hash, as a policy names it. */
  readonly hash: string;
  /** The language inlined, its direction and first layer; and all that there are. */
  readonly lang: string;
  readonly dir: string;
  readonly text: BannerText;
  readonly langs: readonly string[];
  readonly layout: 'box' | 'bar';
  /** accent, accent_text, background, text: colours; radius_px. */
  readonly theme?: Readonly<Record<string, string | number>>;
  /** Where the privacy notice stands. */
  readonly notice: string;
  readonly on_grant: 'reload' | 'next-page';
  /** Version of the files that load later. */
  readonly v: string;
}
