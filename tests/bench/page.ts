// SPDX-License-Identifier: MIT
/** What a visitor waits for in Chromium: Akkoord's own steps, and the page beside the same without it. */
import { compileClinic } from './compiled-clinic.ts';
import { median } from './median.ts';
import { type Marks, openVariants, type Variant } from './page-variants.ts';
import { type Cell, printTable, ratio } from './table.ts';

const navigations = 21;
const warmups = 3;

/** Milliseconds since the navigation began; NaN for what did not happen. */
interface Seen {
  readonly first_paint_ms: number;
  readonly largest_paint_ms: number;
  readonly load_ms: number;
  readonly marks: Marks;
}

/** One navigation by a visitor who has never been here: no cookies, nothing cached, no connection open. */
async function navigate({ browser, url, marked }: Variant): Promise<Seen> {
  const visitor = await browser.newContext({ ignoreHTTPSErrors: true });
  try {
    const page = await visitor.newPage();
    await page.goto(url, { waitUntil: 'load' });
    if (marked) await page.waitForFunction(() => window.akkoordBench?.banner_painted_ms);
    return await page.evaluate(async () => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      await frame();
      await frame();
      const observer = new PerformanceObserver(() => {});
      observer.observe({ type: 'largest-contentful-paint', buffered: true });
      const largest = observer.takeRecords().map(({ startTime }) => startTime);
      const [first] = performance.getEntriesByName('first-contentful-paint');
      const [navigation] = performance.getEntriesByType('navigation');
      return {
        first_paint_ms: first?.startTime ?? Number.NaN,
        largest_paint_ms: largest.length > 0 ? Math.max(...largest) : Number.NaN,
        load_ms: (navigation as PerformanceNavigationTiming).loadEventStart,
        marks: window.akkoordBench ?? {},
      };
    });
  } finally {
    await visitor.close();
  }
}

/** In turn, beginning with another one each time, so that no variant has the quieter moments. */
async function measure(variants: readonly Variant[]): Promise<ReadonlyMap<string, Seen[]>> {
  const seen = new Map<string, Seen[]>(variants.map(({ name }) => [name, []]));
  for (let turn = 0; turn < warmups + navigations; turn++) {
    for (let step = 0; step < variants.length; step++) {
      const variant = variants[(turn + step) % variants.length];
      if (variant === undefined) continue;
      const one = await navigate(variant);
      if (turn >= warmups) seen.get(variant.name)?.push(one);
    }
  }
  return seen;
}

function medianOf(seen: readonly Seen[], value_ms: (one: Seen) => number | undefined): number {
  return median(seen.map((one) => value_ms(one) ?? Number.NaN));
}

function between(from: keyof Marks, to: keyof Marks): (one: Seen) => number {
  return ({ marks }) => (marks[to] ?? Number.NaN) - (marks[from] ?? Number.NaN);
}

function printSteps(akkoord: readonly Seen[], refused: readonly Seen[]): void {
  const row = (step: string, values_ms: readonly number[], target_ms?: number): Cell[] => {
    const middle_ms = median(values_ms);
    const figures = [Math.min(...values_ms), middle_ms, Math.max(...values_ms)];
    const cells = [step, ...figures.map((ms) => ms.toFixed(1))];
    if (target_ms === undefined) return cells;
    return [...cells, target_ms.toFixed(1), ratio(middle_ms, target_ms)];
  };
  const written = between('bootstrap_start_ms', 'policy_written_ms');
  printTable(
    `Akkoord's own steps in Chromium, ms over ${akkoord.length} navigations`,
    ['step', 'shortest', 'median', 'longest', 'target', 'ratio'],
    [
      row('bootstrap start to policy written', akkoord.map(written), 1),
      row('  a policy written without rules', refused.map(written)),
      row(
        'bootstrap start to its end',
        akkoord.map(between('bootstrap_start_ms', 'bootstrap_end_ms')),
      ),
      row('  with its parsing', akkoord.map(between('inline_start_ms', 'bootstrap_end_ms'))),
      row('script start to core ready', akkoord.map(between('script_start_ms', 'ready_ms')), 5),
    ],
  );
  console.log(
    '\nwithout rules: cookies read and a fixed policy written, which is what the browser asks for it.' +
      "\nA page's clock in Chromium steps by 0.1 ms.",
  );
}

const milestones: readonly { name: string; value_ms: (one: Seen) => number | undefined }[] = [
  { name: 'first contentful paint', value_ms: (one) => one.first_paint_ms },
  { name: 'largest contentful paint', value_ms: (one) => one.largest_paint_ms },
  { name: 'load event', value_ms: (one) => one.load_ms },
];

function printMilestones(akkoord: readonly Seen[], others: ReadonlyMap<string, Seen[]>): void {
  const names = [...others.keys()];
  const row = (name: string, ms: number, others_ms: readonly number[]): Cell[] => [
    name,
    ms.toFixed(1),
    ...others_ms.flatMap((other_ms) => [other_ms.toFixed(1), ratio(ms, other_ms)]),
  ];
  const painted = medianOf(akkoord, ({ marks }) => marks.banner_painted_ms);
  const first_paints = names.map((name) =>
    medianOf(others.get(name) ?? [], ({ first_paint_ms }) => first_paint_ms),
  );
  printTable(
    `From navigation start, ms: medians of ${akkoord.length}, and with Akkoord to without`,
    ['milestone', 'with Akkoord', ...names.flatMap((name) => [name, 'ratio'])],
    [
      ...milestones.map(({ name, value_ms }) =>
        row(
          name,
          medianOf(akkoord, value_ms),
          names.map((other) => medianOf(others.get(other) ?? [], value_ms)),
        ),
      ),
      row('banner painted (to their first paint)', painted, first_paints),
    ],
  );
  console.log(
    '\nunprotected: with its vendors answering from this machine, so nearer than they ever are.' +
      '\ntags refused: by a policy alone, without Akkoord; no vendor is asked for anything.' +
      '\nThe banner counts as painted at the second frame behind it: up to 16.7 ms late.',
  );
}

compileClinic();
const variants = await openVariants();
try {
  const seen = await measure(variants.all);
  const of = (name: string): Seen[] => seen.get(name) ?? [];
  printSteps(of('with Akkoord'), of('tags refused'));
  const others = ['unprotected', 'tags refused'] as const;
  printMilestones(of('with Akkoord'), new Map(others.map((name) => [name, of(name)])));
} finally {
  await variants.close();
}
