// SPDX-License-Identifier: MIT
/** The settings: nothing ticked ahead, everything told, and each choice kept as it was made. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Clinic, openClinic, reloads, settled, stateOf, visit } from './clinic.ts';
import {
  bannerOf,
  buttonIn,
  choose,
  optionalCookies,
  reopen,
  settingsOf,
  switchIn,
  unfold,
  wayBack,
  wordsOf,
} from './visitor.ts';

const optional = ['Functional', 'Statistics', 'Advertising', 'Social media'];

let clinic: Clinic;
before(async () => {
  clinic = await openClinic();
});
after(() => clinic.close());

describe('the settings', () => {
  it('tick nothing ahead for a new visitor', async () => {
    const page = await visit(await clinic.visitor());
    const dialog = await choose(page);
    for (const category of optional) await unfold(dialog, category);
    const ticks = await dialog
      .locator('input')
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).checked));
    assert.ok(ticks.length > 15);
    assert.ok(ticks.every((tick) => !tick));
    assert.equal(await switchIn(dialog, 'Strictly necessary').count(), 0, 'no choice, no switch');
    await dialog.getByText('Always on').waitFor();
  });

  it('tell of each service who, what for, which cookies and how long', async () => {
    const page = await visit(await clinic.visitor());
    const dialog = await choose(page);
    await unfold(dialog, 'Statistics');
    const heading = page.getByRole('heading', { name: 'Google Analytics' });
    const card = dialog.locator('li').filter({ has: heading });
    const text = await card.innerText();
    for (const fact of ['Google Ireland', 'Ireland', '_ga', '2 years']) {
      assert.ok(text.includes(fact), `${fact} in: ${text}`);
    }
  });

  it('open by the way back and by the page\u2019s own link, with the choice in force', async () => {
    const page = await visit(await clinic.visitor());
    await switchIn(await choose(page), 'Statistics').check();
    const save = buttonIn(settingsOf(page), 'Save choice');
    await reloads(page, () => save.click());

    const ways = [
      () => wayBack(page).click(),
      () => page.locator('a[href="#akkoord"]').last().click(),
    ];
    for (const way of ways) {
      await way();
      const dialog = settingsOf(page);
      await dialog.waitFor();
      const shown = await Promise.all(optional.map((name) => switchIn(dialog, name).isChecked()));
      assert.deepEqual(shown, [false, true, false, false]);
      await buttonIn(dialog, 'Close without saving').click();
      await dialog.waitFor({ state: 'detached' });
    }
  });

  it('grant one service alone, and keep it over a reload', async () => {
    const visitor = await clinic.visitor();
    const page = await visit(visitor);
    const dialog = await choose(page);
    await unfold(dialog, 'Social media');
    await switchIn(dialog, 'YouTube').check();
    await reloads(page, () => buttonIn(dialog, 'Save choice').click());
    await clinic.untilLeft(['youtube']);
    assert.deepEqual(clinic.left(), ['youtube']);

    clinic.demo.visits.clear();
    await page.reload();
    await settled(page);
    await clinic.untilLeft(['youtube']);
    assert.deepEqual(clinic.left(), ['youtube']);
    const { choice, services } = await stateOf(page);
    const { youtube } = services;
    assert.deepEqual([choice.social, youtube], [false, 'granted']);
    const again = await reopen(page);
    await unfold(again, 'Social media');
    assert.ok(await switchIn(again, 'YouTube').isChecked());
    assert.ok(!(await switchIn(again, 'Instagram posts').isChecked()));
  });

  it('refuse one service of a category that is granted', async () => {
    const page = await visit(await clinic.visitor());
    const dialog = await choose(page);
    await switchIn(dialog, 'Statistics').check();
    await unfold(dialog, 'Statistics');
    await switchIn(dialog, 'Crazy Egg').uncheck();
    await reloads(page, () => buttonIn(dialog, 'Save choice').click());
    await clinic.untilLeft(['google-analytics', 'google-tag-manager']);
    assert.deepEqual(clinic.left(), ['google-analytics', 'google-tag-manager']);
  });

  it('let grants hold on pages about treatments too, when the visitor says so', async () => {
    const page = await visit(await clinic.visitor(), '/treatments/');
    const dialog = await choose(page);
    await dialog.getByRole('checkbox', { name: /pages about treatments/ }).check();
    await reloads(page, () => buttonIn(dialog, 'Accept all').click());
    await clinic.untilLeft(['crazy-egg', 'google-analytics', 'google-ads', 'meta-pixel']);
  });
});

describe('a browser that sends Global Privacy Control', () => {
  it('keeps advertising off after accept all, and the settings say so', async () => {
    const visitor = await clinic.visitor();
    await visitor.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true });
    });
    const page = await visit(visitor);
    await reloads(page, () => buttonIn(bannerOf(page), 'Accept all').click());
    await clinic.untilLeft(['google-analytics', 'crazy-egg', 'youtube']);
    assert.ok(!clinic.left().some((service) => /^(google-ads|meta-pixel)$/.test(service)));
    const cookies = await optionalCookies(visitor);
    assert.ok(!cookies.includes('_fbp') && !cookies.includes('_gcl_au'));
    assert.equal((await stateOf(page)).gpc, true);

    const dialog = await reopen(page);
    await dialog.getByText(wordsOf('en').settings.gpc).waitFor();
    const advertising = switchIn(dialog, 'Advertising');
    assert.ok(await advertising.isDisabled());
    assert.ok(!(await advertising.isChecked()));
  });
});
