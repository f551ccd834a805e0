// SPDX-License-Identifier: MIT
/** Observe mode: nothing is held, and what third parties were asked for and what is stored is listed. */
import { type HeldEntry, heldList } from '../guard/held.ts';
import { visibleCookies } from '../guard/sweep.ts';
import { ownRecord, type PageModule } from '../page-module.ts';

/** Listens from now on, and to what the browser remembers; returns how to ask for the list. */
export function observePage(core: PageModule): () => readonly HeldEntry[] {
  const list = heldList(core);
  new PerformanceObserver((seen) => {
    for (const { name } of seen.getEntries()) {
      const { origin, host, protocol } = new URL(name);
      if (origin !== location.origin && /^(http|ws)/.test(protocol)) {
        list.note('request', host, core.classifyUrl(name));
      }
    }
  }).observe({ type: 'resource', buffered: true });
  return () => {
    for (const name of visibleCookies().filter(Boolean)) {
      const owner = core.classifyCookie(name);
      if (owner !== ownRecord) list.note('cookie', name, owner, 0);
    }
    for (const kind of [0, 1] as const) {
      for (const name of Object.keys(kind ? sessionStorage : localStorage)) {
        list.note('storage', name, core.classifyStorage(kind, name), 0);
      }
    }
    return list.entries().map((entry) => ({ ...entry, seen: true }));
  };
}
