// SPDX-License-Identifier: MIT
/** What `akkoord compile` puts into the script beside the code. */

import type { PathGate } from './hand-over.ts';
import type { PageModule } from './page-module.ts';
import type { RunningPage } from './running-page.ts';

/** Words of the first layer: `banner` of consent-config/languages. */
export interface BannerText {
  readonly title: string;
  readonly body: string;
  readonly accept_all: string;
  readonly reject_all: string;
  readonly choose: string;
  readonly privacy_notice: string;
  /** Where the privacy notice stands, by the page's country where that differs; behind '', on all other pages. */
  readonly notices: Readonly<Record<string, string>>;
  readonly region: string;
  readonly reopen: string;
  /** These three come with akkoord-later.js (later/later-data.ts) where the language is the one inlined. */
  readonly saved: string;
  readonly saved_next_page: string;
  readonly not_kept: string;
  /** What a choice needs could not be loaded. */
  readonly unavailable: string;
}

export interface PageData {
  /** The policy's id and revision. */
  readonly id: string;
  readonly r: number;
  /** Page module and policy blob, packed as text (page-module.ts, unpack). */
  readonly wasm: string;
  readonly blob: string;
  /** The language inlined, its direction and first layer; and all that there are. */
  readonly lang: string;
  readonly dir: string;
  readonly text: BannerText;
  readonly langs: readonly string[];
  readonly layout: 'box' | 'bar' | 'dialog';
  /** Style of the policy's own: its colours, and its layout's. */
  readonly css: string;
  /** The country whose rules the page follows, as the policy names it; empty where it is of none. */
  readonly country: () => string;
  /** The policy is of several countries, each with declarations of its own. */
  readonly countries?: 1;
  /** The blob by country, where something is exempt there and not everywhere; and what keeps to it. */
  readonly blobs?: Readonly<Record<string, string>>;
  readonly follow?: (core: PageModule, data: PageData) => void;
  /** Nobody is asked: no service needs consent, be it in the page's country (1), or there is none that could even be objected to (2). */
  readonly quiet?: 0 | 1 | 2;
  /** Nothing is held; what would be is listed. */
  readonly observe?: 1;
  /** The site's own pages call by WebRTC; else the guard takes that away. */
  readonly webrtc?: 1;
  /** By service that gets placeholders, selectors of embeds that a script would build, by commas. */
  readonly embeds?: Readonly<Record<string, string>>;
  /** By own path that stands in for services, those services as in the table; and what holds such paths. */
  readonly path_services?: Readonly<Record<string, string>>;
  readonly paths?: PathGate;
  /** Where the policy has a collector: loads what tells it, if there is anything to tell. */
  readonly tell?: (page: RunningPage, isShown: boolean) => void;
  /** Version of the files that load later. */
  readonly v: string;
}
