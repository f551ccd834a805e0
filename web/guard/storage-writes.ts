// SPDX-License-Identifier: MIT
/** Sends `setItem` of localStorage and sessionStorage through the gate. */
import type { WriteGate } from './write-gate.ts';

export function gateStorageWrites(gate: WriteGate): void {
  // Proxies stand in for them later, and may be what a native method is called on.
  const local = localStorage;
  const session = sessionStorage;
  const isLocal = (area: Storage): boolean => area === local || area === localStorage;
  const native = (area: Storage): Storage => (isLocal(area) ? local : session);
  const key = (area: Storage, name: string): string => Number(!isLocal(area)) + name;
  const { getItem, setItem, removeItem } = Storage.prototype;
  Object.assign(Storage.prototype, {
    getItem(this: Storage, name: string) {
      return gate.k.get(key(this, name))?.[0] ?? getItem.call(native(this), name);
    },
    setItem(this: Storage, name: string, text: string) {
      gate.w(key(this, name), `${text}`, (text) => setItem.call(native(this), name, text));
    },
    removeItem(this: Storage, name: string) {
      gate.k.delete(key(this, name));
      removeItem.call(native(this), name);
    },
  });
}
