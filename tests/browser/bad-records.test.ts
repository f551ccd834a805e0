// SPDX-License-Identifier: MIT
/** Records that are spoiled, stale, foreign or doubled are no consent: the banner asks, and nothing throws. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Clinic, openClinic, reloads, settled, site, stateOf, visit } from './clinic.ts';
import { giveCookie, giveRecords, granting, type Records, record } from './records.ts';
import { bannerOf, buttonIn, optionalCookies, reopen, storedItems, watch } from './visitor.ts';

const wholeDomain = '.2passclinic.test';

let clinic: Clinic;
before(async () => {
  clinic = await openClinic();
});
after(() => clinic.close());

const spoiled: Readonly<Record<string, Partial<Records>>> = {
  garbage: { set: '%00<script>alert(1)</script>' },
  'cut short': { set: record().slice(0, 30) },
  'with a letter too many': { set: `${record()}x` },
  'without its first cookie': { set: undefined },
  'without a category': { ga: undefined },
  'with a category that is neither 0 nor 1': { ga: 'yes' },
  'of another format': { set: record({ format: 2 }) },
  'of an earlier revision': { set: record({ revision: 0 }) },
  'of a later revision': { set: record({ revision: 2 }) },
  expired: { set: record({ issued_days: -200, expires_days: -1 }) },
  'older than any may be': { set: record({ issued_days: -401, expires_days: 100 }) },
  'from the future': { set: record({ issued_days: 1 }) },
  'ending before it begins': { set: record({ issued_days: -1, expires_days: -2 }) },
  'of 4 KB': { set: record() + 'a'.repeat(4000) },
  'of 4 KB in a category': { ga: '1'.repeat(4000) },
  'with numbers beyond all bounds': { set: record().replace(/\.\d+\./, '.99999999999999999999.') },
};

describe('a record', () => {
  it('that is sound counts: a control', async () => {
    const visitor = await clinic.visitor();
    await giveRecords(visitor, granting);
    const page = await visit(visitor);
    await clinic.untilLeft(['google-analytics', 'meta-pixel', 'youtube']);
    assert.ok(!(await bannerOf(page).isVisible()));
  });

  for (const [name, parts] of Object.entries(spoiled)) {
    it(`${name} is no consent: the banner asks`, async () => {
      const visitor = await clinic.visitor();
      const seen = watch(visitor);
      await giveRecords(visitor, { ...granting, ...parts });
      const page = await visit(visitor);
      assert.deepEqual(clinic.left(), []);
      assert.deepEqual(await optionalCookies(visitor), []);
      assert.deepEqual(await storedItems(page), []);
      assert.ok(await bannerOf(page).isVisible());
      assert.equal((await stateOf(page)).asked, false);
      assert.deepEqual(seen, { lines: [], errors: [] });
    });
  }

  it('that is spoiled gives way to a new choice', async () => {
    const visitor = await clinic.visitor();
    await giveRecords(visitor, { ...granting, set: 'x'.repeat(4000), ga: '?' });
    const page = await visit(visitor);
    await reloads(page, () => buttonIn(bannerOf(page), 'Accept all').click());
    await clinic.untilLeft(['google-analytics', 'meta-pixel']);
    assert.ok((await stateOf(page)).asked);
  });
});

describe('twins of a record', () => {
  it('on another domain: the stricter counts', async () => {
    const visitor = await clinic.visitor();
    await giveRecords(visitor, granting);
    await giveCookie(visitor, 'cookie_consent_ma', '0', { domain: wholeDomain });
    const page = await visit(visitor);
    await clinic.untilLeft(['google-analytics', 'youtube']);
    assert.ok(!clinic.left().some((service) => /^(google-ads|meta-pixel)$/.test(service)));
    assert.ok((await stateOf(page)).asked);
  });

  it('that differ in the record itself: none counts', async () => {
    const visitor = await clinic.visitor();
    const seen = watch(visitor);
    await giveRecords(visitor, granting);
    const older = record({ issued_days: -9 });
    await giveCookie(visitor, 'cookie_consent_set', older, { domain: wholeDomain });
    const page = await visit(visitor);
    assert.deepEqual(clinic.left(), []);
    assert.ok(await bannerOf(page).isVisible());
    assert.deepEqual(seen, { lines: [], errors: [] });
  });

  it('on another path count there, and only there', async () => {
    const visitor = await clinic.visitor();
    await giveRecords(visitor, granting);
    await giveCookie(visitor, 'cookie_consent_ga', '0', { path: '/contact' });
    await visit(visitor, '/contact/');
    await clinic.untilLeft(['google-maps']);
    assert.ok(!clinic.left().includes('crazy-egg'));
    await visit(visitor, '/cookies/');
    await clinic.untilLeft(['crazy-egg', 'google-analytics']);
  });

  const places = [{ domain: wholeDomain }, { path: '/contact' }, { path: '/contact/' }];
  for (const place of places) {
    it(`at ${JSON.stringify(place)} go with a new choice`, async () => {
      const visitor = await clinic.visitor();
      await giveRecords(visitor, granting);
      for (const name of ['set', 'ga']) {
        await giveCookie(visitor, `cookie_consent_${name}`, '0', place);
      }
      const page = await visit(visitor, '/contact/');
      assert.deepEqual(clinic.left(), []);
      await reloads(page, () => buttonIn(bannerOf(page), 'Accept all').click());
      await clinic.untilLeft(['google-analytics', 'google-maps']);
      const cookies = await visitor.cookies();
      const names = cookies.map(({ name }) => name).filter((name) => /^cookie_consent_/.test(name));
      assert.deepEqual(names, [...new Set(names)], 'no name twice');
    });
  }

  it('do not keep a withdrawal from counting', async () => {
    const visitor = await clinic.visitor();
    await giveRecords(visitor, granting);
    await giveCookie(visitor, 'cookie_consent_ga', '1', { domain: wholeDomain });
    const page = await visit(visitor);
    await clinic.untilLeft(['google-analytics', 'youtube']);
    const dialog = await reopen(page);
    await reloads(page, () => buttonIn(dialog, 'Reject all').click());
    clinic.demo.visits.clear();
    await page.goto(`${site}/contact/`);
    await settled(page);
    assert.deepEqual(clinic.left(), []);
    assert.deepEqual(await optionalCookies(visitor), []);
  });
});
