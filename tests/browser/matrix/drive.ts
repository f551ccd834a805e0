// SPDX-License-Identifier: MIT
/** Runs vectors in a browser: in pages of several, by visitors side by side who have all made the same choice. */
import type { Engine, EngineVisitor } from './engines/engine.ts';
import type { Install } from './installs.ts';
import type { Lab } from './lab.ts';
import type { LabPage, PageWish } from './pages.ts';
import { site } from './policy.ts';
import type { Outcome } from './tally.ts';
import type { Vector } from './vectors/vector.ts';
import { asVector, type WorkingThing } from './working.ts';

/** What the visitor has chosen by then. */
export type State = 'before' | 'rejected' | 'analytical' | 'withdrawn';

export const states: readonly State[] = ['before', 'rejected', 'analytical', 'withdrawn'];

/** What the page API is asked for, and the categories granted from then on. */
const choices: Readonly<Record<State, readonly (readonly [call: string, granted: string])[]>> = {
  before: [],
  rejected: [['rejectAll()', '']],
  analytical: [["accept(['analytical'])", 'analytical']],
  withdrawn: [
    ['acceptAll()', 'functional,analytical,advertising,social'],
    ['withdraw()', ''],
  ],
};

/** A page is at rest when this long nothing has come in; the control must have leaked by then, too. */
const quiet_ms = 300;
/** The guard's last sweep by the clock comes 5 s after the load. */
const swept_ms = 6_500;
const patience_ms = 4000;
const vectors_a_page = 10;
/** How long something that must work may take. */
const thing_ms = 8000;

export interface Run {
  readonly engine: Engine;
  readonly lab: Lab;
  readonly wish: PageWish;
  readonly state: State;
  /** How many visitors work side by side. */
  readonly visitors: number;
}

/** By vector; one that the engine does not survive has none. */
export type Outcomes = ReadonlyMap<Vector, Outcome>;

export async function runVectors(run: Run, vectors: readonly Vector[]): Promise<Outcomes> {
  const outcomes = new Map<Vector, Outcome>();
  const pages = grouped(vectors);
  const work = async (): Promise<void> => {
    let visitor = await visitorOf(run);
    for (let group = pages.shift(); group !== undefined; group = pages.shift()) {
      try {
        const found = await runPage(visitor, run, group);
        for (const [at, vector] of group.entries()) {
          const outcome = found[at];
          if (outcome) outcomes.set(vector, outcome);
        }
      } catch {
        // The engine has given up: another visitor, and each vector of the page by itself.
        await visitor.close().catch(() => {});
        visitor = await visitorOf(run);
        if (group.length > 1) pages.push(...group.map((vector) => [vector]));
      }
    }
    await visitor.close();
  };
  await Promise.all(Array.from({ length: Math.min(run.visitors, pages.length) }, work));
  return outcomes;
}

/** A visitor who has made the run's choice. */
async function visitorOf({ engine, wish, state }: Run): Promise<EngineVisitor> {
  const visitor = await engine.visitor();
  try {
    await choose(visitor, wish.install, state);
    return visitor;
  } catch (error) {
    await visitor.close().catch(() => {});
    throw error;
  }
}

/** Whether each of `things` works; one visitor, one page after another. */
export async function runThings(
  run: Run,
  things: readonly WorkingThing[],
): Promise<ReadonlyMap<WorkingThing, boolean>> {
  const works = new Map<WorkingThing, boolean>();
  const rest = [...things];
  const work = async (): Promise<void> => {
    const visitor = await visitorOf(run);
    try {
      for (let thing = rest.shift(); thing !== undefined; thing = rest.shift()) {
        works.set(thing, await runThing(visitor, run, thing));
      }
    } finally {
      await visitor.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(run.visitors, rest.length) }, work));
  return works;
}

async function runThing(
  visitor: EngineVisitor,
  { lab, wish }: Run,
  thing: WorkingThing,
): Promise<boolean> {
  const page = await lab.openPage(wish, [asVector(thing)]);
  try {
    await visitor.open(page.url);
    const { click } = page.markup[0] ?? {};
    if (click !== undefined) await visitor.click(click);
    for (const end_ms = Date.now() + thing_ms; Date.now() < end_ms; ) {
      // While the page leads elsewhere there is none to ask.
      const works = await visitor.evaluate<boolean>(thing.works).catch(() => false);
      if (works) return true;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    return false;
  } finally {
    page.close();
  }
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
  const start = `${site}/start/${install}`;
  for (const [call, wanted] of choices[state]) {
    await retried(async () => {
      await visitor.open(start);
      // A grant loads the page again, perhaps before the answer is read.
      await visitor.evaluate(`void akkoord.${call}; return true;`).catch(() => {});
      await visitor.open(start);
      const granted = await visitor.evaluate<string>(
        `const { asked, choice } = akkoord.state(); if (!asked) return 'not asked';
        return Object.keys(choice).filter((category) => choice[category]).join();`,
      );
      if (granted !== wanted) throw new Error(`with the ${install} ${call} granted ${granted}`);
    });
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
    const stores = group.some(({ leak }) => leak === 'stored');
    if (stores && wish.install !== 'none') await untilSwept(visitor, page);
    await leave(visitor, page);
    return page.outcomes;
  } finally {
    page.close();
  }
}

/** As long as pages are swept, some seconds after their load, or until nothing of the page's is left. */
async function untilSwept(visitor: EngineVisitor, page: LabPage): Promise<void> {
  for (const end_ms = Date.now() + swept_ms; Date.now() < end_ms; ) {
    const items = await visitor.evaluate<string[]>(`${foundItems} return items;`).catch(() => []);
    if (!items.some((name) => page.tokens.some((token) => name.includes(token)))) return;
    await new Promise((resolve) => setTimeout(resolve, quiet_ms));
  }
}

/** What a page finds in its storages; those that are not there hold nothing. */
const foundItems = `
  const items = [];
  const add = async (kind, names) => {
    try { for (const name of await names()) items.push(kind + ' ' + name); } catch {}
  };
  await add('local', () => Object.keys(localStorage));
  await add('session', () => Object.keys(sessionStorage));
  await add('database', async () => (await indexedDB.databases()).map(({ name }) => name));
  await add('cache', () => caches.keys());`;
const storedNames = `${foundItems}
  if (location.pathname !== '/page/left') throw new Error('led elsewhere');
  return items;`;

/** Goes on to a page without anything on it, and notes what the page before has left. */
async function leave(visitor: EngineVisitor, page: LabPage): Promise<void> {
  const items = await retried(async () => {
    await visitor.open(`${site}/page/left`);
    return visitor.evaluate<string[]>(storedNames);
  });
  const cookies = (await visitor.cookies()).map(({ name }) => `cookie ${name}`);
  for (const [at, token] of page.tokens.entries()) {
    const outcome = page.outcomes[at];
    if (outcome) outcome.stored = [...cookies, ...items].filter((name) => name.includes(token));
  }
}

/** A page that leads elsewhere may do so once more on the way out. */
async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = 3; left > 0; left--) {
    try {
      return await attempt();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, quiet_ms));
    }
  }
  return attempt();
}
