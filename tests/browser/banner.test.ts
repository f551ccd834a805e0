// SPDX-License-Identifier: MIT
/** The banner and the settings as visitors meet them: equal buttons, any screen, the keyboard, their language. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { type Clinic, openClinic, reloads, stateOf, visit } from './clinic.ts';
import {
  bannerOf,
  buttonIn,
  settingsOf,
  siteCookies,
  switchIn,
  wayBack,
  wordsOf,
} from './visitor.ts';

const languagePages = { en: '/', nl: '/nl/', fr: '/fr/' } as const;

let clinic: Clinic;
before(async () => {
  clinic = await openClinic();
});
after(() => clinic.close());

/** The three buttons of the first layer. */
function threeButtons(page: Page, language = 'en'): readonly Locator[] {
  const words = wordsOf(language);
  const { accept_all, reject_all, choose } = words.banner;
  const banner = bannerOf(page, words);
  return [accept_all, reject_all, choose].map((name) => buttonIn(banner, name));
}

/** What makes a button stand out, as computed. */
interface Looks {
  readonly height: number;
  readonly fill: string;
  readonly ink: string;
}

function looks(button: Locator): Promise<Looks> {
  return button.evaluate((element) => {
    const style = getComputedStyle(element);
    const { width, height } = element.getBoundingClientRect();
    return {
      ...{ width, height, font: style.font, fill: style.backgroundColor, ink: style.color },
      ...{ border: style.border, shadow: style.boxShadow, opacity: style.opacity },
      ...{ decoration: style.textDecorationLine, transform: style.textTransform },
    };
  });
}

/** Contrast of two `rgb(r, g, b)` by WCAG 2.2. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number => {
    const parts = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    const [red = 0, green = 0, blue = 0] = parts;
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** What has the focus, into shadow roots: its name and role, as far as tests tell them apart. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.getAttribute('aria-label') ?? active?.textContent?.trim() ?? '';
  });
}

/** Tabs until what has the focus is named `name`. */
async function tabTo(page: Page, name: string, most = 40): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    if ((await focused(page)) === name) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${most} times Tab did not lead to "${name}"`);
}

describe('the first layer', () => {
  it('offers accept, reject and choose as one kind of button, well legible', async () => {
    const page = await visit(await clinic.visitor());
    const [accept, reject, settings] = await Promise.all(threeButtons(page).map(looks));
    assert.ok(accept);
    assert.deepEqual(reject, accept);
    assert.deepEqual(settings, accept);
    assert.ok(contrast(accept.fill, accept.ink) >= 4.5);
    assert.ok(accept.height >= 44);
  });

  for (const [language, path] of Object.entries(languagePages)) {
    it(`shows all of it on a small phone without scrolling, in "${language}"`, async () => {
      const visitor = await clinic.visitor({ viewport: { width: 320, height: 568 } });
      const page = await visit(visitor, path);
      const banner = bannerOf(page, wordsOf(language));
      for (const place of [banner, ...threeButtons(page, language)]) {
        const box = await place.boundingBox();
        assert.ok(box);
        assert.ok(box.x >= 0 && box.x + box.width <= 320, `${box.x} + ${box.width}`);
        assert.ok(box.y >= 0 && box.y + box.height <= 568, `${box.y} + ${box.height}`);
      }
      const text = banner.locator('div').first();
      const hidden_px = await text.evaluate((part) => part.scrollHeight - part.clientHeight);
      assert.ok(hidden_px <= 0, `${hidden_px} px of the text are hidden`);
    });

    it(`speaks the page's language and says which, in "${language}"`, async () => {
      const visitor = await clinic.visitor({ locale: 'de-DE' });
      const page = await visit(visitor, path);
      const words = wordsOf(language);
      const banner = bannerOf(page, words);
      await banner.getByRole('heading', { name: words.banner.title }).waitFor();
      const spoken = (place: Locator): Promise<string | undefined> =>
        place.evaluate((element) => element.closest<HTMLElement>('[lang]')?.lang);
      assert.equal(await spoken(banner), language);
      await buttonIn(banner, words.banner.choose).click();
      const dialog = settingsOf(page, words);
      await dialog.waitFor();
      assert.equal(await spoken(dialog), language);
      await switchIn(dialog, words.categories.analytical.name).waitFor();
    });
  }

  it('covers neither the page behind it nor what has the focus there', async () => {
    const page = await visit(await clinic.visitor());
    await page.getByRole('link', { name: 'Cookie settings' }).last().focus();
    const [link, banner] = await Promise.all([
      page.getByRole('link', { name: 'Cookie settings' }).last().boundingBox(),
      bannerOf(page).boundingBox(),
    ]);
    assert.ok(link && banner);
    const apart = link.y + link.height <= banner.y || link.x >= banner.x + banner.width;
    assert.ok(apart, 'the focus stays visible');
  });

  it('announces what has been saved, and gives way to the way back', async () => {
    const page = await visit(await clinic.visitor());
    const status = page.locator('akkoord-banner [role=status]');
    assert.equal(await status.count(), 1, 'is there before it speaks');
    await buttonIn(bannerOf(page), 'Reject all').click();
    await status.filter({ hasText: 'Your choice has been saved.' }).waitFor();
    assert.ok(await wayBack(page).isVisible());
    assert.ok(!(await bannerOf(page).isVisible()));
  });
});

