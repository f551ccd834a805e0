// SPDX-License-Identifier: MIT
/**
 * The guard: holds what the page policy can't see, and tells by name what it held.
 *
 * A service may write where the page's policy was made with its consent and the records still say so.
 */
import type { HandOver } from '../hand-over.ts';
import { outcome, ownRecord, type PageModule, reason, type StorageKind } from '../page-module.ts';
import { gateCookieStore } from './cookie-store-writes.ts';
import { gateDatabaseOpens } from './database-opens.ts';
import { type HeldEntry, type HeldList, heldList } from './held.ts';
import { admitsMore, writePolicy } from './page-policy.ts';
import { gateStorageProperties } from './storage-properties.ts';
import { visibleCookies } from './stored-names.ts';
import { type IsLeft, sweep, sweepItems } from './sweep.ts';
import { cookieKind, openGate, type WriteKind } from './write-gate.ts';

/** Items in storage that Akkoord itself keeps (web/referrer.ts, web/later) begin so. */
const ownItems = 'akkoord';

export interface Guard {
  /** Whether the page was made with service `number` granted, and has kept it since. */
  runs(number: number): boolean;
  /** Narrows the page to the core's last decision; ids of the services that this ends, but for a sensitive route. */
  narrow(): readonly string[];
  /** Whether what stands under a name belongs to a service that may not keep it. */
  readonly isOut: IsLeft;
  /** Names of cookies that belong to such a service and that no page can delete. */
  undeletable(): readonly string[];
  readonly note: HeldList['note'];
  held(): readonly HeldEntry[];
  sweep(): Promise<void>;
}

/** Takes the core's last decision as the one that the page was made from, and opens the gate by it; `wroteBelow` hears of cookies that may live below '/'. */
export function guardPage(
  core: PageModule,
  handOver: HandOver,
  wroteBelow: (name: string, cookie: string) => void,
): Guard {
  const list = heldList(core);
  const isGranted = (number: number): boolean => core.outcome(number) === outcome.granted;
  const mayAct = (number: number): boolean => !!running[number] && isGranted(number);
  const running = core.ids.map((_, number) => isGranted(number));
  const narrow = (): readonly string[] => {
    const allowed = core.pagePolicy();
    if (admitsMore(handOver.p, allowed)) {
      handOver.p = allowed;
      writePolicy(allowed);
    }
    return core.ids.filter((_, number) => {
      const ends = running[number] && !isGranted(number);
      if (ends) running[number] = false;
      return ends && core.reason(number) !== reason.sensitiveRoute;
    });
  };
  narrow();
  const ownerOf = (kind: WriteKind, name: string): number =>
    kind === cookieKind
      ? core.classifyCookie(name)
      : core.classifyStorage((kind > cookieKind ? kind - 1 : kind) as StorageKind, name);
  const allows = (kind: WriteKind, name: string, text = ''): boolean => {
    const owner = ownerOf(kind, name);
    if (!mayAct(owner)) return owner === ownRecord || name.startsWith(ownItems);
    if (kind === cookieKind && core.category(owner) && !/path *= *\/ *(;|$)/i.test(text))
      wroteBelow(name, text);
    return true;
  };
  const refused = (kind: WriteKind, name: string, times?: 0): void =>
    list.note(kind === cookieKind ? 'cookie' : 'storage', name, ownerOf(kind, name), times);
  const isOut: IsLeft = (kind, name) => {
    const owner = ownerOf(kind, name);
    // A sensitive page holds services that the visitor has granted elsewhere: theirs stays.
    return owner >= 0 && !isGranted(owner) && core.reason(owner) !== reason.sensitiveRoute;
  };
  const isLeft: IsLeft = (kind, name) => {
    const left = isOut(kind, name);
    if (left) refused(kind, name, 0);
    return left;
  };

  handOver.g = (services) =>
    services.split(',').every((key) => mayAct(core.ids.indexOf(`${key.split(' ')[1]}`)));
  openGate(handOver, allows, refused);
  gateCookieStore(handOver);
  try {
    gateDatabaseOpens(handOver);
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
  const sweepAll = (): Promise<void> => sweep(isLeft);
  const sweepChanged = (): void => sweepItems(isLeft);
  const undeletable = (): readonly string[] => {
    try {
      const told = sessionStorage.getItem('akkoord-undeletable') ?? '';
      sweepChanged();
      return [...told.split(' '), ...visibleCookies()].filter((name) => isOut(cookieKind, name));
    } catch {
      return []; // What can't be read was not kept.
    }
  };
  watchStores(sweepAll, sweepChanged);
  return {
    ...{ narrow, isOut, undeletable },
    runs: (number) => !!running[number],
    note: list.note,
    held: list.entries,
    sweep: sweepAll,
  };
}

/** The moments at which something may have been left behind the gate: by a server, a realm of its own, another page. */
function watchStores(sweepAll: () => void, sweepChanged: () => void): void {
  const soon = (): void => {
    for (const wait_ms of [0, 100, 250, 1000, 5000]) setTimeout(sweepAll, wait_ms);
  };
  soon(); // an async script may come after the load event
  addEventListener('load', soon);
  addEventListener('storage', sweepChanged);
  window.cookieStore?.addEventListener('change', sweepChanged);
  document.addEventListener('visibilitychange', sweepAll);
  addEventListener('pagehide', sweepAll);
}
