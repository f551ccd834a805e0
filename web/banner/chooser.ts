// SPDX-License-Identifier: MIT
/** What the second layer asks through: the choice in force, and how a new one is made. */
import type { Choice } from '../records.ts';
import type { ReceiptOutcome } from './receipt-offer.ts';

/** How a choice ended: in words to say, or with the page loading again. */
export type Settled = 'saved' | 'saved_next_page' | 'not_kept' | 'reloads';

export interface Chooser {
  /** The choice in force, service by service; undefined before the first. */
  current(): Choice | undefined;
  /** `opened_ms`: when the question was opened, on the page's own clock. */
  choose(choice: Choice, opened_ms: number): Promise<Settled>;
  readonly gpc: boolean;
  readonly everything: Choice;
  readonly nothing: Choice;
  /** Saves the proof of the consent in force; not there where there is none to be had. */
  readonly saveReceipt?: (() => Promise<ReceiptOutcome>) | undefined;
}
