// SPDX-License-Identifier: MIT
/**
 * The demo clinic in real Chromium, for tests: its site and its vendors' stand-ins on loopback under their real
 * names, over https (vendors' names are HSTS-preloaded), reached by host mapping.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { type Demo, startDemo } from '../../demo-site/server/demo.ts';
import type { InstallName } from '../../demo-site/server/install.ts';
import type { AkkoordState } from '../../web/api.ts';
import { executablePath, quietly } from './quiet-chromium.ts';

export const policyFile = 'consent-config/clinics/2pass.json';
export const site = 'https://www.2passclinic.test';
export const unprotectedSite = 'https://unprotected.2passclinic.test';
export const out: string = `out/browser-tests/${process.pid}`;
mkdirSync(out, { recursive: true });
/** Every page of the clinic, and one that does not exist. */
export const pages: readonly string[] = [
  '/',
  '/nl/',
  '/fr/',
  '/treatments/',
  '/treatments/rhinoplasty/',
  '/treatments/facial-feminisation/',
  '/booking/',
  '/contact/',
  '/privacy/',
  '/cookies/',
  '/not-there/',
];

const patience_ms = 40_000;

export interface Clinic {
  readonly demo: Demo;
  readonly browser: Browser;
  /** A visitor of their own: nothing is shared with others, nor with what reached the vendors before. */
  visitor(options?: Parameters<Browser['newContext']>[0]): Promise<BrowserContext>;
  /** A page or file as the clinic's server sends it. */
  text(path: string): Promise<string>;
  /** The services whose stand-ins were asked, `host` for what no service claims; sorted, each once. */
  left(): string[];
  /** Waits until each of `services` is among them. */
  untilLeft(services: readonly string[]): Promise<void>;
  /** How many pages of the clinic were asked for. */
  pageViews(): number;
  close(): Promise<void>;
}

/** Compiles a policy as a web developer would, into `folder`; returns what the command says. */
export function compilePolicy(
  folder: string,
  options: readonly string[] = [],
  policy: string = policyFile,
): string {
  const words = ['compile', policy, '-o', folder, '--lock', 'none', ...options];
  return execFileSync('dist/bin/akkoord', words, { stdio: 'pipe', encoding: 'utf8' });
}

/** Writes the module that computes the header of a policy, beside what was compiled. */
export function writeEdgeWorker(folder: string, options: readonly string[] = []): void {
  const words = ['headers', policyFile, '--for', 'edge-worker', '-o', folder, ...options];
  execFileSync('dist/bin/akkoord', words, { stdio: 'pipe' });
}

/** Bundles the demo and names what startDemo() needs of it. */
export function demoFiles(): {
  studio: string;
  policies: string;
  folder: string;
  stageScript: string;
} {
  mkdirSync(out, { recursive: true });
  execFileSync('node', ['demo-site/build.mjs', `${out}/demo-site`], { stdio: 'pipe' });
  return {
    studio: 'dist/studio/akkoord-studio.js',
    policies: 'consent-config/clinics',
    folder: 'demo-site',
    stageScript: `${out}/demo-site/stage.js`,
  };
}

/** Where Chromium itself calls: no page led there, so it must not reach the stand-ins. */
const ownHosts = [
  'accounts.google.com',
  'android.clients.google.com',
  'clients*.google.com',
  'content-autofill.googleapis.com',
  'mtalk.google.com',
  'optimizationguide-pa.googleapis.com',
  'redirector.gvt1.com',
  'safebrowsing*.googleapis.com',
  'update.googleapis.com',
];
function resolvingTo(port: number): string[] {
  const rules = [...ownHosts.map((host) => `MAP ${host} ~NOTFOUND`), `MAP * 127.0.0.1:${port}`];
  return ['--ignore-certificate-errors', `--host-resolver-rules=${rules.join(', ')}`];
}

/** Chromium as tests want it: quiet, and resolving every name to `port` on loopback when given. */
export function launchChromium(port?: number): Promise<Browser> {
  const mapping = port === undefined ? [] : resolvingTo(port);
  return chromium.launch({ executablePath, args: [...quietly, ...mapping] });
}

export interface ClinicWishes {
  /** How its pages get Akkoord; the snippet unless named. */
  readonly install?: InstallName;
}

