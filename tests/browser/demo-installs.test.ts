// SPDX-License-Identifier: MIT
/** The demo on each install: a visitor's whole way, before a choice, accepting all, and withdrawing. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { startDemo } from '../../demo-site/server/demo.ts';
import { hostMap } from '../../demo-site/server/hosts.ts';
import {
  type Clinic,
  compilePolicy,
  demoFiles,
  freePort,
  launchChromium,
  openClinic,
  out,
  reloads,
  servicesLeft,
  settled,
  site,
  stateOf,
  unprotectedSite,
  untilLeft,
  visit,
  writeEdgeWorker,
} from './clinic.ts';
import { homeServices } from './tags.ts';
import {
  bannerOf,
  buttonIn,
  optionalCookies,
  reopen,
  siteCookies,
  storedItems,
  watch,
} from './visitor.ts';

/** What Chromium's scanner asks for, and never runs, while it waits for the one blocking script. */
const askedAhead = {
  header: /^$/,
  snippet: /^$/,
  tag: /^(crazy-egg|google-analytics|facebook-plugins|(instagram|x|pinterest|linkedin)-.*)$/,
} as const;

for (const install of ['header', 'snippet', 'tag'] as const) {
  describe(`the demo with the ${install} install`, () => {
    let clinic: Clinic;
    before(async () => {
      clinic = await openClinic({ install });
    });
    after(() => clinic.close());
    const left = (): string[] => clinic.left().filter((one) => !askedAhead[install].test(one));

    it('lets nothing leave before a choice, all after "accept all", nothing after a withdrawal', async () => {
      const visitor = await clinic.visitor();
      const seen = watch(visitor);
      const page = await visit(visitor);
      assert.deepEqual(left(), []);
      assert.deepEqual(await optionalCookies(visitor), []);
      assert.deepEqual(await storedItems(page), []);

      await reloads(page, () => buttonIn(bannerOf(page), 'Accept all').click());
      await clinic.untilLeft(homeServices);
      assert.deepEqual(clinic.left(), homeServices);
      assert.equal(clinic.pageViews(), 2);

      const dialog = await reopen(page);
      await reloads(page, () => buttonIn(dialog, 'Reject all').click());
      assert.deepEqual(await optionalCookies(visitor), []);
      assert.deepEqual(await storedItems(page), []);
      clinic.demo.visits.clear();
      await page.reload();
      await settled(page);
      assert.deepEqual(left(), []);
      assert.deepEqual(seen.errors, []);
      assert.deepEqual(seen.lines, []);
    });

    it('is named on the stage', async () => {
      const visitor = await clinic.visitor();
      const page = await visitor.newPage();
      await page.goto(`${site}/what-left/`);
      await page.getByText(`${install} install`).waitFor();
      await page.goto(`${unprotectedSite}/what-left/`);
      await page.getByText('no install').waitFor();
    });
  });
}

describe('the header that the demo sends', () => {
  let clinic: Clinic;
  before(async () => {
    clinic = await openClinic({ install: 'header' });
  });
  after(() => clinic.close());

  it('holds with scripting off too', async () => {
    const visitor = await clinic.visitor({ javaScriptEnabled: false });
    const page = await visitor.newPage();
    await page.goto(`${site}/`); // until all that it asks for has come or been refused
    assert.match(await page.title(), /^2pass Clinic/);
    assert.deepEqual(clinic.left(), []);
  });

  it('comes with records that the server issued again, as the page wrote them', async () => {
    const visitor = await clinic.visitor();
    const page = await visit(visitor);
    await reloads(page, () => buttonIn(bannerOf(page), 'Accept all').click());
    const written = await visitor.cookies(site);
    const answer = await page.reload();
    const issued = (await answer?.headersArray())?.filter(({ name }) => /^set-cookie$/i.test(name));
    const lines = (issued ?? []).flatMap(({ value }) => value.split('\n'));
    assert.equal(lines.length, 5);
    for (const line of lines) {
      assert.match(
        line,
        /; Path=\/; Max-Age=\d{8}; SameSite=Lax; Domain=2passclinic\.test; Secure$/,
      );
    }
    await settled(page);
    const now = await visitor.cookies(site);
    const form = ({ name, value, domain, path, secure }: (typeof now)[number]): string =>
      [name, value, domain, path, secure].join(' ');
    const records = (all: typeof now): string[] =>
      all
        .filter(({ name }) => name.startsWith('cookie_consent_'))
        .map(form)
        .sort();
    assert.deepEqual(records(now), records(written));
    assert.equal((await stateOf(page)).asked, true);
    assert.ok((await siteCookies(visitor)).length > 5);
  });

  it('goes with what may hold a document, and not with the page of an embed', async () => {
    const page = await (await clinic.visitor()).newPage();
    const policyOf = async (path: string): Promise<string | undefined> => {
      const answer = await page.goto(`${site}${path}`);
      return answer?.headers()['content-security-policy'];
    };
    assert.match(`${await policyOf('/not-there/')}`, /^default-src 'self'/);
    assert.match(`${await policyOf('/akkoord/akkoord.js')}`, /^default-src 'self'/);
    assert.equal(await policyOf('/akkoord/embed-youtube.html'), undefined);
    assert.equal(await policyOf('/style.css'), undefined);
  });

  it('works for a person with an ordinary browser, under *.localhost', async () => {
    const port = await freePort();
    const compiled = `${out}/compiled-mapped-header`;
    mkdirSync(compiled, { recursive: true });
    writeFileSync(`${compiled}/hosts.json`, JSON.stringify(hostMap(port)));
    const mapped = ['--map-hosts', `${compiled}/hosts.json`];
    compilePolicy(compiled, mapped);
    writeEdgeWorker(compiled, mapped);
    const demo = await startDemo({ ...demoFiles(), port, compiled, install: 'header' });
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(`http://2pass.localhost:${port}/`);
      await settled(page);
      assert.deepEqual(servicesLeft(demo), []);
      await reloads(page, () => buttonIn(bannerOf(page), 'Accept all').click());
      await untilLeft(demo, homeServices);
      assert.deepEqual(servicesLeft(demo), homeServices);
    } finally {
      await browser.close();
      await demo.close();
    }
  });
});

describe('a demo that lacks a file of its install', () => {
  it('names the file and the command', async () => {
    const compiled = `${out}/compiled-bare`;
    compilePolicy(compiled);
    await assert.rejects(
      startDemo({ ...demoFiles(), compiled, install: 'header' }),
      /akkoord-worker\.mjs: run `akkoord headers POLICY --for edge-worker/,
    );
  });
});
