// SPDX-License-Identifier: MIT
/**
 * Holds what a real server sends against the core's decision (the studio module, in this process).
 *
 * A server's test file starts it and calls `agreesWithTheCore`; what a server can't tell stands in its Limits.
 */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { CompileOptions, Studio, StudioPolicy } from '../../wasm/studio-api.ts';
import { loadBuiltStudio } from '../studio/studio-module.ts';
import { allChoices, cookiesOf, now_s as tableNow_s } from '../studio/visitors.ts';
import { oddRecords, sound } from '../web/odd-records.ts';
import { clinicPolicy, oddText, stagedText, stagingMap } from './policies.ts';
import type { Answer, RunningServer } from './running-server.ts';

export const now_s: number = Math.floor(Date.now() / 1000);

/** What a server can't do; by default it can do all. */
export interface Limits {
  /** Does not compare times: only records whose times are sound are looked at. */
  readonly clockless?: boolean;
  /** Knows whole categories only: with an exception, or where routes were named, it is stricter. */
  readonly categoriesAlone?: boolean;
  /** Can't tell whether twins of a record are equal: then nothing is granted. */
  readonly twinless?: boolean;
}

/** A visitor's request for a page. */
export interface Visit {
  readonly cookies?: string;
  readonly route?: string;
  readonly gpc?: boolean;
  readonly host?: string;
}

/** A server under test, and the policy that it was configured with. */
export interface Site {
  readonly server: RunningServer;
  readonly policy: StudioPolicy;
}

/** Another site of the same server, on a port of its own. */
export function otherSite(server: RunningServer, port: number, policy: StudioPolicy): Site {
  const get: RunningServer['get'] = (path, headers) => server.get(path, headers, port);
  return { server: { ...server, port, get }, policy };
}

let studio: Studio | undefined;

/** The policy on staging. */
export function openStaged(): Promise<StudioPolicy> {
  return openPolicy(stagedText, { host_map: stagingMap });
}

/** Opens a policy in the studio. */
export async function openPolicy(
  text: string,
  options: CompileOptions = {},
): Promise<StudioPolicy> {
  studio ??= await loadBuiltStudio();
  return studio.open(text, options);
}

/** The parts of a policy, each with its words in order: what counts is the set. */
export function wordsOf(policyText: string): Record<string, string[]> {
  return Object.fromEntries(
    policyText.split(';').map((part) => {
      const [name = '', ...words] = part.trim().replace(/\$/g, '%24').split(/\s+/);
      return [name, [...new Set(words)].sort()];
    }),
  );
}

/** Our policies among those of an answer: a site's own has other directives. */
export function policiesOf(answer: Answer, header = 'content-security-policy'): string[] {
  return (answer.headers[header] ?? [])
    .flatMap((value) => value.split(/,\s*/))
    .filter((value) => value.startsWith("default-src 'self' 'unsafe-inline'"));
}

export function visit(server: RunningServer, one: Visit): Promise<Answer> {
  const headers: Record<string, string> = {};
  if (one.cookies !== undefined) headers['cookie'] = one.cookies;
  if (one.gpc) headers['sec-gpc'] = '1';
  if (one.host) headers['host'] = one.host;
  return server.get(one.route ?? '/', headers);
}

/** The core's policy for a visit. */
export function corePolicy(policy: StudioPolicy, { cookies, route, gpc, host }: Visit): string {
  return policy.pagePolicy({
    cookies: cookies ?? '',
    route: (route ?? '/').replace(/\?.*/, ''),
    gpc: gpc ?? false,
    host: (host ?? '').replace(/:.*/, '').toLowerCase(), // as a page has it
    now_s: Math.floor(Date.now() / 1000), // as a server with a clock reads it
  });
}

/** Asks the server and the core; both must name the same sources. */
export async function assertAgreed(
  { server, policy }: Site,
  one: Visit,
  header?: string,
): Promise<void> {
  const answer = await visit(server, one);
  const [sent, ...more] = policiesOf(answer, header);
  const about = `${one.host ?? ''}${one.route ?? '/'} ${one.gpc ? 'gpc ' : ''}${one.cookies?.slice(0, 300) ?? ''}`;
  assert.equal(more.length, 0, `more than one policy: ${about}`);
  // A request that the server itself refuses (too long, say) gets no page at all.
  if (sent === undefined && answer.status >= 400 && answer.status !== 404) return;
  assert.deepEqual(wordsOf(sent ?? ''), wordsOf(corePolicy(policy, one)), about);
}

