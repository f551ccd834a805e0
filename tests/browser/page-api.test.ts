// SPDX-License-Identifier: MIT
/** `window.akkoord`: what a page's own code may ask and do. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { AkkoordApi } from '../../web/api.ts';
import { type Clinic, openClinic, reloads, site, stateOf, visit } from './clinic.ts';
import { optionalCookies, settingsOf, watch, wordsOf } from './visitor.ts';

let clinic: Clinic;
before(async () => {
  clinic = await openClinic();
});
after(() => clinic.close());

describe('window.akkoord', () => {
  /** Calls the API without waiting: a grant loads the page anew. */
  const call = (page: Page, act: (api: AkkoordApi) => unknown): Promise<void> =>
    page.evaluate(`void (${act})(window.akkoord)`);

  it('accepts, withdraws and opens as the banner does', async () => {
    const visitor = await clinic.visitor();
    const page = await visit(visitor);
    await reloads(page, () => call(page, (api) => api.accept(['analytical'])));
    await clinic.untilLeft(['google-analytics', 'crazy-egg', 'google-tag-manager']);
    assert.deepEqual(clinic.left(), ['crazy-egg', 'google-analytics', 'google-tag-manager']);

    await reloads(page, () => call(page, (api) => api.acceptAll()));
    await clinic.untilLeft(['meta-pixel', 'youtube']);
    await call(page, (api) => api.open());
    await settingsOf(page).waitFor();

    await reloads(page, () => call(page, (api) => api.withdraw()));
    assert.deepEqual(await optionalCookies(visitor), []);
    assert.equal((await stateOf(page)).asked, true);
  });

  it('grants single services', async () => {
    const page = await visit(await clinic.visitor());
    await reloads(page, () => call(page, (api) => api.accept([], { services: { youtube: true } })));
    await clinic.untilLeft(['youtube']);
    assert.deepEqual(clinic.left(), ['youtube']);
  });

  it('tells of changes, until one stops listening, and answers with the state', async () => {
    const visitor = await clinic.visitor();
    const seen = watch(visitor);
    const page = await visit(visitor);
    const told = await page.evaluate(async () => {
      const api = window.akkoord as AkkoordApi;
      const heard: boolean[] = [];
      const stop = api.on('change', ({ asked }) => heard.push(asked));
      const { asked, choice } = await api.rejectAll();
      stop();
      await api.rejectAll();
      return { heard, asked, analytical: choice.analytical };
    });
    assert.deepEqual(told, { heard: [true], asked: true, analytical: false });
    assert.deepEqual(seen, { lines: [], errors: [] });
  });

  it('can be neither replaced in part nor asked to grant what the policy does not know', async () => {
    const page = await visit(await clinic.visitor());
    assert.ok(await page.evaluate(() => Object.isFrozen(window.akkoord)));
    const asked = await page.evaluate(async () => {
      const api = window.akkoord as AkkoordApi;
      return (await api.accept([], { services: { 'no-such-service': true } })).services;
    });
    assert.ok(!('no-such-service' in asked));
    assert.deepEqual(clinic.left(), []);
  });

  it('is used by a page that is asked in another language', async () => {
    const page = await visit(await clinic.visitor(), '/fr/');
    await call(page, (api) => api.open());
    await settingsOf(page, wordsOf('fr')).waitFor();
    assert.equal(page.url(), `${site}/fr/`);
  });
});
