// SPDX-License-Identifier: MIT
/** What came of the matrix, as lines for a terminal and as docs/matrix.md. */
import { states } from './drive.ts';
import type { Engine } from './engines/engine.ts';
import { type Install, installs } from './installs.ts';
import { isGranted, type Place, type Result, reasonOf, type Verdict } from './judge.ts';
import type { Vector } from './vectors/vector.ts';
import type { WorkingThing } from './working.ts';

export interface EngineReport {
  readonly engine: Engine;
  readonly results: readonly Result[];
  /** Vectors that do nothing in this engine even without Akkoord. */
  readonly absent: readonly Vector[];
  readonly working: {
    readonly there: readonly WorkingThing[];
    readonly absent: readonly WorkingThing[];
    readonly broken: ReadonlyMap<Install, readonly WorkingThing[]>;
  };
}

function count(results: readonly Result[], verdict: Verdict): number {
  return results.filter((result) => result.verdict === verdict).length;
}

/** How a place is told: the visitor's choice, and whom the vectors serve where that matters. */
function placeWords(place: Place): string {
  if (place.state !== 'analytical') return stateWords[place.state];
  return `${stateWords.analytical}, ${place.aimed} vendor`;
}

const stateWords = {
  before: 'before a choice',
  rejected: 'after reject',
  analytical: 'after analytical only',
  withdrawn: 'after withdrawal',
} as const;

export function tableLine(place: Place, results: readonly Result[]): string {
  const parts = (['held', 'asked', 'passes', 'impossible', 'leaks', 'stopped'] as const).flatMap(
    (verdict) => {
      const number = count(results, verdict);
      return number > 0 ? [`${number} ${verdict}`] : [];
    },
  );
  return `  ${place.engine} ${place.install}, ${placeWords(place)}: ${parts.join(', ')}`;
}

export function lineOf({ vector, outcome, verdict, ...place }: Result): string {
  const { requested, ran, stored } = outcome;
  return `not ok ${place.engine} ${place.install}, ${placeWords(place)}: ${vector.id} ${verdict} (requested ${requested}, ran ${ran}, stored ${stored.length})`;
}

export function report(reports: readonly EngineReport[], vectors: readonly Vector[]): string {
  const versions = reports.map(({ engine }) => engine.version).join(' \u00b7 ');
  return [
    '# The matrix: what leaves a page, way by way',
    '',
    'Written by `./test --all`, never by hand. One server on loopback plays the clinic and its vendors; every way in which a page can reach a',
    'vendor, run its code or store something for it has addresses and names of its own, so that each request is told apart.',
    `Engines: ${versions}. A way that does nothing in an engine even without Akkoord does not count there.`,
    '',
    '**held**: no request left, nothing ran, nothing stayed stored. **asked ahead**: the browser fetched it before any script could write a policy;',
    'nothing ran. **impossible**: see the reasons below. **leaks**, **stopped**: faults of Akkoord, before consent and after it.',
    '',
    '## Totals',
    '',
    ...totals(reports),
    '',
    '## What must go on working',
    '',
    ...workingLines(reports),
    '',
    '## Impossible, and why',
    '',
    ...impossibleLines(reports),
    '- Not counted at all: `rel=preconnect` and `rel=dns-prefetch` open a connection or ask for a name, and send no request; no policy governs them.',
    '',
    '## Every way',
    '',
    'What it came to before a choice, after reject, after withdrawal, and after analytical only where it serves another vendor;',
    'one word where header, snippet and tag agree. With consent to its vendor every way works, but those listed as never let through.',
    '',
    ...wayLines(reports, vectors),
    '',
    '## Never let through, whatever the visitor chose',
    '',
    ...neverLines(vectors),
    '',
  ].join('\n');
}

function totals(reports: readonly EngineReport[]): string[] {
  const lines = [
    '| engine | install | visitor | ways | held | asked ahead | works with consent | impossible | faults |',
    '|---|---|---|---|---|---|---|---|---|',
  ];
  for (const { engine, results } of reports) {
    for (const install of installs) {
      for (const state of states) {
        for (const aimed of ['advertising', 'analytical'] as const) {
          const place = { engine: engine.name, install, state, aimed };
          const here = results.filter(
            (result) =>
              result.install === install && result.state === state && result.aimed === aimed,
          );
          if (here.length === 0) continue;
          const numbers = [
            here.length,
            ...(['held', 'asked', 'passes', 'impossible'] as const).map((verdict) =>
              count(here, verdict),
            ),
            count(here, 'leaks') + count(here, 'stopped'),
          ];
          lines.push(
            `| ${engine.version} | ${install} | ${placeWords(place)} | ${numbers.join(' | ')} |`,
          );
        }
      }
    }
  }
  return lines;
}

