// SPDX-License-Identifier: MIT
/** Observe mode: nothing is held, and what third parties were asked for and what is stored is listed. */
import { type AkkoordState, emptyState, pageApi } from '../api.ts';
import { type HeldList, heldList } from '../guard/held.ts';
import { storedNames } from '../guard/stored-names.ts';
import { ownRecord, type PageModule, type StorageKind } from '../page-module.ts';
import type { RunningPage } from '../running-page.ts';
import { asksForInspector, inspect } from './inspect.ts';
import { wholeModule } from './whole-module.ts';

type ObservedPage = Pick<RunningPage, 'data' | 'install' | 'fileUrl' | 'warn'>;

export function observePage(page: ObservedPage): void {
  const { data, warn } = page;
  const core = wholeModule(data);
  const list = heldList(core);
  const state = (): AkkoordState => ({
    ...emptyState(data),
    enforcing: false,
    held: list.entries().map((entry) => ({ ...entry, seen: true })),
  });
  const refuse = async (): Promise<never> => {
    throw new Error('Akkoord only observes here: nobody is asked, and nothing is written.');
  };
  const notes: string[] = [];
  window.akkoord = pageApi({
    ...{ state, choose: refuse, open: refuse },
    inspect: () => inspect({ ...page, notes, state }),
  });
  warn('it observes: nothing is held. akkoord.inspect() lists what leaves and is stored here.');
  new PerformanceObserver((seen) => {
    for (const { name } of seen.getEntries()) {
      const { origin, host, protocol } = new URL(name);
      if (origin !== location.origin && /^(http|ws)/.test(protocol)) {
        list.note('request', host, core.classifyUrl(name));
      }
    }
  }).observe({ type: 'resource', buffered: true });
  const look = (): void => {
    noteStored(core, list);
  };
  look();
  addEventListener('load', look);
  document.addEventListener('visibilitychange', look);
  document.dispatchEvent(new CustomEvent('akkoord:ready', { detail: state() }));
  if (asksForInspector()) inspect({ ...page, notes, state });
}

async function noteStored(core: PageModule, list: HeldList): Promise<void> {
  const { cookies, local, session, databases, caches } = await storedNames();
  for (const name of cookies) {
    const owner = core.classifyCookie(name);
    if (owner !== ownRecord) list.note('cookie', name, owner, 0);
  }
  for (const [kind, names] of [local, session, databases, caches].entries()) {
    for (const name of names) {
      list.note('storage', name, core.classifyStorage(kind as StorageKind, name), 0);
    }
  }
}
