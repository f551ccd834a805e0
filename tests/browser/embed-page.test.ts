// SPDX-License-Identifier: MIT
/** embed-ID.html, the page behind "Show this once": it opens addresses of one service, and nothing else. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { type Clinic, openClinic, site, visit } from './clinic.ts';
import { optionalCookies } from './visitor.ts';

const film = 'https://www.youtube.com/embed/2passFilm01';

let clinic: Clinic;
before(async () => {
  clinic = await openClinic();
});
after(() => clinic.close());

function frameUrl(address: string, service = 'youtube'): string {
  return `${site}/akkoord/embed-${service}.html#${encodeURIComponent(address)}`;
}

/** Puts the page into a frame of the clinic's, as a placeholder does. */
function embed(page: Page, src: string): Promise<void> {
  return page.evaluate((address) => {
    const frame = document.createElement('iframe');
    frame.id = 'once';
    frame.width = '560';
    frame.height = '315';
    frame.style.border = '0';
    frame.src = address;
    document.body.append(frame);
  }, src);
}

/** The page by itself, with what its policy refuses said in the console. */
async function listening(visitor: BrowserContext): Promise<Page> {
  const page = await visitor.newPage();
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
      console.log(`refused ${effectiveDirective} ${blockedURI}`);
    });
  });
  return page;
}

describe('the page of an embed', () => {
  it('shows the embed in a visit without consent, and keeps nothing of the visit', async () => {
    const visitor = await clinic.visitor();
    const page = await visit(visitor, '/privacy/');
    assert.deepEqual(clinic.left(), []);
    await embed(page, frameUrl(film));
    await clinic.untilLeft(['youtube']);
    assert.deepEqual(clinic.left(), ['youtube']);
    assert.deepEqual(await page.evaluate(() => document.cookie.match(/cookie_consent/g)), null);
    const ours = (await optionalCookies(visitor)).filter((name) => name.includes('consent'));
    assert.deepEqual(ours, []);
  });

  it('fills its frame with the embed, with the rights that players ask for', async () => {
    const page = await visit(await clinic.visitor(), '/privacy/');
    await embed(page, frameUrl(film));
    await clinic.untilLeft(['youtube']);
    const inner = page.frameLocator('#once').locator('iframe');
    assert.deepEqual(await inner.evaluate((frame) => frame.getBoundingClientRect().toJSON()), {
      ...{ x: 0, y: 0, left: 0, top: 0, width: 560, height: 315, right: 560, bottom: 315 },
    });
    const told = await inner.evaluate((frame: HTMLIFrameElement) => ({
      src: frame.src,
      title: frame.title,
      allow: frame.allow,
      fullscreen: frame.allowFullscreen,
      referrer: frame.referrerPolicy,
      page: document.title,
      lang: document.documentElement.lang,
      scrolls: document.documentElement.scrollHeight > window.innerHeight,
    }));
    assert.deepEqual(told, {
      src: film,
      title: 'YouTube',
      allow: 'fullscreen; encrypted-media; picture-in-picture; autoplay',
      fullscreen: true,
      referrer: 'strict-origin-when-cross-origin',
      page: 'YouTube',
      lang: 'en',
      scrolls: false,
    });
  });

  it('asks the site for itself alone: no script of ours, no file besides', async () => {
    const page = await (await clinic.visitor()).newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(frameUrl(film), { waitUntil: 'networkidle' });
    const ofSite = asked.filter((url) => url.startsWith(site) && !url.endsWith('/favicon.ico'));
    assert.deepEqual(ofSite, [`${site}/akkoord/embed-youtube.html`]);
    assert.ok(asked.includes(film));
  });

  it('opens nothing but http and https addresses', async () => {
    const page = await listening(await clinic.visitor());
    const ran = 'javascript:document.title="ran"';
    for (const address of [
      ...[ran, ` ${ran}`, `\t${ran}`, ran.toUpperCase(), 'java\nscript:document.title="ran"'],
      ...['data:text/html,<script>parent.document.title="ran"</script>', 'about:blank', 'blob:x'],
      ...['file:///etc/passwd', 'ftp://www.youtube.com/', 'filesystem:https://www.youtube.com/'],
      ...['', '/', '/contact/', '//www.youtube.com/embed/x', 'www.youtube.com/embed/x', 'https:'],
    ]) {
      await page.goto('about:blank');
      await page.goto(frameUrl(address));
      assert.deepEqual(
        await page.evaluate(() => [document.title, document.querySelectorAll('iframe').length]),
        ['YouTube', 0],
        address,
      );
    }
    await page.goto('about:blank');
    await page.goto(`${site}/akkoord/embed-youtube.html#%E0%A4%A`);
    assert.equal(await page.locator('iframe').count(), 0, 'an escape cut short');
    assert.deepEqual(clinic.left(), []);
  });

  it('is refused every address of another service, of nobody and of the site', async () => {
    const page = await listening(await clinic.visitor());
    for (const address of [
      ...['https://www.facebook.com/tr?id=1', 'https://www.facebook.com/plugins/page.php'],
      ...['https://player.vimeo.com/video/1', 'https://www.youtube.com.evil.test/embed/x'],
      ...['https://evil.test/www.youtube.com/', 'https://www.youtube.com@evil.test/'],
      ...[`${site}/contact/`, 'https://music.youtube.com/'],
    ]) {
      await page.goto('about:blank');
      const refused = page.waitForEvent('console', (line) => line.text().startsWith('refused '));
      await page.goto(frameUrl(address));
      assert.match((await refused).text(), /^refused frame-src /, address);
    }
    assert.deepEqual(clinic.left(), []);
  });

  it('opens another address that comes into the same frame', async () => {
    const page = await visit(await clinic.visitor(), '/privacy/');
    await embed(page, frameUrl(film));
    await clinic.untilLeft(['youtube']);
    const other = 'https://www.youtube.com/embed/another';
    const asked = page.waitForRequest(other);
    await page.evaluate((src) => {
      (document.getElementById('once') as HTMLIFrameElement).src = src;
    }, frameUrl(other));
    await asked;
  });
});