export async function openClinic({ install = 'snippet' }: ClinicWishes = {}): Promise<Clinic> {
  mkdirSync(out, { recursive: true });
  compilePolicy(`${out}/compiled`);
  if (install === 'header') writeEdgeWorker(`${out}/compiled`);
  const demo = await startDemo({
    ...demoFiles(),
    compiledReal: `${out}/compiled`,
    install,
    ...certificateIn(out),
  });
  const browser = await launchChromium(demo.port);
  return {
    demo,
    browser,
    async visitor(options) {
      for (const earlier of browser.contexts()) await earlier.close();
      demo.visits.clear();
      // A page that a test edits comes from no address, and may ask loopback only with this permission.
      const permissions = ['local-network-access'];
      const wishes = { ignoreHTTPSErrors: true, permissions, ...options };
      const visitor = await browser.newContext(wishes);
      visitor.setDefaultTimeout(patience_ms);
      return visitor;
    },
    text: (path) => textOf(demo.port, path),
    left: () => servicesLeft(demo),
    untilLeft: (services) => untilLeft(demo, services),
    pageViews: () => demo.visits.all().filter(({ kind }) => kind === 'page').length,
    async close() {
      await browser.close();
      await demo.close();
    },
  };
}

/** A port that was free a moment ago: the policy is compiled for it before the demo listens. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Puts a certificate for the clinic's names and its key into `folder`, unless they are there. */
export function certificateIn(folder: string): { readonly cert: string; readonly key: string } {
  const [cert, key] = [`${folder}/cert.pem`, `${folder}/key.pem`];
  if (existsSync(cert)) return { cert, key };
  const names = 'subjectAltName=DNS:*.2passclinic.test,DNS:2passclinic.test';
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  const wishes = ['-nodes', '-days', '30', '-subj', '/CN=akkoord-tests', '-addext', names];
  execFileSync('openssl', [...request, ...wishes, '-keyout', key, '-out', cert], { stdio: 'pipe' });
  return { cert, key };
}

function textOf(port: number, path: string): Promise<string> {
  const { host } = new URL(site);
  return new Promise((resolve, reject) => {
    get(
      { host: '127.0.0.1', port, path, headers: { Host: host, Accept: 'text/html' } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (part: string) => {
          text += part;
        });
        answer.on('end', () => resolve(text));
      },
    ).on('error', reject);
  });
}

export function servicesLeft({ visits }: Demo): string[] {
  return [...new Set(visits.requests().map(({ service, host }) => service ?? host))].sort();
}

export function untilLeft(demo: Demo, services: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const missing = (): string[] => {
      const left = servicesLeft(demo);
      return services.filter((service) => !left.includes(service));
    };
    const look = (): void => {
      if (missing().length > 0) return;
      clearTimeout(timer);
      unfollow();
      resolve();
    };
    const timer = setTimeout(() => {
      unfollow();
      reject(new Error(`never asked: ${missing().join(', ')}`));
    }, patience_ms);
    const unfollow = demo.visits.follow(look);
    look();
  });
}

/** Opens `path` of the protected site and waits until all that it does is done. */
export async function visit(visitor: BrowserContext, path = '/'): Promise<Page> {
  const page = await visitor.newPage();
  await page.goto(`${site}${path}`);
  await settled(page);
  return page;
}

/** Waits until `window.akkoord` is the page API. */
export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => 'state' in (window.akkoord ?? {}));
}

/** Waits until Akkoord has decided and nothing more is asked for. */
export async function settled(page: Page): Promise<void> {
  await ready(page);
  await page.waitForLoadState('networkidle');
}

/** Does what loads the page again, and waits for that. */
export async function reloads(page: Page, act: () => Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), act()]);
  await settled(page);
}

export function stateOf(page: Page): Promise<AkkoordState> {
  return page.evaluate(() => {
    const { akkoord } = window;
    if (!akkoord || !('state' in akkoord)) throw new Error('no page API');
    return akkoord.state();
  });
}

/** The state, once all of these are named among them: asking loads what names refused requests. */
export async function untilHeld(page: Page, services: readonly string[]): Promise<AkkoordState> {
  try {
    await page.waitForFunction(
      (wanted) => {
        const { akkoord } = window;
        const held = akkoord && 'state' in akkoord ? akkoord.state().held : [];
        return wanted.every((one) => held.some(({ service }) => service === one));
      },
      services,
      { timeout: patience_ms },
    );
  } catch {
    const held = (await stateOf(page)).held.map(({ service }) => service);
    throw new Error(`never named as held: ${services.filter((one) => !held.includes(one))}`);
  }
  return stateOf(page);
}
