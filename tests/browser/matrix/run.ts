// SPDX-License-Identifier: MIT
/**
 * The matrix from the command line: run.mjs [--all] [--engine NAME]... [--install NAME]... [--state NAME]...
 * [--only TEXT] [--doc FILE]
 *
 * Without --all: in Chromium before a choice a sixth of the vectors with the header, a twelfth with the other installs,
 * and half of what must work; a smaller sample of the other states, of Firefox and of WebKit. Another one each day.
 * With --all everything; --doc writes what came of it as Markdown.
 * Ends with `N passed, N failed in the matrix`, one for each vector or thing, engine, install and state.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Outcomes, runThings, runVectors, type State, states } from './drive.ts';
import { type Engine, type EngineName, engineNames } from './engines/engine.ts';
import { launchers } from './engines/launch.ts';
import { compileInstalls, type Install, installs } from './installs.ts';
import { isFault, isLeak, judge, type Place, type Result } from './judge.ts';
import { type Lab, startLab } from './lab.ts';
import type { Aimed } from './policy.ts';
import { type EngineReport, lineOf, report, tableLine } from './report.ts';
import { vectors } from './vectors/all.ts';
import type { Vector } from './vectors/vector.ts';
import { type WorkingThing, workingThings } from './working.ts';

const text = { type: 'string', multiple: true } as const;
const { values: wishes } = parseArgs({
  options: {
    ...{ all: { type: 'boolean' }, only: { type: 'string' }, doc: { type: 'string' } },
    ...{ engine: text, install: text, state: text },
  },
});
const all = wishes.all === true;
/** Firefox and WebKit share one machine's processors with their own many processes. */
const visitors: Readonly<Record<EngineName, number>> = { chromium: 4, firefox: 3, webkit: 3 };
/** Of every so many vectors one is in the sample, another one for each engine, install and state. */
function sampled({ engine, install, state }: Pick<Place, 'engine' | 'install' | 'state'>): number {
  if (all) return 1;
  if (engine !== 'chromium' || state !== 'before') return 24;
  return install === 'header' ? 6 : 12;
}

const chosen = vectors.filter(({ id }) => id.includes(wishes.only ?? ''));
const things = workingThings.filter(({ id }) => id.includes(wishes.only ?? ''));

function wished<T extends string>(
  names: readonly T[],
  wish: readonly string[] | undefined,
): readonly T[] {
  return wish === undefined ? names : names.filter((name) => wish.includes(name));
}

/** One of `every` of `list`; `turn` moves the sample on. */
function partOf<T>(list: readonly T[], every: number, turn: number): readonly T[] {
  return list.filter((_, at) => at % every === turn % every);
}

let turns = Math.floor(Date.now() / 86_400_000);
let passed = 0;
let failed = 0;

function tell(result: Result): void {
  if (isFault(result.verdict)) {
    failed++;
    console.log(lineOf(result));
  } else {
    passed++;
  }
}

/** One after another: none starts in time beside others that start, too. */
async function launchAll(names: readonly EngineName[], lab: Lab): Promise<readonly Engine[]> {
  const engines: Engine[] = [];
  try {
    for (const name of names) engines.push(await launchers[name](lab.port));
    return engines;
  } catch (error) {
    await Promise.all(engines.map((engine) => engine.close()));
    throw error;
  }
}

async function runEngine(engine: Engine, lab: Lab): Promise<EngineReport> {
  try {
    console.log(engine.version);
    return await inEngine(engine, lab);
  } finally {
    await engine.close();
  }
}

/** Which vectors are tried where, then the control on all of them, then the trials. */
async function inEngine(engine: Engine, lab: Lab): Promise<EngineReport> {
  const places = wished(installs, wishes.install).flatMap((install) =>
    wished(states, wishes.state)
      .filter((state) => all || isSampled(engine.name, install, state))
      .flatMap((state) => aims(state).map((aimed) => ({ install, state, aimed }))),
  );
  const plans = places.map((place) => {
    const there = chosen.filter(({ engines }) => engines?.includes(engine.name) ?? true);
    const one = { ...place, engine: engine.name };
    return { ...one, vectors: partOf(there, sampled(one), turns++) };
  });
  const needed = new Set(plans.flatMap((plan) => plan.vectors));
  const control = await controlOf(engine, lab, [...needed]);
  const absent = [...needed].filter((vector) => !control.has(vector));
  console.log(`  ${engine.name} without Akkoord: ${control.size} of ${needed.size} leak`);
  const results: Result[] = [];
  for (const { vectors: tried, ...place } of plans) {
    const there = tried.filter((vector) => control.has(vector));
    const found = await trial(engine, lab, place, there);
    for (const result of found) tell(result);
    console.log(tableLine(place, found));
    results.push(...found);
  }
  return { engine, results, absent, working: await working(engine, lab) };
}

