// SPDX-License-Identifier: MIT
/** When a grant loads the page again, when it waits for the next page, and what other pages and routes do. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { type Clinic, openClinic, reloads, settled, stateOf } from './clinic.ts';
import { type OwnPolicy, ownPolicy } from './own-policy.ts';
import { bannerOf, buttonIn, wordsOf } from './visitor.ts';

const site = 'https://www.small.test';

let clinic: Clinic;
let policy: OwnPolicy;
before(async () => {
  clinic = await openClinic();
  policy = ownPolicy('grant', {
    on_grant: { default: 'reload', routes: { '/form/': 'next-page', '/form/again/': 'reload' } },
    sensitive_routes: ['/hiv/'],
  });
});
after(() => clinic.close());

async function open(visitor: BrowserContext, path = '/', body = ''): Promise<Page> {
  const html = `<!doctype html><html lang="en"><head>${policy.lines.snippet}</head><body>${body}</body></html>`;
  await policy.serve(visitor, site, () => html);
  const page = await visitor.newPage();
  await page.goto(`${site}${path}`);
  await settled(page);
  return page;
}

/** Marks this very document, so that one can tell whether it was loaded again. */
function mark(page: Page): Promise<void> {
  return page.evaluate(() => {
    document.title = 'marked';
  });
}

const accept = (page: Page): Promise<void> => buttonIn(bannerOf(page), 'Accept all').click();

async function assertStays(page: Page): Promise<void> {
  await page.getByText('next page').waitFor();
  await page.waitForLoadState('networkidle');
  assert.equal(await page.title(), 'marked');
}

/** Asks for a pixel of `host`: whether the page's policy refuses it. */
function isRefused(page: Page, host: string): Promise<boolean> {
  return page.evaluate(
    (url) =>
      new Promise((resolve) => {
        const refused = ({ blockedURI }: SecurityPolicyViolationEvent): void => {
          if (blockedURI === url) resolve(true);
        };
        document.addEventListener('securitypolicyviolation', refused);
        fetch(url, { mode: 'no-cors' }).then(
          () => resolve(false),
          () => {},
        );
      }),
    `https://${host}/${Math.random()}`,
  );
}