/** As `assertAgreed` for a server that may be stricter: nothing but what the core grants. */
export async function assertNotWider({ server, policy }: Site, one: Visit): Promise<void> {
  const [sent] = policiesOf(await visit(server, one));
  if (sent === undefined) return;
  const most = wordsOf(corePolicy(policy, one));
  for (const [name, words] of Object.entries(wordsOf(sent))) {
    const wider = words.filter((word) => !most[name]?.includes(word));
    assert.deepEqual(wider, [], one.cookies);
  }
}

/** Cookies of a visitor who chose at this very time. */
export function chosen(
  policy: StudioPolicy,
  choice: Parameters<typeof cookiesOf>[1]['choice'],
  services: Readonly<Record<string, boolean>> = {},
): string {
  return cookiesOf(policy, { choice, services, at_s: now_s });
}

const routes = ['/', '/about/', '/booking/', '/booking/tuesday.html?x=/about/', '/stats.html'];

async function assertAllChoices(site: Site, { categoriesAlone }: Limits): Promise<void> {
  for (const choice of allChoices) {
    for (const sensitive of [false, true]) {
      const cookies = chosen(site.policy, { ...choice, sensitive });
      const assertOne = categoriesAlone && sensitive ? assertNotWider : assertAgreed;
      for (const route of routes) {
        for (const gpc of [false, true]) await assertOne(site, { cookies, route, gpc });
      }
    }
  }
}

const everything = { functional: true, analytical: true, advertising: true, social: true };
const nothing = { functional: false, analytical: false, advertising: false, social: false };

async function assertExceptions(site: Site, assertOne: typeof assertAgreed): Promise<void> {
  const ids = site.policy.services.flatMap(({ service, category }) =>
    category === 'mandatory' ? [] : [service],
  );
  for (const id of ids) {
    for (const [choice, given] of [
      [nothing, true],
      [everything, false],
      [nothing, false],
    ] as const) {
      const cookies = chosen(site.policy, choice, { [id]: given });
      for (const gpc of [false, true]) {
        for (const route of ['/', '/booking/']) await assertOne(site, { cookies, route, gpc });
      }
    }
  }
  const several = Object.fromEntries(ids.map((id, i) => [id, i % 2 === 0]));
  await assertOne(site, { cookies: chosen(site.policy, everything, several) });
  await assertOne(site, { cookies: chosen(site.policy, nothing, several) });
}

/** A record's own fields, where it has them. */
const timesForm = /_set=1\.1\.(\d+)\.(\d+)\./g;

/** Whether the core refuses a record for its times alone, which a server without a clock can't. */
function hasSpoiltTimes(policy: StudioPolicy, cookies: string): boolean {
  const { state } = policy.readRecords(cookies, now_s);
  if (state === 'expired' || state === 'issued_later') return true;
  return [...cookies.matchAll(timesForm)].some(([, from, to]) => Number(to) < Number(from));
}

/** The list of odd records as of now, under the names and the revision of the clinic's policy. */
export function oddCookies(): string[] {
  return oddRecords().map((cookies) =>
    cookies.replace(/1795\d{6}/g, (time) => String(Number(time) - tableNow_s + now_s)),
  );
}

/** Whether Node's client can send it in a header. */
function isSendable(cookies: string): boolean {
  return [...cookies].every((c) => c === '\t' || (c >= ' ' && c !== '\u007f'));
}

/** Records, lists of exceptions or grants for sensitive routes that are there twice. */
const twins = /(_set|_sv|_sr)=.*\1=/;

async function assertOddRecords(
  site: Site,
  { clockless, categoriesAlone, twinless }: Limits,
): Promise<void> {
  let seen = 0;
  for (const cookies of oddCookies().filter(isSendable)) {
    if (clockless && hasSpoiltTimes(site.policy, cookies)) continue;
    const stricter = categoriesAlone || (twinless && twins.test(cookies));
    await (stricter ? assertNotWider : assertAgreed)(site, { cookies });
    seen += 1;
  }
  assert.ok(seen > 400, `${seen} odd records`);
}

