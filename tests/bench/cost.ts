// SPDX-License-Identifier: MIT
/** What a page pays for Akkoord in Chromium and Firefox, beside the bare page and two peers: paint, blocking, calls. */
import type { Browser } from 'playwright-core';
import { launchChromium, site } from '../browser/clinic.ts';
import { launchFirefox } from '../browser/matrix/engines/firefox.ts';
import { compileClinic } from './compiled-clinic.ts';
import { answerer, type CostPage, costPages } from './cost-pages.ts';
import { type CallTimes, callNames, callsInPage } from './guarded-calls.ts';
import { median } from './median.ts';
import { bytes_per_ms, openSlowSite, round_trip_ms, type SlowSite } from './slow-link.ts';
import { type Cell, printTable, ratio } from './table.ts';

const navigations = 15;
const warmups = 1;
/** How much slower than this machine a phone is taken to be; Firefox can't be slowed. */
const slowdown = 4;
const address = site.replace('https:', 'http:');

interface Seen {
  readonly largest_paint_ms: number;
  readonly blocked_ms: number;
  readonly banner_ms: number;
}

interface Browsing {
  readonly name: string;
  /** Opens a page as a visitor who has never been here, and evaluates `body` in it. */
  visit<T>(page: CostPage, body: string): Promise<T>;
  close(): Promise<void>;
}

/** In the page: waits for load and banner, and for what is painted by then. */
function seenInPage(banner: string | undefined): string {
  const there =
    banner === undefined ? 'true' : `!!document.querySelector(${JSON.stringify(banner)})`;
  return `const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const begun = performance.now();
    while (document.readyState !== 'complete' || !(${there})) {
      if (performance.now() - begun > 10000) throw new Error('no banner: ' + ${JSON.stringify(banner ?? '')});
      await frame();
    }
    await frame();
    await frame();
    const banner_ms = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const paints = await new Promise((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries()))
        .observe({ type: 'largest-contentful-paint', buffered: true });
      setTimeout(() => resolve([]), 1000);
    });
    return {
      largest_paint_ms: Math.max(...paints.map(({ startTime }) => startTime)),
      blocked_ms: bench.blocked_ms,
      banner_ms,
    };`;
}

async function chromiumAt(line: SlowSite): Promise<Browsing> {
  const browser: Browser = await launchChromium(line.port);
  return {
    name: 'Chromium',
    async visit<T>({ id }: CostPage, body: string) {
      line.hangUp();
      const visitor = await browser.newContext({ permissions: ['local-network-access'] });
      try {
        const page = await visitor.newPage();
        const session = await visitor.newCDPSession(page);
        await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
        await page.goto(`${address}/${id}/`);
        return await page.evaluate<T>(`(async () => { ${body} })()`);
      } finally {
        await visitor.close();
      }
    },
    close: () => browser.close(),
  };
}

async function firefoxAt(line: SlowSite): Promise<Browsing> {
  const engine = await launchFirefox(line.port);
  return {
    name: 'Firefox',
    async visit<T>({ id }: CostPage, body: string) {
      line.hangUp();
      const visitor = await engine.visitor();
      try {
        await visitor.open(`${address}/${id}/`);
        return await visitor.evaluate<T>(body);
      } finally {
        await visitor.close();
      }
    },
    close: () => engine.close(),
  };
}

/** In turn, beginning with another one each time, so that no page has the quieter moments. */
async function inTurn<T>(
  browsing: Browsing,
  pages: readonly CostPage[],
  body: (page: CostPage) => string,
  times: number,
): Promise<ReadonlyMap<string, T[]>> {
  const seen = new Map<string, T[]>(pages.map(({ id }) => [id, []]));
  for (let turn = 0; turn < warmups + times; turn++) {
    for (let step = 0; step < pages.length; step++) {
      const page = pages[(turn + step) % pages.length];
      if (page === undefined) continue;
      const one = await browsing.visit<T>(page, body(page));
      if (turn >= warmups) seen.get(page.id)?.push(one);
    }
  }
  return seen;
}

async function printPaints(browsing: Browsing, pages: readonly CostPage[]): Promise<void> {
  const seen = await inTurn<Seen>(browsing, pages, ({ banner }) => seenInPage(banner), navigations);
  const middle = (id: string, value: (one: Seen) => number): number =>
    median((seen.get(id) ?? []).map(value));
  const paint = (id: string): number => middle(id, (one) => one.largest_paint_ms);
  const blocked = (id: string): number => middle(id, (one) => one.blocked_ms);
  printTable(
    `Home page over a slow line in ${browsing.name}, ms: medians of ${navigations}`,
    ['page', 'largest paint', 'to bare', 'blocked', 'more than bare', 'banner painted'],
    pages.map(({ name, id, banner }): Cell[] => [
      name,
      paint(id).toFixed(0),
      ratio(paint(id), paint('bare')),
      blocked(id).toFixed(0),
      (blocked(id) - blocked('bare')).toFixed(0),
      banner && middle(id, (one) => one.banner_ms).toFixed(0),
    ]),
  );
}

async function printCalls(browsing: Browsing, pages: readonly CostPage[]): Promise<void> {
  const timed = pages.filter(({ id }) => id === 'bare' || id === 'header' || id === 'snippet');
  const seen = await inTurn<CallTimes>(browsing, timed, ({ banner }) => callsInPage(banner), 7);
  const of = (id: string, call: keyof CallTimes): number =>
    median((seen.get(id) ?? []).map((times) => times[call]));
  printTable(
    `A call in ${browsing.name}, ns: medians of 7 pages`,
    ['call', ...timed.flatMap(({ name, id }) => (id === 'bare' ? [name] : [name, 'ratio']))],
    callNames.map((call): Cell[] => [
      call,
      ...timed.flatMap(({ id }) => {
        const ns = of(id, call);
        return id === 'bare' ? [ns] : [ns, ratio(ns, of('bare', call))];
      }),
    ]),
  );
}

compileClinic();
const pages = costPages();
const line = await openSlowSite(answerer(pages));
try {
  for (const open of [chromiumAt, firefoxAt]) {
    const browsing = await open(line);
    try {
      await printPaints(browsing, pages);
      await printCalls(browsing, pages);
    } finally {
      await browsing.close();
    }
  }
  console.log(
    `\nThe line: ${round_trip_ms} ms a round trip, ${(bytes_per_ms * 8) / 1000} Mbit/s, made by the server; Chromium slowed ${slowdown} times.` +
      '\nThe page has its own styles, scripts and pictures, but no vendor tags: nobody gains by holding them.' +
      '\nblocked: what the page kept waiting beyond 50 ms at a time (as total blocking time counts), until 300 ms' +
      '\nbehind load and banner. banner painted: up to two frames late.',
  );
} finally {
  await line.close();
}
