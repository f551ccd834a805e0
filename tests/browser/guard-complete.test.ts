// SPDX-License-Identifier: MIT
/** What a page policy can't see: databases, caches, cookies behind the page's back, speculation rules, WebRTC. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { type Clinic, openClinic, reloads, settled, stateOf } from './clinic.ts';
import { type OwnPolicy, ownPolicy } from './own-policy.ts';
import { storedItems } from './visitor.ts';

const site = 'https://www.small.test';

let clinic: Clinic;
let policy: OwnPolicy;
before(async () => {
  clinic = await openClinic();
  policy = ownPolicy('guard');
});
after(() => clinic.close());

async function open(
  visitor: BrowserContext,
  body = '<p>Nothing here',
  install: 'snippet' | 'tag' = 'snippet',
): Promise<Page> {
  const html = `<!doctype html><html lang="en"><head>${policy.lines[install]}</head><body>${body}</body></html>`;
  await policy.serve(visitor, site, () => html);
  const page = await visitor.newPage();
  await page.goto(`${site}/`);
  await settled(page);
  return page;
}

async function cookieNames(visitor: BrowserContext): Promise<string[]> {
  const names = (await visitor.cookies(site)).map(({ name }) => name);
  return names.filter((name) => !name.startsWith('cookie_consent_')).sort();
}

/** Names of what the page holds, once `name` is among them or was told. */
async function heldOnce(page: Page, name: string): Promise<readonly string[]> {
  await page.waitForFunction((one) => {
    const { akkoord } = window;
    return akkoord && 'state' in akkoord && akkoord.state().held.some((held) => held.name === one);
  }, name);
  return (await stateOf(page)).held.map((held) => `${held.kind} ${held.name} ${held.count}`);
}

/** Writes to every store in the name of the counter (statistics). */
async function store(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const said: string[] = [];
    // biome-ignore lint/suspicious/noDocumentCookie: as a tag would
    document.cookie = 'cnt=1; path=/';
    await window.cookieStore?.set('cnt_1', '1');
    localStorage.setItem('cnt-1', '1');
    localStorage['cnt-1'] = '2';
    Object.assign(sessionStorage, { 'cnt-2': '3' });
    Object.defineProperty(sessionStorage, 'cnt-2', { value: '4' });
    const request = indexedDB.open('cnt-1', 3);
    request.onupgradeneeded = () => said.push('upgraded');
    await new Promise((resolve) => {
      request.onsuccess = () => resolve(said.push('opened'));
      request.onerror = () => resolve(said.push(`${request.error?.name}`));
    });
    request.result?.close();
    await caches.open('cnt-1').then(
      () => said.push('opened'),
      (error: Error) => said.push(error.name),
    );
    return said;
  });
}

describe('the guard', () => {
  it('refuses every kind of write of a service without consent, and names it', async () => {
    const visitor = await clinic.visitor();
    const page = await open(visitor);
    assert.deepEqual(await store(page), ['AbortError', 'SecurityError']);
    assert.deepEqual(await cookieNames(visitor), []);
    assert.deepEqual(await storedItems(page), []);
    const names = (await stateOf(page)).held.map(({ kind, name }) => `${kind} ${name}`);
    for (const name of ['cookie cnt', 'cookie cnt_1', 'storage cnt-1', 'storage cnt-2'])
      assert.ok(names.includes(name), name);
  });

  it('lets mandatory names and deletions pass', async () => {
    const visitor = await clinic.visitor();
    const page = await open(visitor);
    const deleted = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const request = indexedDB.deleteDatabase('cnt-1');
          request.onsuccess = () => resolve('deleted');
          request.onerror = () => resolve('refused');
        }),
    );
    assert.equal(deleted, 'deleted');
    assert.equal(await page.evaluate(() => caches.delete('cnt-1')), false);
  });

  it('sweeps what a realm of its own wrote, without a further visit', async () => {
    const visitor = await clinic.visitor();
    const page = await open(visitor);
    await page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const realm = frame.contentWindow as Window & typeof globalThis;
      realm.document.cookie = 'cnt=1; path=/';
      realm.localStorage.setItem('cnt-1', '1');
    });
    const held = await heldOnce(page, 'cnt');
    assert.ok(held.includes('cookie cnt 1'), held.join());
    await heldOnce(page, 'cnt-1');
    assert.deepEqual(await cookieNames(visitor), []);
    assert.deepEqual(await storedItems(page), []);
  });

  it('sweeps what an earlier visit left, in all four stores, and tells each once', async () => {
    const visitor = await clinic.visitor();
    const first = await open(visitor);
    await reloads(first, () => first.evaluate('void window.akkoord.acceptAll()'));
    assert.deepEqual(await store(first), ['upgraded', 'opened', 'opened']);
    assert.deepEqual(await cookieNames(visitor), ['cnt', 'cnt_1']);
    await first.close();
    await visitor.clearCookies({ name: /^cookie_consent/ });
    const page = await open(visitor);
    await heldOnce(page, 'cnt-1');
    await page.waitForFunction(
      async () => (await indexedDB.databases()).length + (await caches.keys()).length === 0,
    );
    assert.deepEqual(await cookieNames(visitor), []);
    assert.deepEqual(await storedItems(page), []);
  });
});

describe('speculation rules', () => {
  const rules = (urls: object): string =>
    `<script type="speculationrules">${JSON.stringify({ prefetch: [urls] })}</script>`;
  const left = 'https://pixel.test/speculated';

  it('a control: without Akkoord the browser heeds them', async () => {
    const visitor = await clinic.visitor();
    const html = `<!doctype html><body>${rules({ urls: [left] })}`;
    await visitor.route(`${site}/`, (route) =>
      route.fulfill({ body: html, contentType: 'text/html' }),
    );
    const page = await visitor.newPage();
    await page.goto(`${site}/`);
    await clinic.untilLeft(['pixel.test']);
  });

  for (const install of ['snippet', 'tag'] as const) {
    it(`that name a third party are held, in markup and by script (${install})`, async () => {
      const visitor = await clinic.visitor();
      const body = `${rules({ urls: [left] })}<a href="${left}">Out</a>
        ${rules({ where: { selector_matches: 'a' }, eagerness: 'immediate' })}`;
      const page = await open(visitor, body, install);
      await page.evaluate((url) => {
        const script = document.createElement('script');
        script.type = 'speculationrules';
        script.text = JSON.stringify({ prerender: [{ urls: [url] }] });
        document.body.append(script);
      }, left);
      await heldOnce(page, 'pixel.test');
      await page.waitForLoadState('networkidle');
      assert.deepEqual(clinic.left(), []);
      assert.equal(await page.locator('script[type=speculationrules]').count(), 0);
    });
  }

  it('that stay on the site come back', async () => {
    const visitor = await clinic.visitor();
    const page = await open(
      visitor,
      rules({ where: { and: [{ href_matches: '/*' }, { not: { href_matches: '/nl/*' } }] } }),
    );
    await page.locator('script[type=speculationrules]').waitFor({ state: 'attached' });
  });
});

describe('WebRTC', () => {
  it('is taken away unless the policy says that the site calls', async () => {
    const page = await open(await clinic.visitor());
    const kinds = await page.evaluate(() =>
      ['RTCPeerConnection', 'webkitRTCPeerConnection'].map(
        (name) => typeof Reflect.get(window, name),
      ),
    );
    assert.deepEqual(kinds, ['undefined', 'undefined']);
  });
});
