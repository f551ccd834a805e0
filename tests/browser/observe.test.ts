// SPDX-License-Identifier: MIT
/** Observe mode, the inspector, and a policy of somebody else's that refuses what was granted. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { type Clinic, openClinic, ready, settled, stateOf } from './clinic.ts';
import { editPage } from './faulty-page.ts';
import { type OwnPolicy, ownPolicy } from './own-policy.ts';
import { giveRecords, granting } from './records.ts';
import { watch } from './visitor.ts';

const site = 'https://www.small.test';

let clinic: Clinic;
let observing: OwnPolicy;
before(async () => {
  clinic = await openClinic();
  observing = ownPolicy('observe', { enforcement: 'observe' });
});
after(() => clinic.close());

async function open(visitor: BrowserContext, query = ''): Promise<Page> {
  const html = `<!doctype html><html lang="en"><head>${observing.lines.snippet}</head>
    <body><img src="https://pixel.test/tr" alt=""><script>document.cookie = 'cnt=1'</script></body></html>`;
  await observing.serve(visitor, site, () => html);
  const page = await visitor.newPage();
  await page.goto(`${site}/${query}`);
  await settled(page);
  return page;
}

describe('observe mode', () => {
  it('holds nothing, asks nobody, and lists what left and was stored', async () => {
    const visitor = await clinic.visitor();
    const seen = watch(visitor);
    const page = await open(visitor);
    assert.deepEqual(clinic.left(), ['pixel.test']);
    assert.deepEqual(
      (await visitor.cookies(site)).map(({ name }) => name),
      ['cnt'],
    );
    await page.waitForFunction(() => {
      const { akkoord } = window;
      return akkoord && 'state' in akkoord && akkoord.state().held.length > 1;
    });
    const { enforcing, held } = await stateOf(page);
    assert.equal(enforcing, false);
    assert.deepEqual(
      held.map(({ kind, name, service, seen }) => [kind, name, service, seen]).sort(),
      [
        ['cookie', 'cnt', 'counter', true],
        ['request', 'pixel.test', 'pixel', true],
      ],
    );
    assert.equal(await page.locator('akkoord-banner,meta[http-equiv]').count(), 0);
    assert.equal(seen.lines.length, 1);
    assert.match(`${seen.lines[0]}`, /^Akkoord: .*nothing is held.*akkoord\.inspect\(\)/);
  });

  it('opens the inspector by the address', async () => {
    const page = await open(await clinic.visitor(), '?akkoord=inspect');
    await page.locator('akkoord-inspector').waitFor({ state: 'attached' });
  });
});

describe('the inspector', () => {
  it('opens on a page that holds, by the page API', async () => {
    const visitor = await clinic.visitor();
    const page = await visitor.newPage();
    await page.goto('https://www.2passclinic.test/');
    await ready(page);
    const install = await page.evaluate(async () => {
      const { akkoord } = window;
      if (!akkoord || !('inspect' in akkoord)) throw new Error('no page API');
      return ((await akkoord.inspect()) as { install: string }).install;
    });
    assert.equal(install, 'snippet');
  });
});

describe("a header of another revision, or a site's own policy", () => {
  it('that refuses what is granted is named in one line', async () => {
    const visitor = await clinic.visitor();
    const seen = watch(visitor);
    await giveRecords(visitor, { ...granting, ma: '0', so: '0', fu: '0' });
    const policy = "img-src 'self' data:; script-src 'self' 'unsafe-inline' 'unsafe-eval'";
    await editPage(visitor, clinic, (html) => html, { 'Content-Security-Policy': policy });
    const page = await visitor.newPage();
    await page.goto('https://www.2passclinic.test/');
    await settled(page);
    const named = seen.lines.filter((line) =>
      /google-tag-manager is granted, but another/.test(line),
    );
    assert.equal(named.length, 1, seen.lines.join(' | '));
  });
});
