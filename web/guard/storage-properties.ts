// SPDX-License-Identifier: MIT
/**
 * Turns property writes (`localStorage.theme = 1`) into `setItem`.
 *
 * Only a Proxy sees them, so one stands in for each area. The native areas are out of reach from then on, and
 * native methods know no Proxy.
 */
export function gateStorageProperties(): void {
  for (const property of ['localStorage', 'sessionStorage'] as const) {
    const area = window[property];
    const value: Storage = new Proxy(area, {
      get(_, member) {
        const own: unknown = Reflect.get(area, member);
        return typeof own === 'function' ? own.bind(area) : own;
      },
      set(_, name, text) {
        area.setItem(name as string, text);
        return true;
      },
      defineProperty(_, name, { value: text }) {
        area.setItem(name as string, text);
        return true;
      },
    });
    Object.defineProperty(window, property, { value });
  }
}
