// SPDX-License-Identifier: MIT
/**
 * The guard: holds what the page policy can't see, and tells by name what was held.
 *
 * A service may write where the page's policy was made with its consent and the records still say so.
 */
import type { HandOver } from '../hand-over.ts';
import { outcome, ownRecord, type PageModule, reason } from '../page-module.ts';
import { gateCookieStore } from './cookie-store-writes.ts';
import { type HeldEntry, heldList } from './held.ts';
import { violationReader } from './page-policy.ts';
import { gateStorageProperties } from './storage-properties.ts';
import { sweep } from './sweep.ts';
import { cookieKind, openGate, type WriteKind } from './write-gate.ts';

/** The item in storage that Akkoord itself keeps (web/referrer.ts). */
const ownItem = 'akkoord';

export interface Guard {
  /** Whether the page was made with service `number` granted. */
  runs(number: number): boolean;
  held(): readonly HeldEntry[];
  sweep(): Promise<void>;
}

/** Takes the core's last decision as the one that the page was made from, and opens the gate by it. */
export function guardPage(core: PageModule, handOver: HandOver): Guard {
  const list = heldList(core);
  const isGranted = (number: number): boolean => core.outcome(number) === outcome.granted;
  const running = core.ids.map((_, number) => isGranted(number));
  const ownerOf = (kind: WriteKind, name: string): number =>
    kind === cookieKind ? core.classifyCookie(name) : core.classifyStorage(kind, name);
  const allows = (kind: WriteKind, name: string): boolean => {
    const owner = ownerOf(kind, name);
    return (running[owner] && isGranted(owner)) || owner === ownRecord || name === ownItem;
  };
  const refused = (kind: WriteKind, name: string): void =>
    list.note(kind === cookieKind ? 'cookie' : 'storage', name, ownerOf(kind, name));

  openGate(handOver, allows, refused);
  gateCookieStore(handOver);
  try {
    for (const kind of [0, 1] as const) {
      const area = kind ? sessionStorage : localStorage;
      // Written since the bootstrap, as a property.
      for (const name of Object.keys(area)) {
        if (handOver.s[kind]?.includes(name) || allows(kind, name)) continue;
        area.removeItem(name);
        refused(kind, name);
      }
    }
    gateStorageProperties();
  } catch {
    // A browser that refuses storage has none to guard.
  }
  const push = violationReader((url) =>
    list.note('request', new URL(url).host, core.classifyUrl(url)),
  );
  handOver.v.forEach?.(push);
  handOver.v = { push };
  return {
    runs: (number) => !!running[number],
    held: list.entries,
    // A sensitive page holds services that the visitor has granted elsewhere: theirs stays.
    sweep: () =>
      sweep(core, (number) => isGranted(number) || core.reason(number) === reason.sensitiveRoute),
  };
}
