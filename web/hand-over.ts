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
  /** Sources of the site and of mandatory services, separated by blanks. */
  readonly o?: string;
  /** What follows "form-action 'self'" in each page policy: form hosts, each after a blank. */
  readonly f?: string;
  /**
   * By services that must all be granted, separated by commas, the sources that they open. A service: its
   * category number + 8 (off on sensitive routes) + 16 (exempt), a blank, its id.
   */
  readonly s?: Readonly<Record<string, string>>;
  /** Path prefixes of sensitive routes. */
  readonly p?: readonly string[];
  /** By own path that stands in for services, those services; and what holds such paths, where there are any. */
  readonly q?: Readonly<Record<string, string>>;
  readonly g?: PathGate;
  /** What mandatory cookie and storage names look like, behind the digit of their kind. */
  readonly m?: RegExp;
  /** The site's own pages call by WebRTC. */
  readonly w?: 1;
}

/** guard/proxied-paths.ts: holds own paths that stand in for services, given by path. */
export type PathGate = (handOver: HandOver, services?: Readonly<Record<string, string>>) => void;

/** Takes violations: an array at first, the script's reader later. */
export interface ViolationSink {
  readonly [at: number]: SecurityPolicyViolationEvent;
  push(event: SecurityPolicyViolationEvent): unknown;
  forEach?(read: (event: SecurityPolicyViolationEvent) => void): void;
}

/** Takes speculation rules, in the same way. */
export interface RuleSink {
  push(script: HTMLScriptElement): unknown;
  forEach?(judge: (script: HTMLScriptElement) => void): void;
}

export interface HandOver extends WriteGate {
  /** The table's revision. */
  readonly r: number;
  /** The page policy that the bootstrap wrote; '*' where there is none yet. */
  p: string;
  /** The cookies that it was made from; not there where no bootstrap has run. */
  c?: string;
  /** Where violations go. */
  v: ViolationSink;
  /** Where speculation rules go: kept at first, judged later. Truthy takes the element out of the page. */
  u: RuleSink;
  /** Whether an own path stands in for a service that is refused; there where the policy has such paths. */
  h?: (path: string) => boolean;
  /** Whether all of `services`, written as in the table, are granted; none is until it is there. */
  g?: (services: string) => boolean;
  /** Names in both storages before anything else ran; none where the browser refuses storage. */
  s: readonly (readonly string[])[];
}

/** What stands inline behind a header (early.ts) has heard this much. */
export type EarlyHandOver = Pick<HandOver, 'u' | 'v'> & { readonly k?: undefined };

declare global {
  interface Window {
    akkoord?: HandOver | EarlyHandOver | AkkoordApi;
  }
  interface Document {
    /** Whether it is rendered ahead, where the browser does that. */
    readonly prerendering?: boolean;
  }
  interface Navigator {
    /** Global Privacy Control, where the browser knows it. */
    readonly globalPrivacyControl?: boolean;
  }
}
