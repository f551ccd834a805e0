// SPDX-License-Identifier: MIT
/** Sends writes of the Cookie Store, where the browser has one, through the gate. */
import { cookieKind, type WriteGate } from './write-gate.ts';

export function gateCookieStore(gate: WriteGate): void {
  if (typeof CookieStore === 'undefined') return;
  const { set } = CookieStore.prototype;
  CookieStore.prototype.set = function (this: CookieStore, ...cookie: [string | CookieInit]) {
    const [first] = cookie;
    const name = `${typeof first === 'object' ? first.name : first}`.trim();
    let written = Promise.resolve(); // a refused write ends as one that nobody reads
    gate.w(cookieKind + name, '', () => {
      written = Reflect.apply(set, this, cookie);
    });
    return written;
  };
}
