// SPDX-License-Identifier: MIT
/**
 * Faults of a site's own making: whatever is wrong with the snippet, the script or the site's policy, optional
 * tags stay held, no page code breaks, and one line in the console names the remedy.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import {
  type Clinic,
  compilePolicy,
  openClinic,
  out,
  policyFile,
  reloads,
  site,
  stateOf,
  visit,
} from './clinic.ts';
import { bootstrap, editPage, editScript, packed, scriptUrl } from './faulty-page.ts';
import { giveRecords, granting } from './records.ts';
import { bannerOf, buttonIn, optionalCookies, storedItems, type Watch, watch } from './visitor.ts';

let clinic: Clinic;
before(async () => {
  clinic = await openClinic();
});
after(() => clinic.close());

/** Nothing left, nothing was stored, no code broke, and the one line matches `remedy`. */
async function assertHeld(
  visitor: BrowserContext,
  page: Page,
  seen: Watch,
  remedy: RegExp,
): Promise<void> {
  assert.deepEqual(clinic.left(), []);
  assert.deepEqual(await optionalCookies(visitor), []);
  assert.deepEqual(await storedItems(page), []);
  assertSaid(seen, remedy);
}

function assertSaid(seen: Watch, remedy: RegExp): void {
  assert.equal(seen.lines.length, 1, `one line, not: ${seen.lines.join(' | ')}`);
  assert.match(`${seen.lines[0]}`, remedy);
  assert.deepEqual(seen.errors, []);
}

/** Opens the home page where the page API may never come. */
async function goHome(visitor: BrowserContext): Promise<Page> {
  const page = await visitor.newPage();
  await page.goto(site);
  await page.waitForLoadState('networkidle');
  return page;
}

it('a control: an edited page leaks once Akkoord is taken out of it', async () => {
  const visitor = await clinic.visitor();
  await editPage(visitor, clinic, (html) => html.replace(bootstrap, ''));
  await visitor.route(scriptUrl, (route) => route.abort());
  await goHome(visitor);
  await clinic.untilLeft(['google-analytics', 'crazy-egg', 'meta-pixel', 'youtube']);
});

const asLatin1 = (text: string): string => text.replace(/[^\0-\u00ff]/g, '?');
const halved = (text: string): string => text.slice(0, text.length / 2);

describe('a script that is damaged', () => {
  for (const part of ['module', 'policy'] as const) {
    for (const [name, spoil] of Object.entries({ 'cut short': halved, 're-encoded': asLatin1 })) {
      it(`in its ${part}, ${name}: all stays held`, async () => {
        const visitor = await clinic.visitor();
        const seen = watch(visitor);
        await editScript(visitor, clinic, (script) => {
          const text = packed(script)[part];
          return script.replace(text, () => spoil(text));
        });
        const page = await visit(visitor);
        await assertHeld(visitor, page, seen, /^Akkoord: .*akkoord\.js is damaged\. Upload it/);
        assert.equal((await stateOf(page)).asked, false);
      });
    }
  }

  it('in one byte of its policy: all stays held', async () => {
    const visitor = await clinic.visitor();
    const seen = watch(visitor);
    await editScript(visitor, clinic, (script) => {
      const { policy } = packed(script);
      const middle = policy.length >> 1;
      const other = policy[middle] === 'a' ? 'b' : 'a';
      return script.replace(
        policy,
        () => policy.slice(0, middle) + other + policy.slice(middle + 1),
      );
    });
    const page = await visit(visitor);
    await assertHeld(visitor, page, seen, /damaged/);
  });

  it('grants nothing beyond what the records grant', async () => {
    const visitor = await clinic.visitor();
    const seen = watch(visitor);
    await giveRecords(visitor, { ...granting, fu: '0', ma: '0', so: '0' });
    await editScript(visitor, clinic, (script) => {
      const { policy } = packed(script);
      return script.replace(policy, () => halved(policy));
    });
    await visit(visitor);
    await clinic.untilLeft(['google-analytics']);
    assert.deepEqual(
      clinic.left().filter((service) => !/^(google-|crazy-egg)/.test(service)),
      [],
    );
    assertSaid(seen, /damaged/);
  });

  it('cut in half does not run, and the bootstrap says so', async () => {
    const visitor = await clinic.visitor();
    const seen = watch(visitor);
    await editScript(visitor, clinic, halved);
    await goHome(visitor);
    assert.deepEqual(clinic.left(), []);
    assert.equal(seen.lines.length, 1);
    assert.match(`${seen.lines[0]}`, /^Akkoord: .*akkoord\.js did not load/);
  });
});

