// SPDX-License-Identifier: MIT
/** Record cookies as a browser may hold them: sound ones of the demo clinic, and spoiled ones. */
import type { BrowserContext } from 'playwright-core';
import { site } from './clinic.ts';

const day_s = 86_400;
const id = '01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12';

export interface RecordFields {
  readonly format?: number;
  readonly revision?: number;
  readonly issued_days?: number;
  readonly expires_days?: number;
}

/** The value of `cookie_consent_set`; days count from now. */
export function record({
  format = 1,
  revision = 1,
  issued_days = -1,
  expires_days = 100,
}: RecordFields = {}): string {
  const now_s = Math.floor(Date.now() / 1000);
  const [issued_s, expires_s] = [issued_days, expires_days].map((days) => now_s + days * day_s);
  return `${format}.${revision}.${issued_s}.${expires_s}.${id}`;
}

/** By the end of their names; what is undefined is not there. */
export type Records = Readonly<Record<'set' | 'fu' | 'ga' | 'ma' | 'so', string | undefined>>;

export const granting: Records = { set: record(), fu: '1', ga: '1', ma: '1', so: '1' };

export async function giveRecords(visitor: BrowserContext, records: Records): Promise<void> {
  for (const [name, value] of Object.entries(records)) {
    if (value !== undefined) await giveCookie(visitor, `cookie_consent_${name}`, value);
  }
}

/** `place` as a cookie jar knows it: with a leading dot for a whole domain. */
export async function giveCookie(
  visitor: BrowserContext,
  name: string,
  value: string,
  place: { readonly domain?: string; readonly path?: string } = {},
): Promise<void> {
  const { domain = new URL(site).hostname, path = '/' } = place;
  const expires = Math.floor(Date.now() / 1000) + 30 * day_s;
  await visitor.addCookies([{ name, value, domain, path, expires, secure: true, sameSite: 'Lax' }]);
}
