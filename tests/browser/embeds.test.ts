// SPDX-License-Identifier: MIT
/** Placeholders: in the embed's own box, in the visitor's language, with three ways to the content. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { faultsIn } from './accessibility.ts';
import { type Clinic, openClinic, ready, reloads, site, stateOf, visit } from './clinic.ts';
import { buttonIn, optionalCookies, siteCookies, wordsOf } from './visitor.ts';

const film = 'https://www.youtube.com/embed/2passFilm01';
const map = 'https://www.google.com/maps/embed?pb=1';
const words = wordsOf('en');
const { embed } = words;

let clinic: Clinic;
before(async () => {
  clinic = await openClinic();
});
after(() => clinic.close());

/** Placeholders of a service, by its name. */
function placeholderOf(page: Page, service: string, { title } = embed): Locator {
  return page.getByRole('group', { name: title.replace('{service}', service) });
}

interface FrameWishes {
  readonly src?: string;
  readonly style?: string;
  readonly width?: string;
  readonly height?: string;
}

/** Puts a frame with id "late" first into the page's content. */
function insertFrame(page: Page, wishes: FrameWishes): Promise<void> {
  return page.evaluate((attributes) => {
    const frame = document.createElement('iframe');
    frame.id = 'late';
    frame.title = 'Late';
    for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
    document.querySelector('main')?.prepend(frame);
  }, wishes);
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function placeOf(at: Locator): Promise<Place> {
  return at.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x: x + scrollX, y: y + scrollY, width, height };
  });
}

/** What "show once" has opened: the site's frame page, and the vendor's in it. */
function shownIn(page: Page, title: string): { frame: Locator; inner: FrameLocator } {
  const frame = page.locator(`akkoord-embed iframe[title="${title}"]`);
  return { frame, inner: frame.contentFrame().frameLocator('iframe') };
}

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

describe('show once', () => {
  it('opens the film in the same box, with its title and the focus, and records nothing', async () => {
    const visitor = await clinic.visitor();
    const page = await visit(visitor);
    const box = await placeOf(page.locator('.embed'));
    await buttonIn(placeholderOf(page, 'YouTube'), embed.show_once).press('Enter');
    await clinic.untilLeft(['youtube']);
    assert.deepEqual(clinic.left(), ['youtube']);
    const { frame, inner } = shownIn(page, 'What happens in a first consultation');
    await inner.locator('body').waitFor();
    assert.deepEqual(await placeOf(frame), box);
    assert.ok(
      await frame.evaluate((shown) => shown === (shown.getRootNode() as ShadowRoot).activeElement),
    );
    assert.deepEqual(await optionalCookies(visitor), []);
    assert.deepEqual(await siteCookies(visitor), []);
  });

  it('opens nothing of others, whatever asks from inside', async () => {
    const page = await visit(await clinic.visitor());
    await buttonIn(placeholderOf(page, 'YouTube'), embed.show_once).click();
    await clinic.untilLeft(['youtube']);
    const { frame } = shownIn(page, 'What happens in a first consultation');
    const inside = await (await frame.elementHandle())?.contentFrame();
    const refused = await inside?.evaluate(async (url) => {
      const answer = new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', () => resolve('refused'));
      });
      const other = document.createElement('iframe');
      other.src = url;
      document.body.append(other);
      return answer;
    }, map);
    assert.equal(refused, 'refused');
    const asked = await inside?.evaluate((url) => fetch(url).catch(() => 'refused'), film);
    assert.equal(asked, 'refused');
    assert.deepEqual(clinic.left(), ['youtube']);
  });

  it('is not offered where a script would build the embed', async () => {
    const page = await visit(await clinic.visitor());
    const post = placeholderOf(page, 'Instagram posts');
    await buttonIn(post, embed.always_show).waitFor();
    assert.equal(await buttonIn(post, embed.show_once).count(), 0);
    const link = post.getByRole('link', { name: embed.open_link });
    assert.equal(await link.getAttribute('href'), 'https://www.instagram.com/p/C2pass00001/');
  });
});

