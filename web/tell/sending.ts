// SPDX-License-Identifier: MIT
/**
 * Sends what waits, the oldest first, and takes out what the collector has acknowledged.
 *
 * Whatever becomes of it, a visitor's choice holds: it is in the records. A request outlives its page ("keepalive"),
 * so that a reload takes nothing along; what was not acknowledged is sent again from another page, which its id makes
 * harmless.
 */
import type { ChoiceEvent } from './choice-event.ts';
import type { TellData } from './tell-data.ts';
import { keep, kept, replace, type Waiting } from './waiting.ts';

/** How long an answer may take: until then nobody else sends what was sent. */
const patience_ms = 15_000;
/** Browsers break off what a page waits for when it is left, though the request goes on: such a page sees no more of it. */
const leave_ms = 1_000;
const longestBreak_s = 21_600;
const longestAsked_s = 3_600;
/** The collector's "I have it", and no other: a server that answers everything with a page has nothing. */
const acknowledged = 204;
/** Refusals that another try may turn; all others are for good. */
const passing: readonly number[] = [401, 403, 404, 405, 408, 421, 425, 429];
/** A collector that has yet to learn of a policy, its revision or sensitive pages, and a clock ahead of its own. */
const passingFault = /"pointer":"\/(revision|policy|site|issued_s|sensitive)"/;

export function postJson(url: string, body: unknown): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    keepalive: true,
    credentials: 'omit',
    referrerPolicy: 'origin', // the page's path may tell of health
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** With what was shown by hash; undefined where that is not known any more: the files have changed since. */
export function completed(one: Waiting, data: TellData): Waiting | undefined {
  const { event, v } = one;
  if (event.text_hash) return one;
  const text_hash = data.text_hashes[event.language];
  if (v !== data.v || !text_hash) return undefined;
  const { policy_hash, bundle_hash } = data;
  return { ...one, event: { ...event, policy_hash, bundle_hash, text_hash } };
}

/** Comes back to what was handed to the network by a page that is gone. */
export function sendWhenDue(data: TellData): void {
  const [at_ms = 0] = kept()
    .events.map((one) => one.at_ms)
    .sort((a, b) => a - b);
  const wait_ms = at_ms - Date.now();
  if (wait_ms > 0 && wait_ms <= patience_ms) setTimeout(() => sendWaiting(data), wait_ms);
}

/** Sends all that is due; resolves when it was answered, or can't be. */
export async function sendWaiting(data: TellData): Promise<void> {
  keep(({ events, ...rest }) => ({
    ...rest,
    events: events.flatMap((one) => completed(one, data) ?? []),
  }));
  for (let isKept = true; isKept; ) {
    const now_ms = Date.now();
    const next = kept().events.find(({ at_ms }) => at_ms <= now_ms);
    if (!next) return;
    const { event, tries } = next;
    isKept = replace(event.id, (one) => ({ ...one, at_ms: now_ms + patience_ms }));
    const wait_s = await send(event, data);
    if (wait_s === undefined) {
      replace(event.id, () => undefined);
      continue;
    }
    // The next page tries once more at once, those after it ever more seldom.
    const break_s = tries && Math.min(2 ** tries, longestBreak_s);
    const at_ms = Date.now() + Math.max(wait_s, break_s) * 1000;
    replace(event.id, (one) => ({ ...one, at_ms, tries: tries + 1 }));
    return;
  }
}

/** How long to wait for another try, in seconds; undefined where none is wanted any more. */
export async function send(
  event: ChoiceEvent,
  { endpoint }: TellData,
): Promise<number | undefined> {
  try {
    const answer = await postJson(`${endpoint}/events`, event);
    const { status } = answer;
    if (status === acknowledged) return undefined;
    const isForGood = status >= 400 && status < 500 && !passing.includes(status);
    if (isForGood && !passingFault.test(await answer.text())) return undefined;
    return Math.min(Number(answer.headers.get('Retry-After')) || 0, longestAsked_s);
  } catch {
    await new Promise((resolve) => setTimeout(resolve, leave_ms));
    return 0;
  }
}
