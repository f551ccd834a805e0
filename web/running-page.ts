// SPDX-License-Identifier: MIT
/** The page as the script runs it: what the parts that load on use are given. */
import type { AkkoordState } from './api.ts';
import type { Guard } from './guard/guard.ts';
import type { HandOver } from './hand-over.ts';
import type { Install } from './install.ts';
import type { PageData } from './page-data.ts';
import type { PageModule } from './page-module.ts';
import type { SeldomMet } from './seldom.ts';
import type { Teller } from './tell/tell.ts';

export interface RunningPage {
  readonly data: PageData;
  readonly core: PageModule;
  readonly guard: Guard;
  readonly handOver: HandOver;
  readonly install: Install;
  readonly met: SeldomMet;
  /** Faults and mismatches, as the console had them. */
  readonly notes: string[];
  /** What the visitor has typed into. */
  readonly typed: ReadonlySet<EventTarget>;
  /** When the banner was shown, on the page's own clock, as what tells the collector knows. */
  shown_ms?: number;
  /** What tells the collector, once it has loaded. */
  teller?: Teller;
  state(): AkkoordState;
  /** Decides anew by the records as they are, and narrows the page to that; ids of the services that this ends. */
  decide(): readonly string[];
  /** Lets other tabs know of a choice. */
  tellOthers(): void;
  /** Where a file that `akkoord compile` wrote stands. */
  fileUrl(name: string): string;
  warn(line: string): void;
}
