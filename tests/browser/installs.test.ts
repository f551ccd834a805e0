// SPDX-License-Identifier: MIT
/** The installs without a snippet: a server's header with the script deferred, and one tag first in head. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import {
  type Clinic,
  openClinic,
  policyFile,
  reloads,
  settled,
  site,
  stateOf,
  visit,
} from './clinic.ts';
import { editPage, headerLine, headInstall, tagLine } from './faulty-page.ts';
import { giveRecords, granting } from './records.ts';
import { analyticalServices } from './tags.ts';
import {
  bannerOf,
  buttonIn,
  choose,
  optionalCookies,
  storedItems,
  switchIn,
  watch,
} from './visitor.ts';

let clinic: Clinic;
before(async () => {
  clinic = await openClinic();
});
after(() => clinic.close());

/** What the server's own means make of a request's cookies, by the same core. */
function headerFor(cookie: string | undefined): string {
  const words = ['headers', policyFile, '--for', 'plain', '--cookie', cookie ?? ''];
  const line = execFileSync('dist/bin/akkoord', words, { encoding: 'utf8' });
  return line.slice(line.indexOf(':') + 1).trim();
}

/** The clinic's home page behind the header, the script deferred. */
async function serveBehindHeader(visitor: BrowserContext): Promise<void> {
  const body = headInstall(await clinic.text('/'), headerLine);
  await visitor.route(`${site}/`, async (route) => {
    const { cookie } = await route.request().allHeaders();
    const headers = {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': headerFor(cookie),
    };
    await route.fulfill({ headers, body });
  });
}

const serve = {
  header: serveBehindHeader,
  tag: (visitor: BrowserContext) => editPage(visitor, clinic, (html) => headInstall(html, tagLine)),
};

/** What the speculative parser asks for while it waits for the tag: markup's own scripts, which do not run. */
const askedAhead: Readonly<Record<keyof typeof serve, RegExp>> = {
  header: /^$/,
  tag: /^(crazy-egg|google-analytics|facebook-plugins|(instagram|x|pinterest|linkedin)-.*)$/,
};

/** The services that left, but for what was asked ahead. */
function leftBehind(install: keyof typeof serve): string[] {
  return clinic.left().filter((service) => !askedAhead[install].test(service));
}

function grantedAhead(install: keyof typeof serve): string[] {
  return analyticalServices.filter((service) => !askedAhead[install].test(service));
}

async function acceptStatistics(page: Page): Promise<void> {
  const dialog = await choose(page);
  await switchIn(dialog, 'Statistics').check();
  await reloads(page, () => buttonIn(dialog, 'Save choice').click());
}

for (const install of ['header', 'tag'] as const) {
  describe(`the ${install} install`, () => {
    it('a control: without the core the page that it is put into leaks', async () => {
      const visitor = await clinic.visitor();
      await editPage(visitor, clinic, (html) => headInstall(html, ''));
      const page = await visitor.newPage();
      await page.goto(`${site}/`);
      await clinic.untilLeft(['google-analytics', 'crazy-egg', 'meta-pixel', 'youtube']);
    });

    it('holds all before a choice, and asks', async () => {
      const visitor = await clinic.visitor();
      const seen = watch(visitor);
      await serve[install](visitor);
      const page = await visit(visitor);
      assert.deepEqual(leftBehind(install), []);
      assert.deepEqual(await optionalCookies(visitor), []);
      assert.deepEqual(await storedItems(page), []);
      assert.ok(await bannerOf(page).isVisible());
      assert.equal((await stateOf(page)).enforcing, true);
      assert.deepEqual(seen, { lines: [], errors: [] });
    });

    it('runs what is granted after one reload, and keeps the referrer', async () => {
      const visitor = await clinic.visitor();
      const seen = watch(visitor);
      await serve[install](visitor);
      const page = await visitor.newPage();
      await page.goto(`${site}/`, { referer: 'https://search.example/' });
      await settled(page);
      await acceptStatistics(page);
      await clinic.untilLeft(analyticalServices);
      assert.deepEqual(leftBehind(install), grantedAhead(install));
      assert.equal(await page.evaluate(() => document.referrer), 'https://search.example/');
      assert.deepEqual(seen, { lines: [], errors: [] });
    });

    it('takes records in force for what they are', async () => {
      const visitor = await clinic.visitor();
      await giveRecords(visitor, { ...granting, fu: '0', ma: '0', so: '0' });
      await serve[install](visitor);
      await visit(visitor);
      await clinic.untilLeft(analyticalServices);
      assert.deepEqual(leftBehind(install), grantedAhead(install));
    });
  });
}

describe('the header install', () => {
  it('narrows what a server granted by records that no longer count', async () => {
    const visitor = await clinic.visitor();
    const body = headInstall(await clinic.text('/'), headerLine);
    const generous = "default-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' https:";
    await visitor.route(`${site}/`, (route) =>
      route.fulfill({
        headers: { 'Content-Type': 'text/html', 'Content-Security-Policy': generous },
        body,
      }),
    );
    const page = await visit(visitor);
    clinic.demo.visits.clear();
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          document.addEventListener('securitypolicyviolation', resolve);
          new Image().src = 'https://www.facebook.com/tr';
        }),
    );
    assert.deepEqual(clinic.left(), []);
  });
});

describe('the tag install', () => {
  const faults = {
    'is async': (html: string) => headInstall(html, tagLine.replace('<script', '<script async')),
    'stands behind a script': (html: string) => headInstall(html, `<script>1</script>${tagLine}`),
  };
  for (const [fault, edit] of Object.entries(faults)) {
    it(`that ${fault} says so in one line`, async () => {
      const visitor = await clinic.visitor();
      const seen = watch(visitor);
      await editPage(visitor, clinic, edit);
      await visit(visitor);
      assert.equal(seen.lines.length, 1, seen.lines.join(' | '));
      assert.match(`${seen.lines[0]}`, /^Akkoord: .*not held.*tag\.html first in head/);
    });
  }
});
