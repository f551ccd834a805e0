// SPDX-License-Identifier: MIT
/** Tells that the banner was shown: a count, without any id, and nothing is stored for it. */
import type { PageData } from '../page-data.ts';
import { senderOf } from './sender.ts';
import { postJson } from './sending.ts';
import type { TellData } from './tell-data.ts';

export function tellShown(page: PageData, { endpoint }: TellData): void {
  const sender = senderOf(page, 1);
  postJson(`${endpoint}/shown`, { ...sender, entry: comesFromElsewhere() }).catch(() => {
    // A count that is lost is one less.
  });
}

/** Whether no page of this host led here: an address that was typed counts as a visit that begins, too. */
function comesFromElsewhere(): boolean {
  return !document.referrer.startsWith(`${location.origin}/`);
}

/** Calls `act` when a visitor sees the page: not while it is rendered ahead, nor behind another tab. */
export function whenSeen(act: () => void): void {
  const look = (): void => {
    if (document.hidden || document.prerendering) return;
    for (const type of changes) document.removeEventListener(type, look);
    act();
  };
  const changes = ['visibilitychange', 'prerenderingchange'];
  for (const type of changes) document.addEventListener(type, look);
  look();
}
