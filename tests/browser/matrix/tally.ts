// SPDX-License-Identifier: MIT
/** What left, by vector: each run of a vector has a token of its own, which every one of its URLs carries. */
import { randomBytes } from 'node:crypto';

/** What a run of a vector came to. */
export interface Outcome {
  /** Requests that reached the vendor, and packets. */
  requested: number;
  /** How often code of the vendor reported. */
  ran: number;
  /** Names left on the site afterwards, each with its kind: `cookie advertising_…`. */
  stored: readonly string[];
}

/** The runs of one page. */
export interface PageTally {
  /** A new token; what is counted on it goes to the outcome. */
  token(): { readonly token: string; readonly outcome: Outcome };
  /** Tells that the page is still at work. */
  stir(): void;
  /** Resolves when nothing has come in for `quiet_ms`, at the latest after `patience_ms`. */
  untilQuiet(quiet_ms: number, patience_ms: number): Promise<void>;
}

export interface Tally<Page> {
  page(about: Page): PageTally;
  /** What the page of `token` is about, if there is one. */
  about(token: string): Page | undefined;
  outcome(token: string): Outcome | undefined;
  requested(token: string): void;
  ran(token: string): void;
  stir(token: string): void;
}

export function openTally<Page>(): Tally<Page> {
  const runs = new Map<string, { outcome: Outcome; about: Page; stir(): void }>();
  return {
    page: (about) => pageTally((token, outcome, stir) => runs.set(token, { outcome, about, stir })),
    about: (token) => runs.get(token)?.about,
    outcome: (token) => runs.get(token)?.outcome,
    stir: (token) => runs.get(token)?.stir(),
    requested(token) {
      const run = runs.get(token);
      if (run) run.outcome.requested++;
      run?.stir();
    },
    ran(token) {
      const run = runs.get(token);
      if (run) run.outcome.ran++;
      run?.stir();
    },
  };
}

function pageTally(keep: (token: string, outcome: Outcome, stir: () => void) => void): PageTally {
  let last_ms = 0;
  const stir = (): void => {
    last_ms = Date.now();
  };
  return {
    stir,
    token() {
      const token = randomBytes(6).toString('hex');
      const outcome: Outcome = { requested: 0, ran: 0, stored: [] };
      keep(token, outcome, stir);
      return { token, outcome };
    },
    async untilQuiet(quiet_ms, patience_ms) {
      const start_ms = Date.now();
      for (;;) {
        const since_ms = Date.now() - Math.max(last_ms, start_ms);
        if (since_ms >= quiet_ms || Date.now() - start_ms >= patience_ms) return;
        await new Promise((resolve) => setTimeout(resolve, quiet_ms - since_ms));
      }
    },
  };
}
