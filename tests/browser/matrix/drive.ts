// SPDX-License-Identifier: MIT
/** Runs vectors in a browser: in pages of several, by visitors side by side who have all made the same choice. */
import type { Engine, EngineVisitor } from './engines/engine.ts';
import type { Install } from './installs.ts';
import type { Lab } from './lab.ts';
import type { LabPage, PageWish } from './pages.ts';
import { site } from './policy.ts';
import type { Outcome } from './tally.ts';
import type { Vector } from './vectors/vector.ts';

/** What the visitor has chosen by then. */
export type State = 'before' | 'rejected' | 'analytical' | 'withdrawn';

export const states: readonly State[] = ['before', 'rejected', 'analytical', 'withdrawn'];

const choices: Readonly<Record<State, readonly string[]>> = {
  before: [],
  rejected: ['akkoord.rejectAll()'],
  analytical: ["akkoord.accept(['analytical'])"],
  withdrawn: ['akkoord.acceptAll()', 'akkoord.withdraw()'],
};

/** A page is at rest when this long nothing has come in; the control must have leaked by then, too. */
const quiet_ms = 300;
const patience_ms = 4000;
const vectors_a_page = 10;

export interface Run {
  readonly engine: Engine;
  readonly lab: Lab;
  readonly wish: PageWish;
  readonly state: State;
  /** How many visitors work side by side. */
  readonly visitors: number;
}

export type Outcomes = ReadonlyMap<Vector, Outcome>;

export async function runVectors(run: Run, vectors: readonly Vector[]): Promise<Outcomes> {
  const outcomes = new Map<Vector, Outcome>();
  const pages = grouped(vectors);
  const work = async (): Promise<void> => {
    const visitor = await run.engine.visitor();
    try {
      await choose(visitor, run.wish.install, run.state);
      for (let group = pages.shift(); group !== undefined; group = pages.shift()) {
        const found = await runPage(visitor, run, group);
        for (const [at, vector] of group.entries()) {
          const outcome = found[at];
          if (outcome) outcomes.set(vector, outcome);
        }
      }
    } finally {
      await visitor.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(run.visitors, pages.length) }, work));
  return outcomes;
}

/** Vectors that may share a page: of one family, at one pace. */
function grouped(vectors: readonly Vector[]): Vector[][] {
  const groups: Vector[][] = [];
  const open = new Map<string, Vector[]>();
  for (const vector of vectors) {
    const likeness = `${vector.id.split('/')[0]} ${vector.pace}`;
    const group = vector.alone ? undefined : open.get(likeness);
    if (group && group.length < vectors_a_page) {
      group.push(vector);
      continue;
    }
    const fresh = [vector];
    groups.push(fresh);
    if (!vector.alone) open.set(likeness, fresh);
  }
  return groups;
}

/** Makes the visitor's choice through the page API, as a page would. */
export async function choose(
  visitor: EngineVisitor,
  install: Install,
  state: State,
): Promise<void> {
  if (install === 'none') return;
  for (const choice of choices[state]) {
    await visitor.open(`${site}/start/${install}`);
    // A grant loads the page again, perhaps before the answer is read.
    await visitor.evaluate(`void ${choice}; return true;`).catch(() => {});
  }
  if (state === 'before') return;
  await visitor.open(`${site}/start/${install}`);
  const { asked, choice } = await visitor.evaluate<{
    asked: boolean;
    choice: Record<string, boolean>;
  }>('const { asked, choice } = akkoord.state(); return { asked, choice };');
  const granted = Object.entries(choice).flatMap(([category, given]) => (given ? [category] : []));
  const wanted = state === 'analytical' ? 'analytical' : '';
  if (!asked || granted.join() !== wanted) {
    throw new Error(`the choice "${state}" was not kept with the ${install}: ${granted}`);
  }
}

async function runPage(
  visitor: EngineVisitor,
  { lab, wish }: Run,
  group: readonly Vector[],
): Promise<readonly Outcome[]> {
  const page = await lab.openPage(wish, group);
  try {
    await visitor.open(page.url);
    await page.tally.untilQuiet(quiet_ms, patience_ms);
    await leave(visitor, page);
    return page.outcomes;
  } finally {
    page.close();
  }
}

/** Goes on to a page without anything on it, and notes what the page before has left. */
async function leave(visitor: EngineVisitor, page: LabPage): Promise<void> {
  await visitor.open(`${site}/left`);
  const items = await visitor.evaluate<string[]>(
    `const databases = (await indexedDB.databases?.()) ?? [];
    return [
      ...Object.keys(localStorage).map((name) => 'local ' + name),
      ...Object.keys(sessionStorage).map((name) => 'session ' + name),
      ...databases.map(({ name }) => 'database ' + name),
      ...(window.caches ? await caches.keys() : []).map((name) => 'cache ' + name),
    ];`,
  );
  const cookies = (await visitor.cookies()).map(({ name }) => `cookie ${name}`);
  for (const [at, token] of page.tokens.entries()) {
    const outcome = page.outcomes[at];
    if (outcome) outcome.stored = [...cookies, ...items].filter((name) => name.includes(token));
  }
}