describe('a grant', () => {
  for (const [path, again] of [
    ['/', true],
    ['/form/', false],
    ['/form/again/', true],
  ] as const) {
    it(`on ${path} ${again ? 'loads the page again' : 'waits for the next page'}`, async () => {
      const page = await open(await clinic.visitor(), path);
      await mark(page);
      if (again) await reloads(page, () => accept(page));
      else {
        await accept(page);
        await assertStays(page);
        await page.goto(`${site}/`);
        await settled(page);
      }
      assert.equal(await isRefused(page, 'pixel.test'), false);
    });
  }

  const losses: Readonly<Record<string, [string, (page: Page) => Promise<unknown>]>> = {
    'a field was typed into': [
      '<input aria-label="Name">',
      (page) => page.getByLabel('Name').fill('A'),
    ],
    'a choice was made': [
      '<select aria-label="Which"><option>a<option>b</select>',
      (page) => page.getByLabel('Which').press('ArrowDown'),
    ],
    'text was edited': [
      '<div contenteditable role="textbox">text</div>',
      async (page) => {
        await page.getByRole('textbox').click();
        await page.keyboard.type('x');
      },
    ],
    'a dialog is open': [
      '<dialog>Really?</dialog>',
      (page) => page.evaluate(() => document.querySelector('dialog')?.show()),
    ],
    'sound is playing': [
      '<audio loop></audio>',
      (page) =>
        page.evaluate(() => {
          const samples = new Uint8Array(8044).fill(128, 44);
          const view = new DataView(samples.buffer);
          const text = (at: number, word: string): void =>
            samples.set(new TextEncoder().encode(word), at);
          text(0, 'RIFF');
          text(8, 'WAVEfmt ');
          text(36, 'data');
          for (const [at, value] of [
            [4, 8036],
            [16, 16],
            [24, 8000],
            [28, 8000],
            [40, 8000],
          ] as const)
            view.setUint32(at, value, true);
          for (const [at, value] of [
            [20, 1],
            [22, 1],
            [32, 1],
            [34, 8],
          ] as const)
            view.setUint16(at, value, true);
          const audio = document.querySelector('audio') as HTMLAudioElement;
          audio.src = URL.createObjectURL(new Blob([samples], { type: 'audio/wav' }));
          return audio.play();
        }),
    ],
  };
  for (const [loss, [body, act]] of Object.entries(losses)) {
    it(`waits for the next page where ${loss}`, async () => {
      const page = await open(await clinic.visitor(), '/', body);
      await mark(page);
      await act(page);
      await accept(page);
      await assertStays(page);
    });
  }

  it('loads the page again where nothing would be lost by it', async () => {
    const quiet = `<input value="kept" aria-label="Name"><input type="hidden" id="h">
      <select><option>a<option>b</select><video muted></video>`;
    const page = await open(await clinic.visitor(), '/', quiet);
    await page.evaluate(() => {
      // A script's own doing is none of the visitor's.
      (document.getElementById('h') as HTMLInputElement).value = 'token';
      (document.querySelector('select') as HTMLSelectElement).selectedIndex = 1;
    });
    await page.getByLabel('Name').fill('typed');
    await page.getByLabel('Name').fill('kept');
    await reloads(page, () => accept(page));
  });

  for (const answer of ['Accept all', 'Reject all', 'Choose'] as const) {
    it(`"${answer}" without the part that loads on use changes nothing, and the banner says so`, async () => {
      const visitor = await clinic.visitor();
      const page = await open(visitor);
      await visitor.route(/akkoord-later/, (route) => route.abort());
      await mark(page);
      await buttonIn(bannerOf(page), answer).click();
      await page.getByText(wordsOf('en').banner.unavailable).waitFor();
      assert.equal(await page.title(), 'marked');
      assert.deepEqual(await visitor.cookies(), []);
      await visitor.unroute(/akkoord-later/);
      await reloads(page, () => accept(page));
    });
  }

  it('made in another tab while the script is on its way loads the page again, once', async () => {
    const visitor = await clinic.visitor();
    const other = await open(visitor);
    const page = await visitor.newPage();
    let release: () => void = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let loads = 0;
    page.on('domcontentloaded', () => {
      loads++;
    });
    await page.route(/akkoord\.js/, async (route) => {
      await released;
      await route.fallback();
    });
    await page.goto(`${site}/`, { waitUntil: 'domcontentloaded' });
    await reloads(other, () => accept(other));
    release();
    await settled(page);
    await page.waitForLoadState('networkidle');
    assert.equal(await isRefused(page, 'pixel.test'), false);
    assert.equal(loads, 2);
  });

  it('that the page itself writes each time it loads does not load it without end', async () => {
    const visitor = await clinic.visitor();
    const source = await open(visitor);
    await reloads(source, () => accept(source));
    const record = (await visitor.cookies()).find(({ name }) => name === 'cookie_consent_set');
    const [version, revision, issued_s, ...rest] = `${record?.value}`.split('.');
    const page = await visitor.newPage();
    await policy.serve(
      visitor,
      site,
      () => `<!doctype html><html lang="en"><head>${policy.lines.snippet}<script>
        const loads = Number(sessionStorage.getItem('loads')) + 1;
        sessionStorage.setItem('loads', loads);
        const value = ['${version}', '${revision}', ${issued_s} + loads, '${rest.join('.')}'].join('.');
        document.cookie = 'cookie_consent_set=' + value + '; Path=/; Max-Age=1000';
        </script></head><body></body></html>`,
    );
    let loads = 0;
    page.on('domcontentloaded', () => {
      loads++;
    });
    await page.goto(`${site}/`);
    await settled(page);
    await page.waitForLoadState('networkidle');
    assert.equal(loads, 1);
  });
});