describe('always show', () => {
  it('grants that service by itself, and the page loads with it', async () => {
    const visitor = await clinic.visitor();
    const page = await visit(visitor);
    const button = buttonIn(placeholderOf(page, 'YouTube'), embed.always_show);
    await reloads(page, () => button.press('Enter'));
    await clinic.untilLeft(['youtube']);
    assert.deepEqual(clinic.left(), ['youtube']);
    const records = await visitor.cookies(site);
    const exceptions = records.find(({ name }) => name === 'cookie_consent_sv');
    assert.equal(decodeURIComponent(exceptions?.value ?? ''), '+youtube');
    assert.equal(await placeholderOf(page, 'YouTube').count(), 0);
    assert.ok(await page.locator('.embed > iframe').isVisible());
    await placeholderOf(page, 'Instagram posts').waitFor();
  });

  it('keeps what was granted before', async () => {
    const page = await visit(await clinic.visitor());
    await reloads(page, () =>
      page.evaluate(() => {
        const { akkoord } = window;
        if (akkoord && 'accept' in akkoord) void akkoord.accept(['analytical']);
      }),
    );
    await reloads(page, () => buttonIn(placeholderOf(page, 'YouTube'), embed.always_show).click());
    const { services } = await stateOf(page);
    const outcomes = ['google-analytics', 'youtube', 'instagram-embed'].map((id) => services[id]);
    assert.deepEqual(outcomes, ['granted', 'granted', 'refused']);
  });

  it('waits for the next page while a film plays that was shown once, and says so', async () => {
    const page = await visit(await clinic.visitor());
    await buttonIn(placeholderOf(page, 'YouTube'), embed.show_once).click();
    await clinic.untilLeft(['youtube']);
    const post = placeholderOf(page, 'Instagram posts');
    await buttonIn(post, embed.always_show).click();
    await post.getByText(words.banner.saved_next_page).waitFor();
    assert.ok(await shownIn(page, 'What happens in a first consultation').frame.isVisible());
    await page.goto(`${site}/`);
    await clinic.untilLeft(['instagram-embed']);
  });

  it('is not offered on a sensitive page, where it would not help', async () => {
    const page = await visit(await clinic.visitor(), '/treatments/');
    await insertFrame(page, { width: '560', height: '315', src: film });
    const placeholder = placeholderOf(page, 'YouTube');
    await buttonIn(placeholder, embed.show_once).waitFor();
    assert.equal(await buttonIn(placeholder, embed.always_show).count(), 0);
  });
});

describe('a frame that comes later', () => {
  it('gets a placeholder when it is inserted, and takes it along when it goes', async () => {
    const page = await visit(await clinic.visitor());
    await insertFrame(page, { src: map, width: '400', height: '300' });
    const placeholder = placeholderOf(page, 'Google Maps');
    await placeholder.waitFor();
    await page.locator('#late').evaluate((frame) => frame.remove());
    await placeholder.waitFor({ state: 'detached' });
    assert.deepEqual(clinic.left(), []);
  });

  it('gets one when its address is set', async () => {
    const page = await visit(await clinic.visitor());
    await insertFrame(page, { width: '400', height: '300' });
    assert.ok(await page.locator('#late').isVisible());
    await page.locator('#late').evaluate((frame, src) => frame.setAttribute('src', src), map);
    await placeholderOf(page, 'Google Maps').waitFor();
    assert.equal(await page.locator('#late').isVisible(), false);
  });

  it('shows again with an address that is admitted', async () => {
    const page = await visit(await clinic.visitor());
    await insertFrame(page, { src: map, width: '400', height: '300' });
    const placeholder = placeholderOf(page, 'Google Maps');
    await placeholder.waitFor();
    const frame = page.locator('#late');
    await frame.evaluate((element) => element.setAttribute('src', '/privacy/'));
    await placeholder.waitFor({ state: 'detached' });
    await frame.contentFrame().getByRole('heading').first().waitFor();
    assert.equal(await frame.getAttribute('style'), '');
  });

  it('gets the placeholder of its new service', async () => {
    const page = await visit(await clinic.visitor());
    await insertFrame(page, { src: map, width: '400', height: '300' });
    await placeholderOf(page, 'Google Maps').waitFor();
    await page.locator('#late').evaluate((element, src) => element.setAttribute('src', src), film);
    await placeholderOf(page, 'Google Maps').waitFor({ state: 'detached' });
    assert.equal(await placeholderOf(page, 'YouTube').count(), 2);
  });

  it('gets none while nobody can see it, and one once it shows', async () => {
    const page = await visit(await clinic.visitor());
    await insertFrame(page, { src: map, width: '400', height: '300', style: 'display: none' });
    const placeholder = placeholderOf(page, 'Google Maps');
    await page.evaluate(() => new Promise(requestAnimationFrame));
    assert.equal(await placeholder.count(), 0);
    await page.locator('#late').evaluate((frame) => frame.removeAttribute('style'));
    await placeholder.waitFor();
  });

  it('stays hidden when the site\u2019s code styles it', async () => {
    const page = await visit(await clinic.visitor());
    await insertFrame(page, { src: map, width: '400', height: '300' });
    await placeholderOf(page, 'Google Maps').waitFor();
    const frame = page.locator('#late');
    await frame.evaluate((element) => element.style.setProperty('display', 'block'));
    await frame.waitFor({ state: 'hidden' });
  });
});
