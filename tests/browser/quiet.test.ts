// SPDX-License-Identifier: MIT
/** Where nothing needs consent nobody is asked, and what no policy names is held all the same. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { service } from '../cli/command-line.ts';
import { type Clinic, openClinic, reloads, settled, stateOf } from './clinic.ts';
import { ownPolicy } from './own-policy.ts';
import { bannerOf, buttonIn, settingsOf, switchIn, unfold, watch, wayBack } from './visitor.ts';

let clinic: Clinic;
before(async () => {
  clinic = await openClinic();
});
after(() => clinic.close());

const site = 'https://www.small.test';

async function open(name: string, services: readonly object[]): Promise<Page> {
  const policy = ownPolicy(name, { jurisdictions: ['FR'], services });
  const visitor = await clinic.visitor();
  await policy.serve(
    visitor,
    site,
    () =>
      `<!doctype html><html lang="en"><head>${policy.lines.snippet}</head><body>
       <img src="https://unknown.test/pixel" alt=""><a href="#akkoord">Cookies</a></body></html>`,
  );
  const page = await visitor.newPage();
  await page.goto(`${site}/`);
  await settled(page);
  return page;
}

async function assertHeld(page: Page): Promise<void> {
  assert.deepEqual(clinic.left(), []);
  await page.waitForFunction(() => {
    const { akkoord } = window;
    return akkoord && 'state' in akkoord && akkoord.state().held[0]?.name === 'unknown.test';
  });
}

describe('where nothing needs consent', () => {
  it('nobody is asked, and nothing stands on the page', async () => {
    const page = await open('quiet-none', [service('own', 'mandatory', ['own.test'])]);
    assert.equal(await page.locator('akkoord-banner').count(), 0);
    await assertHeld(page);
    await assert.rejects(page.evaluate('window.akkoord.open()'), /does not ask here/);
  });

  it('nobody is asked, and what is exempt can be objected to', async () => {
    const audience = service('audience', 'analytical', ['audience.test'], {
      basis: { exempt: 'CNIL 2020-091' },
    });
    const page = await open('quiet-exempt', [audience]);
    const seen = watch(page.context());
    assert.equal(await bannerOf(page).count(), 0);
    assert.ok(await wayBack(page).isVisible());
    await assertHeld(page);
    const name = 'audience';
    const openSettings = async (): Promise<Locator> => {
      await page.getByRole('link', { name: 'Cookies' }).click();
      await settingsOf(page).waitFor();
      await unfold(settingsOf(page), 'Statistics');
      return switchIn(settingsOf(page), name);
    };
    const first = await openSettings();
    assert.ok(await first.isChecked());
    assert.equal(await switchIn(settingsOf(page), 'Statistics').count(), 0);
    await page.keyboard.press('Escape');
    assert.equal((await stateOf(page)).services['audience'], 'granted');
    assert.equal((await stateOf(page)).asked, false);

    await (await openSettings()).uncheck();
    await reloads(page, () => buttonIn(settingsOf(page), 'Save choice').click());
    const { choice, services } = await stateOf(page);
    assert.deepEqual([choice.analytical, services['audience']], [false, 'refused']);
    assert.equal(await (await openSettings()).isChecked(), false);
    await switchIn(settingsOf(page), name).check();
    await reloads(page, () => buttonIn(settingsOf(page), 'Save choice').click());
    assert.equal((await stateOf(page)).services['audience'], 'granted');
    assert.deepEqual(seen, { lines: [], errors: [] });
  });
});
