// SPDX-License-Identifier: MIT
/** The promise itself: what needs consent stays held until it is given, and again once it is withdrawn. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  type Clinic,
  openClinic,
  pages,
  reloads,
  settled,
  site,
  stateOf,
  unprotectedSite,
  untilHeld,
  visit,
} from './clinic.ts';
import {
  analyticalCookies,
  analyticalItems,
  analyticalServices,
  homeServices,
  undeclared,
} from './tags.ts';
import {
  bannerOf,
  buttonIn,
  choose,
  optionalCookies,
  siteCookies,
  storedItems,
  switchIn,
  watch,
  wayBack,
} from './visitor.ts';

const nilId = '00000000-0000-0000-0000-000000000000';

let clinic: Clinic;
before(async () => {
  clinic = await openClinic();
});
after(() => clinic.close());

/** Grants statistics alone, as a visitor does it. */
async function acceptStatistics(page: Awaited<ReturnType<typeof visit>>): Promise<void> {
  const dialog = await choose(page);
  await switchIn(dialog, 'Statistics').check();
  await reloads(page, () => buttonIn(dialog, 'Save choice').click());
  await clinic.untilLeft(analyticalServices);
}

function acceptAll(page: Awaited<ReturnType<typeof visit>>): Promise<void> {
  return reloads(page, () => buttonIn(bannerOf(page), 'Accept all').click());
}

describe('before a choice', () => {
  for (const path of pages) {
    it(`nothing leaves ${path}, and nothing optional is stored`, async () => {
      const visitor = await clinic.visitor();
      const seen = watch(visitor);
      const page = await visit(visitor, path);

      assert.deepEqual(clinic.left(), []);
      assert.deepEqual(await siteCookies(visitor), []);
      assert.deepEqual(
        (await visitor.cookies()).map(({ name }) => name),
        ['October'],
      );
      assert.deepEqual(await storedItems(page), []);
      const named = ['google-analytics', 'crazy-egg', 'google-tag-manager', 'meta-pixel'];
      const { asked, enforcing, record } = await untilHeld(page, named);
      assert.deepEqual(
        { asked, enforcing, record },
        { asked: false, enforcing: true, record: null },
      );
      assert.ok(await page.locator('akkoord-banner section').isVisible(), 'the banner shows');
      assert.deepEqual(seen, { lines: [], errors: [] });
    });
  }

  it('a frame is named as held by its service, where several share a host', async () => {
    const page = await visit(await clinic.visitor(), '/contact/');
    const { held: all } = await untilHeld(page, ['google-maps']);
    const held = all.filter(({ name }) => name === 'www.google.com');
    assert.deepEqual(
      held.map(({ service, category, count }) => ({ service, category, count })),
      [{ service: 'google-maps', category: 'functional', count: 1 }],
    );
  });

  it('scrolling, clicking and going on to another page is no consent', async () => {
    const visitor = await clinic.visitor();
    const page = await visit(visitor);
    await page.mouse.wheel(0, 3000);
    await page.getByRole('link', { name: 'Contact' }).first().click();
    await page.waitForURL(`${site}/contact/`);
    await settled(page);
    assert.deepEqual(clinic.left(), []);
    assert.deepEqual(await siteCookies(visitor), []);
    assert.ok(await bannerOf(page).isVisible());
  });

  it('a control: without Akkoord the same page leaks', async () => {
    const visitor = await clinic.visitor();
    const page = await visitor.newPage();
    await page.goto(`${unprotectedSite}/`);
    await clinic.untilLeft([...homeServices, undeclared]);
    const cookies = (await visitor.cookies(unprotectedSite)).map(({ name }) => name);
    for (const name of [...analyticalCookies, '_fbp', '_gcl_au']) assert.ok(cookies.includes(name));
  });
});