function workingLines(reports: readonly EngineReport[]): string[] {
  const lines = reports.flatMap(({ engine, working }) => {
    const { there, broken, absent } = working;
    const works = [...broken].map(
      ([install, not]) => `${install} ${there.length - not.length} of ${there.length}`,
    );
    const faults = [...broken].flatMap(([install, not]) =>
      not.map(({ sentence }) => `  - not with the ${install}: ${sentence}`),
    );
    const missing = absent.map(({ sentence }) => sentence).join('; ');
    return [
      `- ${engine.version}: ${works.join(', ')}${missing ? ` (not there without Akkoord: ${missing})` : ''}`,
      ...faults,
    ];
  });
  const sentences = new Set(
    reports.flatMap(({ working }) => working.there).map(({ sentence }) => sentence),
  );
  return [...lines, '', [...sentences].map((sentence) => `${sentence}.`).join(' ')];
}

function impossibleLines(reports: readonly EngineReport[]): string[] {
  const places = new Map<string, Set<string>>();
  for (const result of reports.flatMap(({ results }) => results)) {
    if (result.verdict !== 'impossible') continue;
    const key = `${reasonOf(result.vector, result)}\n${result.vector.id}`;
    places.set(key, (places.get(key) ?? new Set()).add(`${result.install} in ${result.engine}`));
  }
  const reasons = new Map<string, string[]>();
  for (const [key, where] of places) {
    const [reason = '', id = ''] = key.split('\n');
    const told = `\`${id}\` (${shortened([...where])})`;
    reasons.set(reason, [...(reasons.get(reason) ?? []), told]);
  }
  return [...reasons].map(([reason, ids]) => `- ${capital(reason)}: ${ids.join(', ')}.`);
}

/** `header in chromium`, `header in firefox` as `header in chromium, firefox`. */
function shortened(places: readonly string[]): string {
  const engines = new Map<string, string[]>();
  for (const place of places) {
    const [install = '', engine = ''] = place.split(' in ');
    engines.set(install, [...(engines.get(install) ?? []), engine]);
  }
  return [...engines].map(([install, names]) => `${install} in ${names.join(', ')}`).join('; ');
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function wayLines(reports: readonly EngineReport[], vectors: readonly Vector[]): string[] {
  const names = reports.map(({ engine }) => engine.name);
  return [
    `| way | what it is | leak | ${names.join(' | ')} |`,
    `|---|---|---|${names.map(() => '---').join('|')}|`,
    ...vectors.map((vector) => {
      const cells = reports.map((one) => cellOf(one, vector));
      return `| \`${vector.id}\` | ${vector.sentence.replace(/[<>|]/g, '\\$&')} | ${vector.leak} | ${cells.join(' | ')} |`;
    }),
  ];
}

const worstFirst: readonly Verdict[] = ['leaks', 'impossible', 'asked', 'held'];
const verdictWords: Readonly<Partial<Record<Verdict, string>>> = { asked: 'asked ahead' };

function cellOf({ results, absent }: EngineReport, vector: Vector): string {
  if (absent.includes(vector)) return 'does nothing';
  const here = results.filter((result) => result.vector === vector && !isGranted(result));
  const words = installs.map((install) => {
    const verdicts = here.flatMap((result) => (result.install === install ? [result.verdict] : []));
    const worst = worstFirst.find((verdict) => verdicts.includes(verdict));
    return worst ? (verdictWords[worst] ?? worst) : 'not tried';
  });
  if (new Set(words).size === 1) return words[0] ?? '';
  return installs.map((install, at) => `${install}: ${words[at]}`).join(', ');
}

function neverLines(vectors: readonly Vector[]): string[] {
  const reasons = new Map<string, string[]>();
  for (const { id, never } of vectors) {
    if (never !== undefined) reasons.set(never, [...(reasons.get(never) ?? []), `\`${id}\``]);
  }
  return [...reasons].map(([reason, ids]) => `- ${capital(reason)}: ${ids.join(', ')}.`);
}