describe('the keyboard alone', () => {
  it('leads through the whole choice', async () => {
    const page = await visit(await clinic.visitor());
    await tabTo(page, 'Choose', 8);
    await page.keyboard.press('Enter');
    await settingsOf(page).waitFor();
    await tabTo(page, 'Statistics');
    await page.keyboard.press('Space');
    assert.ok(await switchIn(settingsOf(page), 'Statistics').isChecked());
    await tabTo(page, 'Save choice');
    await reloads(page, () => page.keyboard.press('Enter'));
    assert.equal((await stateOf(page)).choice.analytical, true);

    await tabTo(page, 'Cookie settings', 8);
    await page.keyboard.press('Space');
    await settingsOf(page).waitFor();
    await tabTo(page, 'Reject all');
    await reloads(page, () => page.keyboard.press('Enter'));
    assert.equal((await stateOf(page)).choice.analytical, false);
  });

  it('reaches every service, and does not leave an open dialog for the page', async () => {
    const page = await visit(await clinic.visitor());
    await tabTo(page, 'Choose', 8);
    await page.keyboard.press('Enter');
    await settingsOf(page).waitFor();
    await tabTo(page, 'Social media');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await tabTo(page, 'YouTube');
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab');
      const host = await page.evaluate(() => document.activeElement?.localName);
      assert.ok(host === 'akkoord-settings' || host === 'body', `the focus went to ${host}`);
    }
  });

  it('Escape and the cross close the settings and change nothing', async () => {
    const visitor = await clinic.visitor();
    const page = await visit(visitor);
    await page.keyboard.press('Escape');
    assert.ok(await bannerOf(page).isVisible(), 'the question stands');

    for (const close of ['Escape', 'Enter']) {
      await tabTo(page, 'Choose', 60);
      await page.keyboard.press('Enter');
      const dialog = settingsOf(page);
      await dialog.waitFor();
      await switchIn(dialog, 'Statistics').check();
      if (close === 'Enter') await buttonIn(dialog, 'Close without saving').focus();
      await page.keyboard.press(close);
      await dialog.waitFor({ state: 'detached' });
      assert.ok(await bannerOf(page).isVisible());
      assert.equal(await focused(page), 'Choose', 'the focus is where it was');
    }
    assert.deepEqual(await siteCookies(visitor), []);
    assert.equal((await stateOf(page)).asked, false);
    assert.equal(clinic.pageViews(), 1);
    assert.deepEqual(clinic.left(), []);
  });
});
