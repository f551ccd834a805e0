// SPDX-License-Identifier: MIT
/** The demo's stage: figures beside the clinic's page that follow what left it and what was held. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FrameLocator, Page } from 'playwright-core';
import { type Clinic, openClinic, site, unprotectedSite } from './clinic.ts';
import { wordsOf } from './visitor.ts';

const { banner: words } = wordsOf('en');

let clinic: Clinic;
before(async () => {
  clinic = await openClinic();
});
after(() => clinic.close());

async function openStage(): Promise<{ page: Page; frame: FrameLocator }> {
  const visitor = await clinic.visitor({ viewport: { width: 1440, height: 900 } });
  const page = await visitor.newPage();
  await page.goto(`${site}/what-left/`);
  return { page, frame: page.frameLocator('#clinic') };
}

/** Waits until a figure is 0 or more, as `wanted`; returns it. */
async function figure(page: Page, id: string, wanted: 'zero' | 'some'): Promise<number> {
  await page.waitForFunction(
    ([at, some]) => Number(document.getElementById(`${at}`)?.textContent) > 0 === some,
    [id, wanted === 'some'] as const,
  );
  return Number(await page.locator(`#${id}`).textContent());
}

const left = (page: Page, wanted: 'zero' | 'some'): Promise<number> =>
  figure(page, 'left-count', wanted);
const held = (page: Page, wanted: 'zero' | 'some'): Promise<number> =>
  figure(page, 'held-count', wanted);

describe('the stage', () => {
  it('shows that all is held and nothing left before a choice', async () => {
    const { page, frame } = await openStage();
    await frame.getByRole('button', { name: words.accept_all }).waitFor();
    assert.ok((await held(page, 'some')) > 5);
    assert.equal(await left(page, 'zero'), 0);
    await page.getByText('So far this visit stays between you and the clinic').waitFor();
    await page.locator('#held-list').getByText('YouTube').first().waitFor();
    assert.deepEqual(clinic.left(), []);
  });

  it('shows what leaves without protection, and comes back to it', async () => {
    const { page } = await openStage();
    await held(page, 'some');
    await page.getByRole('link', { name: 'Off', exact: true }).click();
    await page.waitForURL(`${unprotectedSite}/what-left/`);
    assert.ok((await left(page, 'some')) > 0);
    assert.equal(await held(page, 'zero'), 0);
    await page.locator('#left-list').getByText('Meta').first().waitFor();

    await page.getByRole('link', { name: 'On', exact: true }).click();
    await page.waitForURL(`${site}/what-left/`);
    await held(page, 'some');
    assert.equal(await left(page, 'zero'), 0);
  });

  it('follows a choice that is made in the page', async () => {
    const { page, frame } = await openStage();
    const before_choice = await held(page, 'some');
    await frame.getByRole('button', { name: words.accept_all }).click();
    await left(page, 'some');
    await clinic.untilLeft(['google-analytics', 'meta-pixel', 'youtube']);
    await page.locator('#left-list').getByText('YouTube').first().waitFor();
    await page.waitForFunction(
      (before) => Number(document.getElementById('held-count')?.textContent) < before,
      before_choice,
    );
  });

  it('follows the page over its links', async () => {
    const { page, frame } = await openStage();
    await frame.getByRole('link', { name: 'Contact' }).first().click();
    await page.locator('#address').getByText('/contact/').waitFor();
    await page.locator('#held-list').getByText('Freshdesk').first().waitFor();
    await page.getByRole('button', { name: "To the clinic's home page" }).click();
    await page.locator('#held-list').getByText('YouTube').first().waitFor();
  });

  it('starts over as a new visitor', async () => {
    const { page, frame } = await openStage();
    await frame.getByRole('button', { name: words.accept_all }).click();
    await left(page, 'some');
    await clinic.untilLeft(['meta-pixel', 'youtube']);
    await page.getByRole('button', { name: 'Start over' }).click();
    await frame.getByRole('button', { name: words.accept_all }).waitFor();
    await held(page, 'some');
    assert.equal(await left(page, 'zero'), 0);
    const names = (await page.context().cookies()).map(({ name }) => name);
    assert.deepEqual(names, ['October']);
    await page.getByText(/^Since the start: 0 left/).waitFor();
  });
});
