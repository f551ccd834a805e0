// SPDX-License-Identifier: MIT
/** What the second layer asks through: the choice in force, and how a new one is made. */
import type { Choice } from '../records.ts';

/** How a choice ended: in words to say, or with the page loading again. */
export type Settled = 'saved' | 'saved_next_page' | 'not_kept' | 'reloads';

export interface Chooser {
  /** The choice in force, service by service; undefined before the first. */
  current(): Choice | undefined;
  choose(choice: Choice): Promise<Settled>;
  readonly gpc: boolean;
  readonly everything: Choice;
  readonly nothing: Choice;
}
