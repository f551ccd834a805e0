// SPDX-License-Identifier: MIT
/**
 * The guard: holds what the page policy can't see, and tells by name what was held.
 *
 * A service may write where the page's policy was made with its consent and the records still say so.
 */
import { outcome, ownRecord, type PageModule, reason } from '../page-module.ts';
import { gateCookieStore } from './cookie-store-writes.ts';
import { type HeldEntry, heldList } from './held.ts';
import { violationReader } from './page-policy.ts';
import { sweep } from './sweep.ts';
import { cookieKind, openGate, type WriteGate, type WriteKind } from './write-gate.ts';

/** The item in storage that Akkoord itself keeps (web/referrer.ts). */
const ownItem = 'akkoord';

export interface Guard {
  /** Whether the page was made with service `number` granted. */
  runs(number: number): boolean;
  readViolation(event: SecurityPolicyViolationEvent): void;
  held(): readonly HeldEntry[];
  sweep(): Promise<void>;
}

/** Takes the core's last decision as the one that the page was made from, and opens the gate by it. */
export function guardPage(core: PageModule, gate: WriteGate): Guard {
  const list = heldList(core);
  const running = core.ids.map((_, number) => core.outcome(number) === outcome.granted);
  const ownerOf = (kind: WriteKind, name: string): number =>
    kind === cookieKind ? core.classifyCookie(name) : core.classifyStorage(kind, name);

  gateCookieStore(gate);
  openGate(
    gate,
    (kind, name, text) => {
      if (text === undefined || (kind === cookieKind && deletesCookie(text))) return true;
      const owner = ownerOf(kind, name);
      const granted = running[owner] && core.outcome(owner) === outcome.granted;
      return granted || owner === ownRecord || name === ownItem;
    },
    (kind, name) =>
      list.note(kind === cookieKind ? 'cookie' : 'storage', name, ownerOf(kind, name)),
  );
  return {
    runs: (number) => !!running[number],
    readViolation: violationReader((url) =>
      list.note('request', new URL(url).host, core.classifyUrl(url)),
    ),
    held: list.entries,
    // A sensitive page holds services that the visitor has granted elsewhere: theirs stays.
    sweep: () =>
      sweep(
        core,
        (number) =>
          core.outcome(number) === outcome.granted || core.reason(number) === reason.sensitiveRoute,
      ),
  };
}

/** A deletion is never refused. */
function deletesCookie(line: string): boolean {
  const [, date = ''] = /;\s*expires=([^;]*)/i.exec(line) ?? [];
  return /;\s*max-age=[-0]/i.test(line) || Date.parse(date) < Date.now();
}