describe('a script that', () => {
  it('never arrives leaves all held, and the bootstrap says so', async () => {
    const visitor = await clinic.visitor();
    const seen = watch(visitor);
    await visitor.route(scriptUrl, (route) => route.abort());
    const page = await goHome(visitor);
    await assertHeld(
      visitor,
      page,
      seen,
      /^Akkoord: .*did not load.*Check its address, upload it whole\.$/,
    );
  });

  it('never arrives leaves the records in force', async () => {
    const visitor = await clinic.visitor();
    await giveRecords(visitor, { ...granting, fu: '0', ma: '0', so: '0' });
    await visitor.route(scriptUrl, (route) => route.abort());
    await goHome(visitor);
    await clinic.untilLeft(['google-analytics', 'google-tag-manager', 'crazy-egg']);
    assert.ok(!clinic.left().some((service) => /^(meta-pixel|youtube|google-ads)$/.test(service)));
  });

  it('is there twice does its work once', async () => {
    const visitor = await clinic.visitor();
    const seen = watch(visitor);
    await editPage(visitor, clinic, (html) =>
      html.replace(/<script async src="\/akkoord\/[\s\S]*?<\/script>/, (tag) => tag + tag),
    );
    const page = await visit(visitor);
    await assertHeld(visitor, page, seen, /^Akkoord: .*twice.*Remove one script tag\.$/);
    assert.equal(await page.locator('akkoord-banner').count(), 1);
    await reloads(page, () => buttonIn(bannerOf(page), 'Accept all').click());
    await clinic.untilLeft(['meta-pixel', 'youtube']);
  });

  it('comes before there is a body asks once there is one', async () => {
    const visitor = await clinic.visitor();
    const seen = watch(visitor);
    await editPage(visitor, clinic, (html) =>
      html.replace('<script async src="/akkoord/', '<script src="/akkoord/'),
    );
    const page = await visit(visitor);
    await bannerOf(page).waitFor();
    assert.deepEqual(clinic.left(), []);
    assert.deepEqual(seen, { lines: [], errors: [] });
  });
});

describe('a page without the bootstrap', () => {
  for (const records of ['no records', 'records that grant all'] as const) {
    it(`and with ${records}: nothing optional joins what ran ahead of the script`, async () => {
      const visitor = await clinic.visitor();
      const seen = watch(visitor);
      if (records !== 'no records') await giveRecords(visitor, granting);
      await editPage(visitor, clinic, (html) => html.replace(bootstrap, ''));
      const page = await visit(visitor);
      clinic.demo.visits.clear();
      await page.evaluate(async () => {
        const refused = (url: string): Promise<unknown> =>
          new Promise((resolve) => {
            document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
              if (blockedURI === url) resolve(url);
            });
          });
        const urls = ['https://www.facebook.com/tr', 'https://region1.google-analytics.com/g/x'];
        const all = Promise.all(urls.map(refused));
        for (const url of urls) new Image().src = url;
        await all;
        // biome-ignore lint/suspicious/noDocumentCookie: as a late tag would
        document.cookie = '_ga=GA1.1.1.1; Path=/; Max-Age=1000';
        localStorage.setItem('CE_snapshot', '1');
      });
      assert.deepEqual(clinic.left(), []);
      if (records === 'no records') {
        assert.deepEqual(await optionalCookies(visitor), []);
        assert.deepEqual(await storedItems(page), []);
      }
      assertSaid(
        seen,
        /^Akkoord: .*snippet\.html is missing or refused.*the hash that akkoord compile prints to script-src/,
      );
    });
  }

  it('and with a bootstrap of another revision: all stays held', async () => {
    const folder = `${out}/other-revision`;
    mkdirSync(folder, { recursive: true });
    const policy = JSON.parse(readFileSync(policyFile, 'utf8')) as object;
    writeFileSync(`${folder}/2pass.json`, JSON.stringify({ ...policy, revision: 2 }));
    compilePolicy(folder, [], `${folder}/2pass.json`);
    const other = bootstrap.exec(readFileSync(`${folder}/snippet.html`, 'utf8'))?.[0] ?? '';
    assert.notEqual(other, '');

    const visitor = await clinic.visitor();
    const seen = watch(visitor);
    await giveRecords(visitor, granting);
    await editPage(visitor, clinic, (html) => html.replace(bootstrap, () => other));
    await visit(visitor);
    assert.deepEqual(clinic.left(), []);
    assert.deepEqual(await optionalCookies(visitor), []);
    assertSaid(seen, /^Akkoord: .*revision 2, akkoord\.js of 1\. Paste it anew\.$/);
  });
});

