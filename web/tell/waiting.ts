// SPDX-License-Identifier: MIT
/**
 * What waits for the collector, in localStorage under `akkoord_tell`:
 *
 *     1795737600000 {"renew_ms":1795824000000,"events":[{"at_ms":1795737600000,"tries":1,"v":"0123abcd","event":{...}}]}
 *
 * First when there is something to do, in milliseconds since 1970, so that a page knows at a glance; then when the
 * records are due to be issued again, and the choices that have not been acknowledged, the oldest first. Nothing is
 * written before a choice.
 *
 * What is handed to the network is put off for as long as an answer may take, so that neither another tab nor the
 * page that follows sends it too; the answer takes it out.
 */
import type { ChoiceEvent } from './choice-event.ts';

export interface Waiting {
  /** Until when nobody sends it. */
  readonly at_ms: number;
  /** How often it was sent in vain. */
  readonly tries: number;
  /** The version of the files that the choice was made with. */
  readonly v: string;
  readonly event: ChoiceEvent;
}

export interface Kept {
  /** When the records are to be issued again; not there where nobody does that. */
  readonly renew_ms?: number | undefined;
  readonly events: readonly Waiting[];
}

const key = 'akkoord_tell';
/** No more than these wait, the latest. */
const maxEvents = 16;
const maxChars = 49_152;
/** What could not be told for so long is not told any more. */
const maxAge_s = 90 * 86_400;

/** What is kept; nothing where the browser refuses storage, or somebody else has written there. */
export function kept(): Kept {
  try {
    const text = localStorage.getItem(key) ?? '';
    const { renew_ms, events }: Kept = JSON.parse(text.slice(text.indexOf(' ')));
    const since_s = Date.now() / 1000 - maxAge_s;
    return {
      renew_ms,
      events: events.filter(({ event }) => event.issued_s > since_s),
    };
  } catch {
    return { events: [] };
  }
}

/** Puts in what `change` makes of it; false where the browser does not keep it. */
export function keep(change: (before: Kept) => Kept): boolean {
  const { renew_ms, events } = change(kept());
  let latest = events.slice(-maxEvents);
  const text = (): string => JSON.stringify({ renew_ms, events: latest });
  while (text().length > maxChars) latest = latest.slice(1);
  const due_ms = Math.min(
    renew_ms ?? Number.POSITIVE_INFINITY,
    ...latest.map(({ at_ms }) => at_ms),
  );
  try {
    if (Number.isFinite(due_ms)) localStorage.setItem(key, `${due_ms} ${text()}`);
    else localStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
}

/** Changes what waits under an event's id; `undefined` takes it out. */
export function replace(id: string, change: (one: Waiting) => Waiting | undefined): boolean {
  return keep(({ events, ...rest }) => ({
    ...rest,
    events: events.flatMap((one) => (one.event.id === id ? (change(one) ?? []) : one)),
  }));
}
