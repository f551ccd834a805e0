// SPDX-License-Identifier: MIT
/**
 * What the inline bootstrap leaves at `window.akkoord`, until the script puts the page API in its place.
 *
 * Both are built apart and may be of different ages: the names here are a format.
 */
import type { AkkoordApi } from './api.ts';
import type { WriteGate } from './guard/write-gate.ts';

/** The policy as the bootstrap needs it; compiled, with empty parts left out. */
export interface Table {
  /** Revision of the policy. */
  readonly r: number;
  /** Names of the record cookies: set, fu, ga, ma, so, sv, sr. */
  readonly n: readonly string[];
  /** Declared sources and form hosts, separated by blanks. */
  readonly o?: string;
  readonly f?: string;
  /** Per service: id, category number + 8 (session replay) + 16 (exempt), sources. */
  readonly s?: readonly (string | number)[];
  /** Sources that admit several services, and the numbers of the services that must all be granted. */
  readonly x?: readonly (string | readonly number[])[];
  /** Path prefixes of sensitive routes. */
  readonly p?: readonly string[];
  /** Mandatory cookie and storage names, separated by blanks; `prefix*` stands for more. */
  readonly m?: string;
}

/** Takes violations: an array at first, the script's reader later. */
export interface ViolationSink {
  readonly length: number;
  push(event: SecurityPolicyViolationEvent): unknown;
}

export interface HandOver extends WriteGate {
  /** The table's revision. */
  readonly r: number;
  /** The page policy that the bootstrap wrote. */
  readonly p: string;
  /** Where violations go. */
  v: ViolationSink;
}

declare global {
  interface Window {
    akkoord?: HandOver | AkkoordApi;
  }
  interface Navigator {
    /** Global Privacy Control, where the browser knows it. */
    readonly globalPrivacyControl?: boolean;
  }
}
