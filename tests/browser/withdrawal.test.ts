// SPDX-License-Identifier: MIT
/** Taking consent back is as easy as giving it: what the services stored goes, and nothing more is asked for. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Clinic, openClinic, reloads, settled, site, stateOf, visit } from './clinic.ts';
import { analyticalCookies, analyticalServices, homeServices } from './tags.ts';
import { bannerOf, buttonIn, optionalCookies, reopen, storedItems, switchIn } from './visitor.ts';

const nilId = '00000000-0000-0000-0000-000000000000';

let clinic: Clinic;
before(async () => {
  clinic = await openClinic();
});
after(() => clinic.close());

function acceptAll(page: Awaited<ReturnType<typeof visit>>): Promise<void> {
  return reloads(page, () => buttonIn(bannerOf(page), 'Accept all').click());
}

describe('a withdrawal', () => {
  it('deletes what the services stored and loads the page again without them', async () => {
    const visitor = await clinic.visitor();
    const page = await visit(visitor);
    await acceptAll(page);
    await clinic.untilLeft(homeServices);
    assert.notDeepEqual(await optionalCookies(visitor), []);
    assert.notDeepEqual(await storedItems(page), []);

    const dialog = await reopen(page);
    await reloads(page, () => buttonIn(dialog, 'Reject all').click());
    assert.equal(clinic.pageViews(), 3);
    assert.equal(clinic.demo.visits.ofLastPage(new URL(site).host).length, 1, 'the page alone');
    assert.deepEqual(await optionalCookies(visitor), []);
    assert.deepEqual(await storedItems(page), []);
    assert.ok(!(await bannerOf(page).isVisible()), 'it asks no more');
    assert.equal((await stateOf(page)).record?.id, nilId);

    clinic.demo.visits.clear();
    await page.reload();
    await settled(page);
    assert.deepEqual(clinic.left(), []);
    assert.deepEqual(await optionalCookies(visitor), []);
  });

  it('holds from the click on: not even that click is reported', async () => {
    const visitor = await clinic.visitor();
    const page = await visit(visitor);
    await acceptAll(page);
    await clinic.untilLeft(homeServices);
    const dialog = await reopen(page);
    const button = buttonIn(dialog, 'Reject all');
    await button.focus();
    await page.waitForLoadState('networkidle');
    clinic.demo.visits.clear();
    await reloads(page, () => button.press('Enter'));
    assert.deepEqual(clinic.left(), []);
  });

  it('of one category leaves the others running', async () => {
    const visitor = await clinic.visitor();
    const page = await visit(visitor);
    await acceptAll(page);
    await clinic.untilLeft(homeServices);
    const dialog = await reopen(page);
    await switchIn(dialog, 'Advertising').uncheck();
    await switchIn(dialog, 'Social media').uncheck();
    clinic.demo.visits.clear();
    await reloads(page, () => buttonIn(dialog, 'Save choice').click());
    await clinic.untilLeft(analyticalServices);
    assert.deepEqual(clinic.left(), analyticalServices);
    assert.deepEqual(await optionalCookies(visitor), analyticalCookies);
  });
});
