// SPDX-License-Identifier: MIT
/**
 * The gate that cookie and storage writes pass: closed until the core has decided, then by its rule.
 *
 * What waits is shown to those who read, so that a page finds what it has just written.
 */

/** Where a write goes: local storage, session storage, cookies, a database or a cache. */
export type WriteKind = 0 | 1 | 2 | 3 | 4;
export const cookieKind = 2;
export const databaseKind = 3;
export const cacheKind = 4;

/** Carries a write out. */
export type Run = (text: string) => void;

export interface WriteGate {
  /** By kind and name (`2_ga`), the last write that waits. */
  readonly k: Map<string, readonly [text: string, run: Run]>;
  /** Takes a write: carries it out, keeps it back or refuses it. */
  w(kindAndName: string, text: string, run: Run): void;
}

/** A gate that lets through what `free` matches, and keeps the rest back. */
export function closedGate(free?: RegExp): WriteGate {
  const k = new Map();
  return {
    k,
    w(kindAndName, text, run) {
      if (free?.test(kindAndName)) run(text);
      else k.set(kindAndName, [text, run]);
    },
  };
}

/** From now on, and for what has waited, `allows` decides; `refused` hears of the rest. */
export function openGate(
  gate: WriteGate,
  allows: (kind: WriteKind, name: string, text: string) => boolean,
  refused: (kind: WriteKind, name: string) => void,
): void {
  gate.w = (kindAndName, text, run) => {
    const kind = Number(kindAndName[0]) as WriteKind;
    const name = kindAndName.slice(1);
    if (allows(kind, name, text)) run(text);
    // A cookie without a value is being deleted. The last Max-Age counts, so that it surely is.
    else if (kind === cookieKind && /^[^=]*= *(;|$)/.test(text)) run(`${text};Max-Age=0`);
    else refused(kind, name);
  };
  for (const [kindAndName, [text, run]] of gate.k) {
    gate.k.delete(kindAndName);
    try {
      gate.w(kindAndName, text, run);
    } catch {
      // A full storage: the code that wrote is no longer there to be told.
    }
  }
}