describe("a site's own policy", () => {
  const noInline = "script-src 'self' 'wasm-unsafe-eval' https:";

  it('that forbids inline code: the line says which hash lets the bootstrap in', async () => {
    const visitor = await clinic.visitor();
    const seen = watch(visitor);
    // Tags that stand as elements may run ahead of the script: what they store is swept.
    const headers = { 'Content-Security-Policy': noInline };
    await editPage(visitor, clinic, (html) => html, headers);
    const page = await visit(visitor);
    assertSaid(seen, /^Akkoord: .*the hash that akkoord compile prints to script-src\.$/);
    assert.deepEqual(await optionalCookies(visitor), []);
    assert.deepEqual(await storedItems(page), []);

    const [hash] = /'sha256-[^']+'/.exec(compilePolicy(`${out}/compiled`)) ?? [];
    assert.ok(hash, 'the command prints it');
    const other = await clinic.visitor();
    const heard = watch(other);
    const allowing = { 'Content-Security-Policy': `${noInline} ${hash}` };
    await editPage(other, clinic, (html) => html, allowing);
    const cured = await visit(other);
    assert.ok(await bannerOf(cured).isVisible());
    assert.deepEqual(clinic.left(), []);
    assert.deepEqual(heard, { lines: [], errors: [] });
  });

  it('that forbids WebAssembly: the table holds, and the line names the remedy', async () => {
    const visitor = await clinic.visitor();
    const seen = watch(visitor);
    const headers = { 'Content-Security-Policy': "script-src 'self' 'unsafe-inline' https:" };
    await editPage(visitor, clinic, (html) => html, headers);
    const page = await visit(visitor);
    await assertHeld(
      visitor,
      page,
      seen,
      /^Akkoord: .*WebAssembly is refused\. Add 'wasm-unsafe-eval'/,
    );
  });

  it('that forbids WebAssembly: records in force stay in force', async () => {
    const visitor = await clinic.visitor();
    await giveRecords(visitor, { ...granting, fu: '0', ma: '0', so: '0' });
    const headers = { 'Content-Security-Policy': "script-src 'self' 'unsafe-inline' https:" };
    await editPage(visitor, clinic, (html) => html, headers);
    await visit(visitor);
    await clinic.untilLeft(['google-analytics', 'google-tag-manager', 'crazy-egg']);
    assert.ok(!clinic.left().some((service) => /^(meta-pixel|youtube|google-ads)$/.test(service)));
  });
});
