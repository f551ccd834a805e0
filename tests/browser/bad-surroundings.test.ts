// SPDX-License-Identifier: MIT
/** Frames, and browsers that keep nothing: optional tags stay held and no page code breaks. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BrowserContext, Frame, Page } from 'playwright-core';
import { type Clinic, openClinic, settled, site, unprotectedSite, visit } from './clinic.ts';
import { editPage, servePage } from './faulty-page.ts';
import { bannerOf, buttonIn, optionalCookies, watch } from './visitor.ts';

const portal = 'https://portal.example/';

let clinic: Clinic;
before(async () => {
  clinic = await openClinic();
});
after(() => clinic.close());

async function frameReady(page: Page, url: string): Promise<Frame> {
  const frame = page.frames().find((each) => each.url().startsWith(url));
  assert.ok(frame);
  await frame.waitForFunction(() => 'state' in (window.akkoord ?? {}));
  await page.waitForLoadState('networkidle');
  return frame;
}

async function openPortal(
  visitor: BrowserContext,
  attributes = '',
  framed: string = site,
): Promise<Page> {
  const frame = `<iframe width="900" height="700" src="${framed}/" ${attributes}></iframe>`;
  // An icon of its own: Chromium asks the portal's host for one otherwise, now and then.
  const head = '<!doctype html><title>Portal</title><link rel="icon" href="data:,">';
  await servePage(visitor, portal, head + frame);
  const page = await visitor.newPage();
  await page.goto(portal);
  return page;
}

describe('in a frame', () => {
  for (const attributes of ['', 'sandbox="allow-scripts"']) {
    it(`<iframe ${attributes}>, a control: the unprotected page leaks`, async () => {
      await openPortal(await clinic.visitor(), attributes, unprotectedSite);
      await clinic.untilLeft(['crazy-egg', 'meta-pixel', 'youtube']);
    });
  }

  it("of somebody else's page it holds and does not ask", async () => {
    const visitor = await clinic.visitor();
    const seen = watch(visitor);
    const page = await openPortal(visitor);
    const frame = await frameReady(page, site);
    assert.deepEqual(clinic.left(), []);
    assert.deepEqual(await optionalCookies(visitor), []);
    assert.equal(await frame.getByRole('region', { name: 'Cookie consent' }).count(), 0);
    assert.equal(seen.lines.length, 1);
    assert.match(`${seen.lines[0]}`, /^Akkoord: this frame does not ask.*Open the frame by itself/);
    assert.deepEqual(seen.errors, []);
  });

  it('without an origin it holds, though cookies and storage throw', async () => {
    const visitor = await clinic.visitor();
    const seen = watch(visitor);
    const page = await openPortal(visitor, 'sandbox="allow-scripts"');
    const frame = await frameReady(page, site);
    const refused = await frame.evaluate(() => {
      try {
        return `${document.cookie} is readable`;
      } catch (error) {
        return (error as Error).name;
      }
    });
    assert.equal(refused, 'SecurityError', 'the browser does refuse');
    assert.deepEqual(clinic.left(), []);
    assert.equal(seen.lines.length, 1, seen.lines.join(' | '));
    assert.match(`${seen.lines[0]}`, /^Akkoord: this frame does not ask/);
    // What the clinic's own scripts throw there is not Akkoord's.
    assert.deepEqual(
      seen.errors.filter((error) => /akkoord/i.test(error)),
      [],
    );
  });

  it('of a page that asks it holds and leaves the asking to that page', async () => {
    const visitor = await clinic.visitor();
    const seen = watch(visitor);
    const frame = '<iframe src="/contact/" width="600" height="400"></iframe>';
    await editPage(visitor, clinic, (html) => html.replace('</main>', `${frame}</main>`));
    const page = await visit(visitor);
    const inner = await frameReady(page, `${site}/contact/`);
    assert.deepEqual(clinic.left(), []);
    assert.ok(await bannerOf(page).isVisible());
    assert.equal(await inner.getByRole('region', { name: 'Cookie consent' }).count(), 0);
    assert.equal(seen.lines.length, 1);
    assert.match(`${seen.lines[0]}`, /^Akkoord: this frame does not ask/);
    assert.deepEqual(seen.errors, []);
  });
});

describe('a browser that', () => {
  it('throws at cookies and storage: all stays held, and the visitor is told', async () => {
    const visitor = await clinic.visitor();
    const seen = watch(visitor);
    // The clinic's own script reads cookies unguarded; here Akkoord is what is tried.
    await editPage(visitor, clinic, (html) => html.replace('.test(document.cookie)', ".test('')"));
    await visitor.addInitScript(() => {
      const refuse = (): never => {
        throw new DOMException('Access is denied.', 'SecurityError');
      };
      Object.defineProperty(Document.prototype, 'cookie', {
        ...{ get: refuse, set: refuse, configurable: true },
      });
      for (const area of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
        Object.defineProperty(window, area, { get: refuse, configurable: true });
      }
    });
    const page = await visit(visitor);
    assert.deepEqual(clinic.left(), []);
    let loads = 0;
    page.on('load', () => {
      loads += 1;
    });
    await buttonIn(bannerOf(page), 'Accept all').click();
    await page.getByText('Your browser does not accept cookies').waitFor();
    await page.waitForLoadState('networkidle');
    assert.equal(loads, 0, 'what was not kept loads nothing again');
    assert.deepEqual(clinic.left(), []);
    assert.ok(seen.lines.length <= 1, seen.lines.join(' | '));
    assert.deepEqual(seen.errors, []);
  });

  it('keeps no cookie, without a word: the same', async () => {
    const visitor = await clinic.visitor();
    const seen = watch(visitor);
    const page = await visitor.newPage();
    const browser = await visitor.newCDPSession(page);
    await browser.send('Emulation.setDocumentCookieDisabled', { disabled: true });
    await page.goto(`${site}/`);
    await settled(page);
    assert.equal(await page.evaluate(() => navigator.cookieEnabled), false, 'it is in force');
    await buttonIn(bannerOf(page), 'Accept all').click();
    await page.getByText('Your browser does not accept cookies').waitFor();
    await page.waitForLoadState('networkidle');
    assert.deepEqual(clinic.left(), []);
    assert.equal(clinic.pageViews(), 1);
    assert.ok(await bannerOf(page).isVisible());
    assert.ok(seen.lines.length <= 1, seen.lines.join(' | '));
    assert.deepEqual(seen.errors, []);
  });
});
