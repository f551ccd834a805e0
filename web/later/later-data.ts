// SPDX-License-Identifier: MIT
/** What `akkoord compile` puts into akkoord-later.js of the policy: what only a choice needs. */
import type { BannerText } from '../page-data.ts';

export interface LaterData {
  /** What the first layer says once a choice is made, in the language inlined. */
  readonly text: Pick<BannerText, 'saved' | 'saved_next_page' | 'not_kept'>;
  readonly on_grant: 'reload' | 'next-page';
  /** By the beginning of paths, where that differs; the longest that fits counts. */
  readonly routes?: Readonly<Record<string, 'reload' | 'next-page'>>;
  /** By cookie name or beginning, the service whose server sets it out of reach of scripts; less mandatory ones. */
  readonly http_only?: Readonly<Record<string, string>>;
  /** By path below '/', the cookie names set there, separated by blanks; exact names, less mandatory ones. */
  readonly cookie_paths?: Readonly<Record<string, string>>;
  /** Pages of the site tell of health, and visitors are asked for them: told to the collector. */
  readonly sensitive?: 1;
  /** Where the collector is, if there is one. */
  readonly endpoint?: string;
}

declare const AKKOORD_LATER: LaterData;
let opened: LaterData | undefined;

export function laterData(): LaterData {
  opened ??= AKKOORD_LATER;
  return opened;
}
