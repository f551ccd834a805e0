// SPDX-License-Identifier: MIT
/** What placeholders open, for once and for good, and frames that come or change later. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Clinic, openClinic, reloads, site, stateOf, visit } from './clinic.ts';
import { embed, film, insertFrame, map, placeholderOf, placeOf, shownIn, words } from './embeds.ts';
import { buttonIn, optionalCookies, siteCookies } from './visitor.ts';

let clinic: Clinic;
before(async () => {
  clinic = await openClinic();
});
after(() => clinic.close());

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