/** Before a choice, and one other state: another for each install in each engine. */
function isSampled(engine: EngineName, install: Install, state: State): boolean {
  const turn = engineNames.indexOf(engine) + installs.indexOf(install);
  return state === 'before' || states.indexOf(state) === 1 + (turn % (states.length - 1));
}

function aims(state: State): readonly Aimed[] {
  return state === 'analytical' ? ['analytical', 'advertising'] : ['advertising'];
}

/** The vectors that leak in this engine when nothing holds them: seen within the same time as with Akkoord. */
async function controlOf(
  engine: Engine,
  lab: Lab,
  tried: readonly Vector[],
): Promise<ReadonlySet<Vector>> {
  const wish = { install: 'none', aimed: 'advertising' } as const;
  const run = { engine, lab, wish, state: 'before', visitors: visitors[engine.name] } as const;
  const leaking = (outcomes: Outcomes): Vector[] =>
    [...outcomes].flatMap(([vector, outcome]) => (isLeak(vector, outcome) ? [vector] : []));
  const first = new Set(leaking(await runVectors(run, tried)));
  const rest = tried.filter((vector) => !first.has(vector)).map((vector) => ({ vector }));
  // Once more, by themselves: another vector of the page may have been in the way.
  const alone = new Map(rest.map(({ vector }) => [{ ...vector, alone: true } as Vector, vector]));
  const again = leaking(await runVectors(run, [...alone.keys()]));
  for (const one of again) {
    const vector = alone.get(one);
    if (vector) first.add(vector);
  }
  return first;
}

async function trial(
  engine: Engine,
  lab: Lab,
  place: Place,
  tried: readonly Vector[],
): Promise<readonly Result[]> {
  const { install, aimed, state } = place;
  const run = { engine, lab, wish: { install, aimed }, state, visitors: visitors[engine.name] };
  const outcomes = new Map(await runVectors(run, tried));
  // What consent should have let through may have been late, or in another's way.
  const late = tried.filter((vector) => {
    const outcome = outcomes.get(vector);
    return outcome === undefined || judge(vector, outcome, place) === 'stopped';
  });
  const alone = new Map(late.map((vector) => [{ ...vector, alone: true } as Vector, vector]));
  for (const [one, outcome] of await runVectors(run, [...alone.keys()])) {
    const vector = alone.get(one);
    if (vector) outcomes.set(vector, outcome);
  }
  return tried.map((vector) => {
    const outcome = outcomes.get(vector);
    if (!outcome) throw new Error(`${vector.id}: ${engine.version} does not survive it`);
    return { ...place, vector, outcome, verdict: judge(vector, outcome, place) };
  });
}

async function working(engine: Engine, lab: Lab): Promise<EngineReport['working']> {
  const tried = partOf(things, all ? 1 : engine.name === 'chromium' ? 2 : 12, turns++);
  const run = (install: Install): Promise<ReadonlyMap<WorkingThing, boolean>> =>
    runThings(
      {
        ...{ engine, lab, wish: { install, aimed: 'advertising' }, state: 'before' },
        visitors: visitors[engine.name],
      },
      tried,
    );
  const bare = await run('none');
  const there = tried.filter((thing) => bare.get(thing));
  const broken = new Map<Install, readonly WorkingThing[]>();
  for (const install of wished(installs, wishes.install)) {
    const works = await run(install);
    const not = there.filter((thing) => !works.get(thing));
    broken.set(install, not);
    passed += there.length - not.length;
    failed += not.length;
    for (const { id } of not)
      console.log(`not ok ${engine.name} ${install}: ${id} works no longer`);
    const count = `${there.length - not.length} of ${there.length} things work`;
    console.log(`  ${engine.name} ${install}: ${count}`);
  }
  return { there, absent: tried.filter((thing) => !bare.get(thing)), broken };
}

const folder = `out/matrix-${process.pid}`;
const lab = await startLab(await compileInstalls(folder));
let reports: readonly EngineReport[] = [];
try {
  // Side by side: browsers wait for each other's servers and clocks more than for a processor.
  const engines = await launchAll(wished(engineNames, wishes.engine), lab);
  reports = await Promise.all(engines.map((engine) => runEngine(engine, lab)));
} finally {
  await lab.close();
  rmSync(folder, { recursive: true, force: true });
}
if (wishes.doc !== undefined) writeFileSync(wishes.doc, report(reports, chosen));
console.log(`${passed} passed, ${failed} failed in the matrix`);
process.exit(failed === 0 ? 0 : 1);
