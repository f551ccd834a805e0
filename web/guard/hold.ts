// SPDX-License-Identifier: MIT
/** Holds the page until the core has decided: keeps writes back, and what the policy refuses in mind. */
import type { EarlyHandOver, HandOver } from '../hand-over.ts';
import { refuseCalls } from './calls.ts';
import { gateCookieWrites } from './cookie-writes.ts';
import { holdSpeculationRules } from './speculation-rules.ts';
import { gateStorageWrites } from './storage-writes.ts';
import { closedGate } from './write-gate.ts';

const maxViolations = 200;

/** `before`: what stands at `window.akkoord` already (early.ts) and is handed on. */
export function hold(
  revision: number,
  calls?: unknown,
  free?: RegExp,
  before?: EarlyHandOver,
): HandOver {
  const handOver: HandOver = Object.assign(before ?? { u: [] }, {
    ...closedGate(free),
    ...{ r: revision, p: '*', v: [], s: [] },
  }) as HandOver;
  document.addEventListener('securitypolicyviolation', (event) => {
    if (!handOver.v[maxViolations - 1]) handOver.v.push(event);
  });
  if (!before) {
    if (!calls) refuseCalls();
    holdSpeculationRules(handOver);
  }
  gateCookieWrites(handOver);
  try {
    gateStorageWrites(handOver);
    handOver.s = [localStorage, sessionStorage].map(Object.keys);
  } catch {
    // A browser that refuses storage has none to keep back from.
  }
  return handOver;
}