describe('an address that changes without loading', () => {
  for (const way of ['pushState', 'replaceState'] as const) {
    it(`into a sensitive route narrows the page, and out of it does not widen it (${way})`, async () => {
      const visitor = await clinic.visitor();
      const page = await open(visitor);
      await reloads(page, () => accept(page));
      assert.equal(await isRefused(page, 'pixel.test'), false);
      await mark(page);
      const go = (path: string): Promise<unknown> =>
        page.evaluate(([how, to]) => history[how]({ at: to }, '', to), [way, path] as const);
      await go('/hiv/');
      assert.equal(await isRefused(page, 'pixel.test'), true);
      assert.equal(await isRefused(page, 'counter.test'), false);
      const { pixel } = (await stateOf(page)).services;
      assert.equal(pixel, 'refused');
      assert.deepEqual(await page.evaluate(() => [location.pathname, history.state]), [
        '/hiv/',
        { at: '/hiv/' },
      ]);
      await go('/');
      assert.equal(await isRefused(page, 'pixel.test'), true);
      const written = await page.evaluate(() => {
        // biome-ignore lint/suspicious/noDocumentCookie: as a tag would
        document.cookie = 'pix=1';
        return document.cookie.includes('pix=1');
      });
      assert.equal(written, false);
      assert.equal(await page.title(), 'marked');
    });
  }

  it('back into one narrows too', async () => {
    const page = await open(await clinic.visitor(), '/hiv/');
    await page.evaluate(() => history.pushState(null, '', '/'));
    await reloads(page, () => accept(page));
    assert.equal(await isRefused(page, 'pixel.test'), false);
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          addEventListener('popstate', resolve);
          history.back();
        }),
    );
    assert.equal(await isRefused(page, 'pixel.test'), true);
  });
});

describe('another tab', () => {
  it('follows a grant by the same rule, and a refusal by asking no more', async () => {
    const visitor = await clinic.visitor();
    const [first, second] = [await open(visitor), await open(visitor)];
    await reloads(second, () => reloads(first, () => accept(first)));
    assert.equal(await isRefused(second, 'pixel.test'), false);
    assert.equal(await bannerOf(second).isVisible(), false);
  });

  it('asks no more after a refusal, without loading again', async () => {
    const visitor = await clinic.visitor();
    const [first, second] = [await open(visitor), await open(visitor)];
    await mark(second);
    await buttonIn(bannerOf(first), 'Reject all').click();
    await bannerOf(second).waitFor({ state: 'hidden' });
    assert.equal(await second.title(), 'marked');
  });

  it('follows a withdrawal at once', async () => {
    const visitor = await clinic.visitor();
    const first = await open(visitor);
    await reloads(first, () => accept(first));
    const second = await open(visitor);
    const again = second.waitForEvent('load');
    await reloads(first, () => first.evaluate('void window.akkoord.withdraw()'));
    await again;
    await settled(second);
    assert.equal(await isRefused(second, 'pixel.test'), true);
  });

  it('with something typed keeps it, and still lets nothing more leave', async () => {
    const visitor = await clinic.visitor();
    const first = await open(visitor, '/', '<input aria-label="Name">');
    await reloads(first, () => accept(first));
    const second = await open(visitor, '/', '<input aria-label="Name">');
    await second.getByLabel('Name').fill('A');
    await mark(second);
    const heard = second.evaluate(
      () => new Promise((resolve) => document.addEventListener('akkoord:change', () => resolve(1))),
    );
    await reloads(first, () => first.evaluate('void window.akkoord.withdraw()'));
    await heard;
    assert.equal(await isRefused(second, 'pixel.test'), true);
    assert.equal(await second.title(), 'marked');
  });
});
