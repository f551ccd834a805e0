// SPDX-License-Identifier: MIT
/**
 * The small web's clinic with a collector: the built one, behind a door that a test can shut in several ways, as a
 * site's web server passes on /consent/ or fails to.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Installation, RunningCollector } from '../../collector/running-collector.ts';
import type { EngineVisitor } from '../matrix/engines/engine.ts';
import { compileInstalls, type Installs } from '../matrix/installs.ts';
import { type Content, type SmallWeb, startSmallWeb } from '../matrix/small-web.ts';
import { untilPage } from '../matrix/until-page.ts';
import { vendorPolicy } from '../matrix/vendor-policy.ts';

/** How what is below /consent/ is answered: `open` is the collector, `silent` never answers. */
export type Door =
  | 'open'
  | 'gone'
  | 'silent'
  | { readonly status: number; readonly type?: string; readonly after?: string };

/** A request that came, and what the collector said; 0 where it was not asked. */
export interface Told {
  readonly path: string;
  readonly body: Record<string, unknown>;
  readonly cookies: string;
  status: number;
}

export interface ToldSite {
  readonly web: SmallWeb;
  readonly installation: Installation;
  /** All that came to /consent/ since forget(). */
  readonly told: Told[];
  door: Door;
  /** Those of one path, `/events` say; `status`: only what the collector answered so. */
  toldTo(path: string, status?: number): readonly Told[];
  /** Waits for as many, and returns them. */
  untilTold(path: string, count: number, status?: number): Promise<readonly Told[]>;
  forget(): void;
  /** Ends the collector at once, as a power cut does, and starts it again on the same data. */
  killCollector(): Promise<void>;
  restartCollector(): Promise<void>;
  /** `sha256:` of a compiled file, or of the policy itself. */
  hashOf(name: string): string;
  close(): Promise<void>;
}

const embed = { embed: 'placeholder' };

/** The policy of the small web with a collector, a service with a placeholder and a cookie out of reach of scripts. */
export function toldPolicy(changes: Readonly<Record<string, unknown>> = {}): string {
  const policy = JSON.parse(vendorPolicy) as { services: Record<string, unknown>[] };
  const [functional, analytical, ...others] = policy.services;
  const cookies = [{ name: 'Hidden', lifetime_days: 30, http_only: true }];
  const services = [{ ...functional, ...embed }, { ...analytical, cookies }, ...others];
  return JSON.stringify({
    ...policy,
    services,
    collector: { endpoint: '/consent' },
    ...changes,
  });
}

export async function openToldSite(
  content: Content,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<ToldSite> {
  const installation = new Installation({
    policies: [{ policy: 'told/lab.json', files: 'told/compiled' }],
    map_hosts: 'told/hosts.json',
    allow_http: true,
    tree_head_interval_s: 1,
  });
  const folder = join(installation.folder, 'told');
  mkdirSync(folder);
  const installs: Installs = await compileInstalls(folder, toldPolicy(changes));
  let collector: RunningCollector | undefined = await RunningCollector.start(installation);
  const told: Told[] = [];

  const pass = (
    request: IncomingMessage,
    response: ServerResponse,
    one: Told,
    body: Buffer,
  ): void => {
    const { method, headers } = request;
    const path = `/consent${one.path}`; // an engine that has us for its proxy sends the whole address
    const passed = ask(
      { host: '127.0.0.1', port: collector?.port ?? 1, method, path, headers },
      (answer) => {
        one.status = answer.statusCode ?? 0;
        response.writeHead(one.status, answer.headers);
        answer.pipe(response);
      },
    );
    passed.on('error', () => request.socket.destroy());
    passed.end(body);
  };
  const answer = (request: IncomingMessage, response: ServerResponse): boolean => {
    const { pathname } = new URL(request.url ?? '/', 'http://site.test');
    if (!pathname.startsWith('/consent/')) return false;
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      const one: Told = {
        path: pathname.slice('/consent'.length),
        body: body.length ? (JSON.parse(body.toString()) as Record<string, unknown>) : {},
        cookies: request.headers.cookie ?? '',
        status: 0,
      };
      told.push(one);
      const { door } = site;
      if (door === 'open') return pass(request, response, one, body);
      if (door === 'gone') return request.socket.destroy();
      if (door === 'silent') return undefined;
      if (door.after) response.setHeader('Retry-After', door.after);
      response.writeHead(door.status, { 'Content-Type': door.type ?? 'application/json' });
      response.end(door.type ? '<!doctype html><p>Not here' : '{}');
    });
    return true;
  };

  const web = await startSmallWeb(installs, content, answer);
  const toldTo = (path: string, status?: number): readonly Told[] =>
    told.filter((one) => one.path === path && (status === undefined || one.status === status));
  const site: ToldSite = {
    ...{ web, installation, told, toldTo },
    door: 'open',
    async untilTold(path, count, status) {
      const until_ms = Date.now() + 40_000;
      while (toldTo(path, status).length < count && Date.now() < until_ms) await soon();
      const found = toldTo(path, status);
      if (found.length >= count) return found;
      throw new Error(`${count} times ${path} wanted, came: ${JSON.stringify(told)}`);
    },
    forget() {
      told.length = 0;
      web.forget();
      site.door = 'open';
    },
    async killCollector() {
      await collector?.end('SIGKILL');
      collector = undefined;
    },
    async restartCollector() {
      collector = await RunningCollector.start(installation);
    },
    hashOf: (name) =>
      `sha256:${createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex')}`,
    async close() {
      await web.close();
      await collector?.end();
      installation.remove();
    },
  };
  return site;
}

