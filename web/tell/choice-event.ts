// SPDX-License-Identifier: MIT
/** A consent event as the page sends it; core/event/consent_event.h draws the format and says what it may not hold. */
import type { OptionalCategory } from '../records.ts';

/** Of a choice by the page's own code, `layer` is 0 and `method` "banner": the site's, since ours was not asked. */
export interface ChoiceEvent {
  readonly version: 1;
  /** Of a consent the record's own; of all else made up, for the retry alone. */
  readonly id: string;
  readonly previous_id?: string;
  readonly site: string;
  readonly policy: string;
  readonly revision: number;
  readonly language: string;
  /** Two capitals; `ZZ` on pages of no country, which follow the strictest of the policy's. */
  readonly jurisdiction: string;
  readonly variant: string;
  readonly method: 'banner' | 'settings' | 'embed' | 'withdrawal';
  readonly layer: 0 | 1 | 2;
  readonly device: 'small' | 'large';
  readonly seconds_to_choice: number;
  readonly choice: Readonly<Record<OptionalCategory, boolean>>;
  /** The grants hold on pages that tell of health too; left out where they do not, or the site has none. */
  readonly sensitive?: true;
  readonly services: Readonly<Record<string, boolean>>;
  readonly issued_s: number;
  readonly expires_s: number;
  readonly held?: Readonly<Record<string, number>>;
  readonly unknown_hosts?: readonly string[];
  /** What was shown: akkoord-tell.js knows, which may come after the choice. */
  readonly policy_hash?: string;
  readonly bundle_hash?: string;
  readonly text_hash?: string;
}

/** What events and counts say alike: whose page it is, and what asked. */
export type Sender = Pick<
  ChoiceEvent,
  'site' | 'policy' | 'revision' | 'language' | 'jurisdiction' | 'variant' | 'device'
>;
