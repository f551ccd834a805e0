// SPDX-License-Identifier: MIT
/** Placeholders: in the embed's own box, in the visitor's language, with three ways to the content. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { faultsIn } from './accessibility.ts';
import { type Clinic, openClinic, ready, site, visit } from './clinic.ts';
import { embed, type FrameWishes, film, insertFrame, placeholderOf, placeOf } from './embeds.ts';
import { buttonIn, wordsOf } from './visitor.ts';

let clinic: Clinic;
before(async () => {
  clinic = await openClinic();
});
after(() => clinic.close());

/** A page in which each layout shift is noted from the start. */
async function shiftsNoted(visitor: BrowserContext, path = '/'): Promise<Page> {
  const page = await visitor.newPage();
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((seen) => {
      for (const entry of seen.getEntries()) {
        const { value, hadRecentInput } = entry as unknown as {
          value: number;
          hadRecentInput: boolean;
        };
        if (!hadRecentInput) shifts.push(value);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(`${site}${path}`);
  await ready(page);
  return page;
}

function shiftsOf(page: Page): Promise<number[]> {
  // Two frames later all entries have been handed out.
  return page.evaluate(async () => {
    for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
    return (window as unknown as { shifts: number[] }).shifts;
  });
}

describe('a placeholder', () => {
  it('fills the box of the film that was refused', async () => {
    const page = await visit(await clinic.visitor());
    const placeholder = placeholderOf(page, 'YouTube');
    await placeholder.waitFor();
    assert.deepEqual(await placeOf(placeholder), await placeOf(page.locator('.embed')));
    assert.equal(await page.locator('.embed > iframe').isVisible(), false);
    assert.deepEqual(clinic.left(), []);
  });

  for (const path of ['/', '/contact/', '/booking/']) {
    it(`moves nothing on ${path}`, async () => {
      for (const width of [390, 1280]) {
        const visitor = await clinic.visitor({ viewport: { width, height: 900 } });
        const page = await shiftsNoted(visitor, path);
        await page.getByRole('group', { name: 'Not shown here' }).first().waitFor();
        // Further down too, where frames load as they come near.
        await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
        await page.waitForLoadState('networkidle');
        assert.deepEqual(await shiftsOf(page), [], `${width} px`);
      }
    });
  }

  const boxes: Readonly<Record<string, FrameWishes>> = {
    'by its attributes': { width: '560', height: '315' },
    'without a size': {},
    'by its shape': { style: 'width: 100%; aspect-ratio: 16 / 9; border: 0' },
    'at most as wide as its column': { width: '2000', height: '300', style: 'max-width: 100%' },
    'in the middle': { style: 'display: block; width: 60%; height: 200px; margin: 10px auto' },
    'to one side': { width: '320', height: '180', style: 'float: right; margin: 1em' },
  };
  for (const [name, wishes] of Object.entries(boxes)) {
    it(`is as large as a frame ${name}, and stays so in a narrower window`, async () => {
      const page = await visit(await clinic.visitor(), '/privacy/');
      await insertFrame(page, { ...wishes, src: '/cookies/' });
      const frame = page.locator('#late');
      const next = page.locator('#late ~ *:not(akkoord-embed)').first();
      const wide = [await placeOf(frame), await placeOf(next)];
      await page.setViewportSize({ width: 500, height: 800 });
      const narrow = [await placeOf(frame), await placeOf(next)];
      await page.setViewportSize({ width: 1280, height: 720 });

      await frame.evaluate((element, src) => element.setAttribute('src', src), film);
      const stand = page.locator('#late + akkoord-embed');
      await placeholderOf(page, 'YouTube').waitFor();
      assert.deepEqual([await placeOf(stand), await placeOf(next)], wide);
      await page.setViewportSize({ width: 500, height: 800 });
      await page.evaluate(() => new Promise(requestAnimationFrame));
      await page.evaluate(() => new Promise(requestAnimationFrame));
      assert.deepEqual([await placeOf(stand), await placeOf(next)], narrow);
    });
  }

  it('says who would see the visitor', async () => {
    const page = await visit(await clinic.visitor());
    const text = await placeholderOf(page, 'YouTube').innerText();
    for (const fact of ['YouTube', 'Google Ireland Limited', 'Ireland']) {
      assert.ok(text.includes(fact), `${fact} in: ${text}`);
    }
  });

  for (const language of ['nl', 'fr']) {
    it(`speaks the page\u2019s language: ${language}`, async () => {
      const page = await visit(await clinic.visitor(), `/${language}/`);
      const spoken = wordsOf(language).embed;
      const placeholder = placeholderOf(page, 'YouTube', spoken);
      await buttonIn(placeholder, spoken.show_once).waitFor();
      assert.equal(await placeholder.getAttribute('lang'), language);
      assert.equal(await placeholder.getAttribute('dir'), 'ltr');
    });
  }

  it('links to the page on which the film can be seen, which does not learn from where', async () => {
    const page = await visit(await clinic.visitor());
    const link = placeholderOf(page, 'YouTube').getByRole('link', { name: embed.open_link });
    assert.equal(await link.getAttribute('href'), 'https://www.youtube.com/watch?v=2passFilm01');
    assert.equal(await link.getAttribute('rel'), 'noreferrer noopener');
    assert.equal(await link.getAttribute('target'), '_blank');
  });

  it('is gone through by keyboard: show once, always show, the link', async () => {
    const page = await visit(await clinic.visitor());
    const placeholder = placeholderOf(page, 'YouTube');
    await placeholder.waitFor();
    // From the link ahead of it.
    await page.locator('.film a[href="#akkoord"]').focus();
    for (const name of [embed.show_once, embed.always_show, embed.open_link]) {
      await page.keyboard.press('Tab');
      const focused = placeholder.locator(':focus');
      assert.equal(await focused.innerText(), name);
      const outline = await focused.evaluate((element) => getComputedStyle(element).outlineStyle);
      assert.equal(outline, 'solid', `${name} shows that it has the focus`);
    }
  });

  it('is usable in 200 by 113 pixels, and in 160 by 600', async () => {
    const page = await visit(await clinic.visitor(), '/privacy/');
    for (const [width, height] of [
      ['200', '113'],
      ['160', '600'],
    ] as const) {
      await insertFrame(page, { width, height, style: 'border: 0', src: film });
      const placeholder = placeholderOf(page, 'YouTube');
      for (const name of [embed.show_once, embed.always_show]) {
        const button = buttonIn(placeholder, name);
        await button.click({ trial: true });
        assert.ok((await placeOf(button)).height >= 24, 'WCAG 2.5.8');
      }
      const sideways = await placeholder.evaluate((box) => box.scrollWidth - box.clientWidth);
      assert.equal(sideways, 0);
      await page.locator('#late').evaluate((frame) => frame.remove());
      await placeholder.waitFor({ state: 'detached' });
    }
  });

  it('has no fault that axe knows', async () => {
    for (const width of [320, 1280]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const visitor = await clinic.visitor({ viewport: { width, height: 800 }, colorScheme });
        const page = await visit(visitor);
        await placeholderOf(page, 'YouTube').waitFor();
        const { faults, passed } = await faultsIn(page, 'akkoord-embed');
        assert.deepEqual(faults, []);
        assert.ok(passed > 5, `${passed} checks`);
      }
    }
  });
});

describe('a placeholder without its words', () => {
  it('leaves the page as the browser shows it', async () => {
    const visitor = await clinic.visitor();
    const failed = new Promise<void>((resolve) => {
      visitor.on('requestfailed', (request) => {
        if (request.url().includes('/akkoord/en.json')) resolve();
      });
    });
    await visitor.route(/\/akkoord\/en\.json/, (route) => route.abort());
    const page = await visit(visitor);
    await failed;
    await page.locator('.embed > iframe').waitFor();
    assert.equal(await page.locator('akkoord-embed').count(), 0);
    assert.deepEqual(clinic.left(), []);
  });
});