describe('statistics alone', () => {
  it('load the page again once, and just those services run', async () => {
    const visitor = await clinic.visitor();
    const page = await visit(visitor);
    await acceptStatistics(page);

    assert.equal(clinic.pageViews(), 2);
    assert.deepEqual(clinic.left(), analyticalServices);
    const categories = clinic.demo.visits.requests().map(({ category }) => category);
    assert.deepEqual([...new Set(categories)], ['analytical']);
    assert.deepEqual(await optionalCookies(visitor), analyticalCookies);
    assert.deepEqual((await storedItems(page)).sort(), analyticalItems);
    assert.ok(!(await bannerOf(page).isVisible()));

    const { asked, choice, held } = await stateOf(page);
    assert.ok(asked);
    assert.deepEqual(
      { ...choice },
      {
        ...{ functional: false, analytical: true, advertising: false },
        ...{ social: false, sensitive: false },
      },
    );
    const heldHosts = held.map(({ name }) => name);
    assert.ok(heldHosts.includes('www.googleadservices.com'), 'the container adds advertising');
    assert.ok(heldHosts.includes(undeclared), 'the container adds what nobody declared');
  });

  it('keep the referrer over that reload', async () => {
    const visitor = await clinic.visitor();
    const page = await visitor.newPage();
    await page.goto(`${site}/`, { referer: 'https://search.example/' });
    await settled(page);
    assert.equal(await page.evaluate(() => document.referrer), 'https://search.example/');
    await acceptStatistics(page);
    assert.equal(await page.evaluate(() => document.referrer), 'https://search.example/');
    assert.deepEqual((await storedItems(page)).sort(), analyticalItems);
  });

  it('run the same after a reload, on the next page and in a new tab, and nobody asks', async () => {
    const visitor = await clinic.visitor();
    const page = await visit(visitor);
    await acceptStatistics(page);
    const views = [
      () => page.reload(),
      () => page.goto(`${site}/contact/`),
      () => page.goto(`${site}/nl/`),
    ];
    for (const view of views) {
      clinic.demo.visits.clear();
      await view();
      await settled(page);
      await clinic.untilLeft(analyticalServices);
      assert.equal(clinic.pageViews(), 1);
      assert.deepEqual(clinic.left(), analyticalServices);
      assert.ok(!(await page.locator('akkoord-banner section').isVisible()));
    }
    clinic.demo.visits.clear();
    const tab = await visit(visitor);
    await clinic.untilLeft(analyticalServices);
    assert.deepEqual(clinic.left(), analyticalServices);
    assert.ok(!(await bannerOf(tab).isVisible()));
    assert.ok(await wayBack(tab).isVisible());
  });

  it('do not tell of visits to pages about treatments', async () => {
    const visitor = await clinic.visitor();
    const page = await visit(visitor);
    await acceptStatistics(page);
    for (const path of ['/treatments/', '/treatments/rhinoplasty/', '/booking/']) {
      clinic.demo.visits.clear();
      await page.goto(`${site}${path}`);
      await settled(page);
      await clinic.untilLeft(['google-tag-manager']);
      assert.deepEqual(clinic.left(), ['google-tag-manager']);
    }
    // What it stored elsewhere with consent is still there: the visitor withdrew nothing.
    assert.deepEqual(await optionalCookies(visitor), analyticalCookies);
  });
});

describe('accept all', () => {
  it('lets everything declared run, and nothing else', async () => {
    const visitor = await clinic.visitor();
    const page = await visit(visitor);
    await acceptAll(page);
    await clinic.untilLeft(homeServices);
    assert.equal(clinic.pageViews(), 2);
    assert.deepEqual(clinic.left(), homeServices);

    await page.goto(`${site}/contact/`);
    await settled(page);
    await clinic.untilLeft(['freshworks', 'google-maps']);
    await page.goto(`${site}/booking/`);
    await settled(page);
    await clinic.untilLeft(['google-recaptcha', 'jotform']);
    assert.ok(!clinic.left().includes(undeclared));
  });

  it('tells nobody who follows visitors of pages about treatments', async () => {
    const visitor = await clinic.visitor();
    const page = await visit(visitor, '/treatments/');
    await acceptAll(page);
    await clinic.untilLeft(['google-tag-manager']);
    assert.deepEqual(clinic.left(), ['google-tag-manager']);
  });
});

describe('reject all', () => {
  it('loads nothing again, lets nothing leave, and keeps a record without an id', async () => {
    const visitor = await clinic.visitor();
    const page = await visit(visitor);
    await buttonIn(bannerOf(page), 'Reject all').click();
    await wayBack(page).waitFor();
    await page.waitForLoadState('networkidle');

    assert.equal(clinic.pageViews(), 1);
    assert.deepEqual(clinic.left(), []);
    assert.ok(!(await bannerOf(page).isVisible()));
    const { asked, record } = await stateOf(page);
    assert.deepEqual([asked, record?.id], [true, nilId]);
    assert.deepEqual(await optionalCookies(visitor), []);

    await page.reload();
    await settled(page);
    assert.deepEqual(clinic.left(), []);
    assert.ok(!(await bannerOf(page).isVisible()), 'a refusal is asked once');
  });
});
