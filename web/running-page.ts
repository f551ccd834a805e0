// SPDX-License-Identifier: MIT
/** The page as the script runs it: what the parts that load on use are given. */
import type { AkkoordState } from './api.ts';
import type { Settled } from './banner/chooser.ts';
import type { Guard } from './guard/guard.ts';
import type { Install } from './install.ts';
import type { PageData } from './page-data.ts';
import type { PageModule } from './page-module.ts';
import type { Choice, Records } from './records.ts';

export interface RunningPage {
  readonly data: PageData;
  readonly core: PageModule;
  readonly records: Records;
  readonly guard: Guard;
  readonly install: Install;
  /** Faults and mismatches, as the console had them. */
  readonly notes: string[];
  /** What the visitor has typed into. */
  readonly typed: ReadonlySet<EventTarget>;
  state(): AkkoordState;
  choose(choice: Choice, method?: 'embed'): Promise<Settled>;
  /** Where a file that `akkoord compile` wrote stands. */
  fileUrl(name: string): string;
  warn(line: string): void;
}
