// SPDX-License-Identifier: MIT
/**
 * For all 16 choices, every pattern of every preset: what leaves the browser is what was granted.
 *
 * The page asks for an address of each pattern and for some beside it, by fetch and by image; what arrives is held
 * against the core's decisions and what patterns mean. Once under the core's own header, once under the snippet.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { StudioPolicy } from '../../wasm/studio-api.ts';
import { smallPolicy } from '../cli/command-line.ts';
import { loadBuiltStudio } from '../studio/studio-module.ts';
import { allChoices, choiceWords, cookiesOf } from '../studio/visitors.ts';
import { certificateIn, compilePolicy, launchChromium, out, site } from './clinic.ts';
import { expectations, probes, services, withheldClaims } from './pattern-probes.ts';

const folder = `${out}/every-pattern`;
const policyText = smallPolicy({
  site: { hosts: [new URL(site).hostname] },
  services,
});
const picture = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

let policy: StudioPolicy;
let server: Server;
let browser: Browser;
let visitor: BrowserContext;
let page: Page;
/** What arrived: `NUMBER WAY` of each probe. */
const arrived = new Set<string>();

before(async () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/policy.json`, policyText);
  compilePolicy(folder, [], `${folder}/policy.json`);
  policy = (await loadBuiltStudio()).open(policyText);
  const { cert, key } = certificateIn(out);
  server = createServer(
    { cert: readFileSync(cert), key: readFileSync(key) },
    (request, response) => {
      const url = new URL(request.url ?? '/', `https://${request.headers.host}`);
      if (url.origin !== site) {
        arrived.add(`${url.searchParams.get('probe')}`);
        response.writeHead(200, { 'Content-Type': 'image/gif', 'Cache-Control': 'no-store' });
        response.end(picture);
        return;
      }
      answerSite(url, request.headers.cookie ?? '').forEach(([name, value]) => {
        response.setHeader(name, value);
      });
      response.end(bodyOf(url));
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await launchChromium((server.address() as AddressInfo).port);
  const permissions = ['local-network-access'];
  visitor = await browser.newContext({ ignoreHTTPSErrors: true, permissions });
  page = await visitor.newPage();
});
after(async () => {
  await browser.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  policy.delete();
});

function now_s(): number {
  return Math.floor(Date.now() / 1000);
}

function answerSite(url: URL, cookies: string): readonly [string, string][] {
  const type = url.pathname.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8';
  if (url.pathname !== '/header') return [['Content-Type', type]];
  const text = policy.pagePolicy({ cookies, now_s: now_s() });
  return [
    ['Content-Type', type],
    ['Content-Security-Policy', text],
  ];
}

function bodyOf({ pathname }: URL): string {
  if (pathname === '/header') return '<!doctype html><title>Header</title>';
  const name = pathname === '/snippet' ? 'snippet.html' : pathname.replace(/^\/akkoord\//, '');
  if (!/^[\w.-]+$/.test(name)) return '';
  const text = readFileSync(`${folder}/${name}`, 'utf8');
  return pathname === '/snippet'
    ? `<!doctype html><meta charset="utf-8">${text}<title>Snippet</title>`
    : text;
}

/** The probes in the page at hand; resolves when each has come to an end, one way or the other. */
async function askForAll(): Promise<void> {
  const addresses = probes.map(({ host, path }, at) => {
    return `https://${host}${path}${path.includes('?') ? '&' : '?'}probe=${at}+`;
  });
  await page.evaluate(async (urls) => {
    const ask = (url: string): Promise<unknown>[] => {
      const image = new Image();
      return [
        fetch(`${url}fetch`, { mode: 'no-cors' }).catch(() => {}),
        new Promise((resolve) => {
          image.onload = image.onerror = resolve;
          image.src = `${url}image`;
        }),
      ];
    };
    // Not all at once: a browser has sockets for 256.
    for (let at = 0; at < urls.length; at += 60) {
      await Promise.all(urls.slice(at, at + 60).flatMap(ask));
    }
  }, addresses);
}

async function visitWith(cookies: string, install: string): Promise<void> {
  await visitor.clearCookies();
  const pairs = cookies.split('; ').filter((pair) => pair !== '');
  await visitor.addCookies(
    pairs.map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return { name, value, domain: new URL(site).hostname, path: '/' };
    }),
  );
  await page.goto(`${site}/${install}`);
  if (install === 'snippet') await page.waitForFunction(() => 'state' in (window.akkoord ?? {}));
  arrived.clear();
  await askForAll();
}

function grantedBy(cookies: string): ReadonlySet<string> {
  const decided = Object.entries(policy.decide({ cookies, now_s: now_s() }));
  return new Set(decided.flatMap(([id, { outcome }]) => (outcome === 'granted' ? [id] : [])));
}

for (const install of ['header', 'snippet']) {
  describe(`what leaves under the ${install} is what was granted`, () => {
    for (const choice of allChoices) {
      it(`for ${choiceWords(choice)}`, async () => {
        const cookies = cookiesOf(policy, { choice, at_s: now_s() });
        const granted = grantedBy(cookies);
        await visitWith(cookies, install);

        const expected = expectations(granted);
        const wrong = probes.flatMap(({ host, path }, at) => {
          const ways = ['fetch', 'image'].filter((way) => arrived.has(`${at} ${way}`));
          const wanted = expected[at]?.leaves ? ['fetch', 'image'] : [];
          return ways.join() === wanted.join() ? [] : [`${host}${path}: ${ways.join() || 'held'}`];
        });
        assert.deepEqual(wrong, []);

        // The core's own answer to whose an address is: nothing of a refused service, unless declared so.
        const refused = probes.flatMap(({ host, path }, at) => {
          const owner = policy.classifyUrl(`https://${host}${path}`)?.service;
          const left = arrived.has(`${at} fetch`) && !expected[at]?.shared;
          return left && (owner === undefined || !granted.has(owner)) ? [`${host}${path}`] : [];
        });
        assert.deepEqual(refused, []);
      });
    }
  });
}

describe('the probes', () => {
  it('have withheld, shared, exact, prefixed and wildcard patterns among them', () => {
    const all = new Set(policy.services.map(({ service }) => service));
    assert.deepEqual(withheldClaims(all), []);
    const withoutSocial = new Set([...all].filter((id) => id !== 'facebook-plugins'));
    assert.deepEqual(withheldClaims(withoutSocial), ['*.facebook.com']);
    const notes = policy.diagnostics.filter(({ fault }) => fault.includes('is withheld until'));
    assert.equal(notes.length, 1);
    assert.ok(expectations(all).filter(({ shared }) => shared).length > 0);
    assert.ok(expectations(all).filter(({ leaves }) => !leaves).length > 100);
  });
});
