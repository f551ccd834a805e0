// SPDX-License-Identifier: MIT
/** A withdrawal reaches every place where a service may have stored something, and says what it can't reach. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { service } from '../cli/command-line.ts';
import { type Clinic, openClinic, reloads, settled, stateOf } from './clinic.ts';
import { type OwnPolicy, ownPolicy, vendors } from './own-policy.ts';
import { storedItems, watch } from './visitor.ts';

let clinic: Clinic;
let policy: OwnPolicy;
before(async () => {
  clinic = await openClinic();
  const server = service('server', 'social', ['server.test'], {
    cookies: [
      { name: 'srv', lifetime_days: 30, http_only: true },
      { name: 'deep', lifetime_days: 30, path: '/declared/deep/' },
    ],
  });
  policy = ownPolicy('withdrawal', {
    site: { hosts: ['www.small.test', 'small.test', 'shop.small.test', 'www.small.co.uk'] },
    services: [...vendors, server],
  });
});
after(() => clinic.close());

async function open(visitor: BrowserContext, url: string): Promise<Page> {
  const html = `<!doctype html><html lang="en"><head>${policy.lines.snippet}</head>
    <body><a href="/linked/page/">A page</a></body></html>`;
  const { origin } = new URL(url);
  await policy.serve(visitor, origin, () => html);
  const page = await visitor.newPage();
  await page.goto(url);
  await settled(page);
  return page;
}

async function granted(visitor: BrowserContext, url: string): Promise<Page> {
  const page = await open(visitor, url);
  await reloads(page, () => page.evaluate('void window.akkoord.acceptAll()'));
  return page;
}

async function left(visitor: BrowserContext): Promise<string[]> {
  const cookies = await visitor.cookies();
  return cookies
    .filter(({ name }) => !name.startsWith('cookie_consent_'))
    .map(({ name, domain, path }) => `${name} ${domain}${path}`);
}

/** What is stored, but for Akkoord's own note of what a server has to delete. */
async function itemsLeft(page: Page): Promise<string[]> {
  return (await storedItems(page)).filter((name) => name !== 'akkoord-undeletable');
}

function withdraw(page: Page): Promise<void> {
  return reloads(page, () => page.evaluate('void window.akkoord.withdraw()'));
}

interface Cell {
  readonly page: string;
  readonly name?: string;
  readonly domain: string;
  readonly path?: string;
  readonly secure?: boolean;
}

const www = 'https://www.small.test/';
const cells: Readonly<Record<string, Cell>> = {
  'of the apex, on www': { page: www, domain: '.small.test' },
  'of the apex, on the apex': { page: 'https://small.test/', domain: '.small.test' },
  'of www': { page: www, domain: '.www.small.test' },
  'of www alone': { page: www, domain: 'www.small.test' },
  'of the apex, on another sub-domain': {
    ...{ page: 'https://shop.small.test/', domain: '.small.test' },
  },
  'below a two-part suffix': { page: 'https://www.small.co.uk/', domain: '.small.co.uk' },
  'that is Secure': { page: www, domain: '.small.test', secure: true },
  'named __Host-': { page: www, name: '__Host-cnt', domain: 'www.small.test', secure: true },
  'named __Secure-': { page: www, name: '__Secure-cnt', domain: '.small.test', secure: true },
  'in the folder of the page': { page: `${www}a/b/c`, domain: 'www.small.test', path: '/a/b' },
  'below a folder that the page links to': {
    ...{ page: www, domain: '.small.test', path: '/linked/page' },
  },
  'below a folder above one that the page links to': {
    ...{ page: www, domain: 'www.small.test', path: '/linked/' },
  },
  'below a path that the policy declares': {
    ...{ page: www, name: 'deep', domain: 'www.small.test', path: '/declared/deep/' },
  },
};

describe('a withdrawal deletes a cookie', () => {
  for (const [
    cell,
    { page: url, name = 'cnt', domain, path = '/', secure = false },
  ] of Object.entries(cells)) {
    it(cell, async () => {
      const visitor = await clinic.visitor();
      const page = await granted(visitor, url);
      const expires = Math.floor(Date.now() / 1000) + 86_400;
      await visitor.addCookies([{ name, value: '1', domain, path, secure, expires }]);
      assert.equal((await left(visitor)).length, 1);
      await withdraw(page);
      assert.deepEqual(await left(visitor), []);
      assert.ok(!(await stateOf(page)).undeletable.includes(name));
    });
  }

  it('that is Partitioned', async () => {
    const visitor = await clinic.visitor();
    const page = await granted(visitor, www);
    await page.evaluate(() => {
      // biome-ignore lint/suspicious/noDocumentCookie: as a tag would
      document.cookie = 'cnt=1; Path=/; Secure; Partitioned; Max-Age=1000';
    });
    assert.equal(await page.evaluate(() => document.cookie.includes('cnt=1')), true);
    await withdraw(page);
    assert.equal(await page.evaluate(() => document.cookie.includes('cnt=')), false);
  });

  it('that was written on another page, below its folder, under a name that only a prefix tells', async () => {
    const visitor = await clinic.visitor();
    const first = await granted(visitor, `${www}shop/cart`);
    await first.evaluate(() => {
      // biome-ignore lint/suspicious/noDocumentCookie: as a tag would
      document.cookie = 'cnt_X1=1; Max-Age=1000';
    });
    await first.waitForFunction(() => localStorage.getItem('akkoord') !== null);
    assert.deepEqual(await left(visitor), ['cnt_X1 www.small.test/shop']);
    const page = await open(visitor, www);
    await withdraw(page);
    assert.deepEqual(await left(visitor), []);
    assert.deepEqual(await itemsLeft(page), []);
  });
});

describe('a withdrawal', () => {
  it('empties all four stores', async () => {
    const visitor = await clinic.visitor();
    const page = await granted(visitor, www);
    await page.evaluate(async () => {
      localStorage.setItem('cnt-1', '1');
      sessionStorage.setItem('cnt-1', '1');
      await caches.open('cnt-1');
      await new Promise((resolve) => {
        const request = indexedDB.open('cnt-1');
        request.onsuccess = () => resolve(request.result.close());
      });
    });
    assert.equal((await storedItems(page)).length, 4);
    await withdraw(page);
    assert.deepEqual(await itemsLeft(page), []);
  });

  it('names what only the server can delete, and does not claim it', async () => {
    const visitor = await clinic.visitor();
    const seen = watch(visitor);
    const page = await granted(visitor, www);
    const place = { domain: 'www.small.test', path: '/', httpOnly: true };
    await visitor.addCookies([{ name: 'srv', value: '1', ...place }]);
    await withdraw(page);
    assert.deepEqual(await left(visitor), ['srv www.small.test/']);
    assert.deepEqual((await stateOf(page)).undeletable, ['srv']);
    assert.equal(seen.lines.length, 1, seen.lines.join(' | '));
    assert.match(
      `${seen.lines[0]}`,
      /^Akkoord: .*can't be deleted by a page.*: srv\. Let the server/,
    );
  });

  it('made in another tab holds here without the part that loads on use: sweeps and loads again', async () => {
    const visitor = await clinic.visitor();
    const page = await granted(visitor, www);
    const other = await open(visitor, www);
    await page.route(/akkoord-later/, (route) => route.abort());
    await reloads(page, () => withdraw(other));
    await page.evaluate(() => {
      // biome-ignore lint/suspicious/noDocumentCookie: as a tag would
      document.cookie = 'cnt=1; Domain=small.test; Path=/';
    });
    assert.deepEqual(await left(visitor), []);
  });
});
