// SPDX-License-Identifier: MIT
/**
 * Sends writes to localStorage and sessionStorage through the gate.
 *
 * A property write (`localStorage.theme = 1`) can only be seen by a Proxy, so one stands in for each area. The
 * native areas are out of reach from then on, and native methods know no Proxy.
 */
import type { WriteGate } from './write-gate.ts';

type Method = (this: Storage, name: string, text: string) => unknown;

export function gateStorageWrites(gate: WriteGate): void {
  gateArea(gate, 0, 'localStorage');
  gateArea(gate, 1, 'sessionStorage');
}

function gateArea(gate: WriteGate, kind: 0 | 1, property: 'localStorage' | 'sessionStorage'): void {
  const area = window[property];
  const waiting = gate.k[kind];
  const value: Storage = new Proxy(area, {
    get(_, member) {
      const own: unknown = Reflect.get(area, member);
      if (typeof own !== 'function') return waiting.get(member)?.[0] ?? own;
      return (key: string, text: string): unknown => {
        const name = `${key}`;
        const run = (): unknown => (own as Method).call(area, name, text);
        if (member === 'getItem' && waiting.has(name)) return waiting.get(name)?.[0] ?? null;
        // A removal comes without text.
        return /^[sr]e/.test(String(member)) ? gate.w(kind, name, text, run) : run();
      };
    },
    set(_, name, text) {
      value.setItem(String(name), `${text}`);
      return true;
    },
    defineProperty: (_, name, { value: text }) => Reflect.set(value, name, text),
  });
  Object.defineProperty(window, property, { value });
}
