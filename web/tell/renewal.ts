// SPDX-License-Identifier: MIT
/**
 * Has the site's own server issue the records again: Safari cuts cookies that scripts write to seven days; and ends
 * HttpOnly cookies of services that were withdrawn, which no page can.
 *
 * The server answers by the records that it was sent. An answer that comes after a newer choice would undo that, so
 * a request ends with its page, and as soon as another choice is made.
 */
import type { TellData } from './tell-data.ts';
import { keep, kept } from './waiting.ts';

const every_ms = 86_400_000;
const patience_ms = 10_000;

/** Whether an endpoint is of the page's own origin, so that its cookies go along. */
export function isOwn({ endpoint }: Pick<TellData, 'endpoint'>): boolean {
  return new URL(endpoint, location.href).origin === location.origin;
}

/** Whether the server has answered. */
export async function renewRecords(data: TellData): Promise<boolean> {
  if (!isOwn(data)) return false;
  const ending = new AbortController();
  const end = (): void => ending.abort();
  document.addEventListener('akkoord:change', end);
  const timer = setTimeout(end, patience_ms);
  try {
    const { status } = await fetch(`${data.endpoint}/records`, {
      method: 'POST',
      credentials: 'same-origin',
      referrerPolicy: 'origin',
      signal: ending.signal,
    });
    return status === 204;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
    document.removeEventListener('akkoord:change', end);
  }
}

/** Once a day, where there is a choice. */
export async function renewWhenDue(data: TellData, isChosen: boolean): Promise<void> {
  const { renew_ms } = kept();
  if (renew_ms === undefined || renew_ms > Date.now()) return;
  const isWanted = isChosen && isOwn(data);
  const put = (next_ms: number | undefined): unknown =>
    keep(({ events }) => ({ renew_ms: next_ms, events }));
  put(isWanted ? Date.now() + patience_ms : undefined);
  if (isWanted && (await renewRecords(data))) put(Date.now() + every_ms);
}
