// SPDX-License-Identifier: MIT
/** What an inspection finds: plain data, as `akkoord.inspect()` returns it. */
import type { ServiceOutcome } from '../api.ts';
import type { CategoryName } from '../page-module.ts';
import type { DraftEntry, PolicyDraft } from './policy-draft.ts';

export interface Inspection {
  readonly install: 'header' | 'snippet' | 'tag';
  readonly mode: 'enforcing' | 'observing' | 'not enforcing';
  readonly policy: string;
  readonly revision: number;
  /** Faults and mismatches, each with its remedy. */
  readonly notes: readonly string[];
  readonly services: readonly ServiceFinding[];
  readonly held: readonly HeldFinding[];
  readonly unknown: readonly UnknownFinding[];
  /** What third parties were asked for, and what is stored; what is held is not among it. */
  readonly met: readonly MetFinding[];
  /** A policy that names all of the above, to go on from. */
  readonly draft: PolicyDraft;
}

export interface ServiceFinding {
  readonly service: string;
  readonly category: CategoryName;
  readonly outcome: ServiceOutcome;
  readonly reason: string;
}

export type FindingKind =
  | 'request'
  | 'cookie'
  | 'local_storage'
  | 'session_storage'
  | 'indexed_db'
  | 'cache';

export interface MetFinding {
  readonly kind: FindingKind;
  /** Of a request the host; else the name. */
  readonly name: string;
  readonly service: string | null;
  readonly count: number;
}

export interface HeldFinding {
  readonly kind: 'request' | 'cookie' | 'storage';
  readonly name: string;
  readonly service: string | null;
  readonly rule: 'page policy' | 'guard';
  readonly count: number;
}

export interface UnknownFinding {
  readonly kind: FindingKind | 'storage';
  readonly name: string;
  readonly held: boolean;
  readonly count: number;
  /** Presets that claim it, by id; none where Akkoord knows none. */
  readonly presets: readonly string[];
  /** An entry of the policy's `services`, to paste: a preset's id, or a service with blanks to fill in. */
  readonly entry: DraftEntry;
}
