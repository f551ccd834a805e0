// SPDX-License-Identifier: MIT
/** What was held on this page: by kind, name and service, counted. Never a full URL. */
import { type CategoryName, categoryNames, type PageModule } from '../page-module.ts';

export interface HeldEntry {
  readonly kind: 'request' | 'cookie' | 'storage';
  /** Of a request the host; else the cookie's or the item's name. */
  readonly name: string;
  /** Null where no service of the policy claims it. */
  readonly service: string | null;
  readonly category: CategoryName | null;
  readonly count: number;
  /** Observe mode: it was not held. */
  readonly seen?: boolean;
}

export interface HeldList {
  /** `times` 0: what was found and deleted is told once, however often it comes back. */
  note(kind: HeldEntry['kind'], name: string, service: number, times?: 0): void;
  entries(): readonly HeldEntry[];
}

export function heldList(core: PageModule): HeldList {
  const entries = new Map<string, HeldEntry>();
  return {
    note(kind, name, service, times: number = 1) {
      const key = `${kind} ${service} ${name}`;
      const known = service >= 0;
      entries.set(key, {
        kind,
        name,
        service: (known && core.ids[service]) || null,
        category: (known && categoryNames[core.category(service)]) || null,
        count: (entries.get(key)?.count ?? 1 - times) + times,
      });
    },
    entries: () => [...entries.values()],
  };
}