export function soon(): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}

/** What waits in the visitor's browser for the collector: the text kept, or null. */
export function waitingIn(visitor: EngineVisitor): Promise<string | null> {
  return visitor.evaluate("return localStorage.getItem('akkoord_tell');");
}

/** The events among it. */
export async function eventsWaiting(visitor: EngineVisitor): Promise<readonly unknown[]> {
  const text = await waitingIn(visitor);
  if (text === null) return [];
  return (JSON.parse(text.slice(text.indexOf(' '))) as { events: unknown[] }).events;
}

/**
 * Lets the next page do all that waits: what was handed to the network over a reload is not sent again until an
 * answer is due, and the day that records are left alone is over.
 */
export async function makeDue(visitor: EngineVisitor): Promise<void> {
  await visitor.evaluate(`const [, kept] = /^\\d+ (.*)$/s.exec(localStorage.getItem('akkoord_tell'));
    localStorage.setItem('akkoord_tell', '0 ' + kept.replace(/_ms":\\d+/g, '_ms":0'));`);
}

export async function untilNothingWaits(visitor: EngineVisitor): Promise<void> {
  await untilPage(visitor, `!/"event":/.test(localStorage.getItem('akkoord_tell') ?? '')`);
}

/** Until the page at hand is the clinic's, with the API there. */
export function untilReady(visitor: EngineVisitor): Promise<void> {
  return untilPage(visitor, "document.readyState === 'complete' && !!window.akkoord?.state");
}

const root = "document.querySelector('akkoord-banner').shadowRoot";

export async function untilAsked(visitor: EngineVisitor): Promise<void> {
  await untilPage(
    visitor,
    `!!document.querySelector('akkoord-banner')?.shadowRoot.querySelector('.box')?.checkVisibility()`,
  );
}

/** Presses a button of the banner or the settings, and does not wait. */
export async function press(
  visitor: EngineVisitor,
  id: string,
  layer: 'banner' | 'settings' = 'banner',
): Promise<void> {
  const place = layer === 'banner' ? root : root.replace('banner', 'settings');
  await untilPage(
    visitor,
    `!!${place.replace('.shadowRoot', '?.shadowRoot')}?.getElementById('${id}')`,
  );
  await visitor.evaluate(
    `const one = ${place}.getElementById('${id}'); setTimeout(() => one.click());`,
  );
}

/** The consent's id as the record has it; undefined for a refusal. */
export async function recordId(visitor: EngineVisitor): Promise<string | undefined> {
  const set = (await visitor.cookies()).find(({ name }) => name === 'cookie_consent_set');
  const id = set?.value.split('.')[4] ?? '';
  return /[1-9a-f]/.test(id) ? id : undefined;
}