/** Twins of each record: an equal one, and one of every other value. */
async function assertTwins(site: Site, { categoriesAlone, twinless }: Limits): Promise<void> {
  const all = chosen(site.policy, { ...everything, sensitive: true });
  const pairs = all.split('; ');
  for (const pair of pairs) {
    const name = pair.slice(0, pair.indexOf('='));
    const stricter = categoriesAlone || (twinless && !/=[01]$/.test(pair.replace(/sr=1$/, '')));
    const values = ['0', '1', '', '+chat', pair.slice(name.length + 1).replace(/\d$/, '7')];
    for (const twin of [pair, ...values.map((value) => `${name}=${value}`)]) {
      for (const cookies of [`${twin}; ${all}`, `${all}; ${twin}`, `${all};x;\t${twin}\t `]) {
        await (stricter ? assertNotWider : assertAgreed)(site, { cookies, route: '/booking/' });
      }
    }
  }
}

/** What would break out of a configuration's quotes, or into a header, were it ever copied. */
const injections = [
  '"; add_header X-Injected 1; "',
  "'; X-Injected: 1",
  '%0d%0aX-Injected: 1',
  '$akkoord_records %{reqenv:PATH} %[var(x)] {http.request.host}',
  "default-src *; script-src 'unsafe-inline'",
  '\\" <?php header("X-Injected: 1") ?>',
];

async function assertNothingInjected({ server, policy }: Site): Promise<void> {
  const all = chosen(policy, everything);
  for (const text of injections) {
    for (const cookies of [
      `${all}; evil=${text}`,
      all.replace(/=1/, `=${text}`),
      all.replace(/(-[0-9a-f]{12})/, `$1${text}`),
      `${all}; ${text}`,
    ]) {
      const answer = await visit(server, { cookies });
      assert.equal(answer.headers['x-injected'], undefined, cookies);
      assert.doesNotMatch(JSON.stringify(answer.headers), /Injected|default-src \*/);
      await assertAgreed({ server, policy }, { cookies });
    }
  }
}

/** Registers what every server must hold to. */
export function agreesWithTheCore(site: () => Site, limits: Limits = {}): void {
  it('sends the policy for nothing granted to a new visitor', async () => {
    for (const route of routes) {
      await assertAgreed(site(), { route });
      await assertAgreed(site(), { route, gpc: true });
      await assertAgreed(site(), { route, cookies: 'session=1; other' });
    }
  });

  it('agrees on all 16 choices, with GPC and on sensitive routes too', () =>
    assertAllChoices(site(), limits));

  it(
    limits.categoriesAlone
      ? 'grants nothing where a single service differs'
      : 'agrees on each single service that differs from its category',
    () => assertExceptions(site(), limits.categoriesAlone ? assertNotWider : assertAgreed),
  );

  it('agrees on twins: a category that any refuses is refused', () => assertTwins(site(), limits));

  it('lets nothing of a cookie into a header or the configuration', () =>
    assertNothingInjected(site()));
}

/** Registers that nothing is held: for a server with the policy on staging. */
export function onlyReports(site: () => Site): void {
  it('only reports in observe mode, with the hosts of staging, and refuses no path', async () => {
    const header = 'content-security-policy-report-only';
    for (const choice of [nothing, { ...nothing, analytical: true }, everything]) {
      const cookies = chosen(site().policy, choice);
      await assertAgreed(site(), { cookies }, header);
      await assertAgreed(site(), { cookies, route: '/booking/', gpc: true }, header);
    }
    const answer = await visit(site().server, { route: '/stats/p/pixel.js' });
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.headers['content-security-policy'], undefined);
    const all = await visit(site().server, { cookies: chosen(site().policy, everything) });
    assert.match(policiesOf(all, header)[0] ?? '', / pixel\.test\.localhost:8137 /);
  });
}

/** Registers the records that no one of ours wrote: for a server with the clinic's policy. */
export function readsOddRecords(site: () => Site, limits: Limits = {}): void {
  it('reads malformed records as the core does: nothing is granted', () =>
    assertOddRecords(site(), limits));

  it('reads the sound record that they are made of', async () => {
    const cookies = sound.replace(new RegExp(String(tableNow_s), 'g'), String(now_s));
    const later = cookies.replace(String(tableNow_s + 1000), String(now_s + 1000));
    const [sent = ''] = policiesOf(await visit(site().server, { cookies: later }));
    assert.match(sent, /facebook/);
  });
}

export { clinicPolicy, everything, nothing, oddText };
