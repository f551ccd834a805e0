// SPDX-License-Identifier: MIT
/**
 * The gate that cookie and storage writes pass: closed until the core has decided, then by its rule.
 *
 * What waits is shown to those who read, so that a page finds what it has just written.
 */

/** Where a write goes: to a storage, by the page module's number of its kind, or to the cookies. */
export type WriteKind = 0 | 1 | 2;
export const cookieKind = 2;

/** By name, the last write that waits: what is written (nothing: a removal), and how to carry it out. */
export type Waiting = Map<PropertyKey, readonly [text: string, run: () => unknown]>;

export interface WriteGate {
  /** By kind. */
  readonly k: readonly [Waiting, Waiting, Waiting];
  /** Takes a write: carries it out, keeps it back or refuses it. */
  w(kind: WriteKind, name: string, text: string, run: () => unknown): void;
}

/** A gate that lets through what `isFree` names, and keeps the rest back. */
export function closedGate(isFree: (name: string) => boolean): WriteGate {
  const k = [new Map(), new Map(), new Map()] as const;
  return {
    k,
    w(kind, name, text, run) {
      if (isFree(name)) run();
      else k[kind].set(name, [text, run]);
    },
  };
}

/** From now on, and for what has waited, `allows` decides; `refused` hears of the rest. */
export function openGate(
  gate: WriteGate,
  allows: (kind: WriteKind, name: string, text: string) => boolean,
  refused: (kind: WriteKind, name: string) => void,
): void {
  gate.w = (kind, name, text, run) => {
    if (allows(kind, name, text)) run();
    else refused(kind, name);
  };
  for (const [kind, waiting] of gate.k.entries()) {
    for (const [name, [text, run]] of waiting) {
      waiting.delete(name);
      try {
        gate.w(kind as WriteKind, String(name), text, run);
      } catch {
        // A full storage: the code that wrote is no longer there to be told.
      }
    }
  }
}
