// SPDX-License-Identifier: MIT
/** Sends `setItem` of localStorage and sessionStorage through the gate. */
import type { WriteGate } from './write-gate.ts';

export function gateStorageWrites(gate: WriteGate): void {
  const local = localStorage; // a Proxy stands in for it later
  const key = (area: Storage, name: string): string => Number(area !== local) + name;
  const { getItem, setItem, removeItem } = Storage.prototype;
  Object.assign(Storage.prototype, {
    getItem(this: Storage, name: string) {
      return gate.k.get(key(this, name))?.[0] ?? getItem.call(this, name);
    },
    setItem(this: Storage, name: string, text: string) {
      gate.w(key(this, name), `${text}`, (text) => setItem.call(this, name, text));
    },
    removeItem(this: Storage, name: string) {
      gate.k.delete(key(this, name));
      removeItem.call(this, name);
    },
  });
}
