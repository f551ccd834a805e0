// SPDX-License-Identifier: MIT
/**
 * Sends writes to `document.cookie` through the gate.
 *
 * The page policy stops requests; a cookie write makes none, so it is stopped here. What a server set, or a
 * fresh realm wrote behind our back, the sweep removes.
 */
import { cookieKind, type WriteGate } from './write-gate.ts';

export function gateCookieWrites(gate: WriteGate): void {
  const cookies = Document.prototype;
  const { get, set } = Object.getOwnPropertyDescriptor(
    cookies,
    'cookie',
  ) as Required<PropertyDescriptor>;
  Object.defineProperty(cookies, 'cookie', {
    get(this: Document): string {
      // What waits comes first: of twins, readers take the first.
      const waiting = [...gate.k].filter(([key]) => key.startsWith(`${cookieKind}`));
      return [...waiting.map(([, [text]]) => text.split(';')[0]), get.call(this)].join('; ');
    },
    set(this: Document, line: unknown) {
      gate.w(cookieKind + cookieName(`${line}`), `${line}`, (text) => set.call(this, text));
    },
  });
}

/** The name as browsers cut it: up to the first '=', blanks trimmed (RFC 6265bis, 5.6). */
export function cookieName(line: string): string {
  return line.replace(/[=;].*/s, '').trim();
}
