// SPDX-License-Identifier: MIT
/** The cookie declaration in a page: all that `akkoord declare` writes, and the visitor's own choice. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { service } from '../cli/command-line.ts';
import { faultsIn } from './accessibility.ts';
import { type Clinic, openClinic, reloads, settled, stateOf } from './clinic.ts';
import { type OwnPolicy, ownPolicy } from './own-policy.ts';
import { settingsOf, watch, wordsOf } from './visitor.ts';

const site = 'https://www.2passclinic.test';
const both = (id: string): Record<string, unknown> => ({
  purpose: { en: `What ${id} does.`, nl: `Wat ${id} doet.` },
});
const services = [
  service('own', 'mandatory', [], {
    ...both('own'),
    cookies: [{ name: 'own', lifetime: 'session' }],
  }),
  service('counter', 'analytical', ['counter.test'], {
    ...both('counter'),
    cookies: [
      { name: '__Secure-a_very_long_name_of_a_cookie_that_never_ends', lifetime_days: 730 },
    ],
    local_storage: ['cnt*'],
  }),
  service('player', 'social', ['player.test'], {
    ...both('player'),
    provider: { name: 'Player Inc', country: 'US', notice: 'https://player.test/privacy' },
    cookies: [{ name: 'ply', lifetime_days: 180, host: 'player.test' }],
  }),
  service('posts', 'social', ['posts.test'], both('posts')),
];

let clinic: Clinic;
let policy: OwnPolicy;
let silent: OwnPolicy;
before(async () => {
  clinic = await openClinic();
  const hosts = { site: { hosts: ['www.2passclinic.test'] } };
  const keys = { ...hosts, languages: ['en', 'nl'], sensitive_routes: ['/treatments/'], services };
  policy = ownPolicy('declaration', keys);
  silent = ownPolicy('declaration-silent', { ...hosts, services: services.slice(0, 1) });
});
after(() => clinic.close());

interface PageWishes {
  readonly language?: string;
  readonly lines?: string;
  readonly own?: OwnPolicy;
  readonly body?: string;
}

const place = '<div data-akkoord-declaration><p>Later.</p></div>';

async function open(
  visitor: BrowserContext,
  { language = 'en', own = policy, lines = own.lines.snippet, body = place }: PageWishes = {},
): Promise<Page> {
  const html = `<!doctype html><html lang="${language}"><head><title>Cookies</title>${lines}</head>
    <body><main><h1>Cookies</h1>${body}</main></body></html>`;
  await own.serve(visitor, site, () => html);
  const page = await visitor.newPage();
  await page.goto(`${site}/cookies/`);
  await settled(page);
  return page;
}

function declarationOf(page: Page, title = 'Cookie declaration'): Locator {
  return page.getByRole('region', { name: title });
}

/** Each category's state as it is shown, and the services that differ. */
async function states(page: Page): Promise<Record<string, string>> {
  const rows = await declarationOf(page).locator('.states tbody tr').allInnerTexts();
  return Object.fromEntries(rows.map((row) => row.split(/\s*\t\s*/)));
}

describe('a place for the declaration', () => {
  it('is filled with services, cookies, lifetimes, companies and countries', async () => {
    const visitor = await clinic.visitor();
    const seen = watch(visitor);
    const page = await open(visitor);
    const text = await declarationOf(page).innerText();
    for (const told of [
      'What counter does.',
      '__Secure-a_very_long',
      '2 years',
      'Player Inc',
      'United States',
      'outside the EEA',
      'third party',
      'cookie_consent_set',
      '182 days',
      'Data Protection Authority (APD/GBA)',
    ]) {
      assert.ok(text.includes(told), `${told} in: ${text}`);
    }
    assert.ok(!(await page.getByText('Later.', { exact: true }).isVisible()));
    assert.deepEqual(seen, { lines: [], errors: [] });
  });

  it('is filled in the language of the page, and of the place before that', async () => {
    const page = await open(await clinic.visitor(), { language: 'nl' });
    await declarationOf(page, 'Cookieverklaring').getByText('Wat player doet.').waitFor();
    const body = '<div lang="nl"><div data-akkoord-declaration></div></div>';
    const mixed = await open(await clinic.visitor(), { body });
    const declaration = declarationOf(mixed, 'Cookieverklaring');
    assert.equal(await declaration.getAttribute('lang'), 'nl');
  });

  it('says the same as the command line', async () => {
    const page = await open(await clinic.visitor());
    const written = policy.declare(['--language', 'en', '--lock', 'none']);
    const [shown, printed] = await page.evaluate((html) => {
      const words = (root: ParentNode, part: string): string[] =>
        [...root.querySelectorAll(part)].map(({ textContent }) => `${textContent}`);
      const all = (root: ParentNode): string[][] =>
        ['h3', 'h4', 'dt', 'caption', 'tbody:not(.states *) th', 'td[data-label]', 'a'].map(
          (part) => words(root, part),
        );
      const root = document.querySelector('[data-akkoord-declaration]')?.shadowRoot;
      if (!root) throw new Error('no declaration');
      return [all(root), all(new DOMParser().parseFromString(html, 'text/html'))];
    }, written);
    // A policy that was compiled without a lock has no date; the command line takes the clock's.
    const dateless = printed?.map((words) => words.filter((word) => word !== 'Date'));
    assert.deepEqual(shown, dateless);
  });

  it('is filled when it comes later, where nothing had been loaded for one, and again', async () => {
    const visitor = await clinic.visitor();
    const seen = watch(visitor);
    const page = await open(visitor, { body: '' });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const insert = (id: string): Promise<void> =>
      page.evaluate((name) => {
        const route = document.createElement('section');
        route.innerHTML = `<h2>Cookies</h2><div id="${name}" data-akkoord-declaration></div>`;
        document.querySelector('main')?.append(route);
      }, id);
    await insert('first');
    await page.locator('#first').getByText('What counter does.').waitFor();
    await insert('second');
    await page.locator('#second').getByText('What counter does.').waitFor();
    const scripts = asked.filter((path) => /akkoord-(later|declaration)\.js$/.test(path));
    assert.equal(scripts.length, 2, `each was asked for once: ${asked.join(' ')}`);
    assert.deepEqual(seen, { lines: [], errors: [] });
  });

  it('shows what stood in it where the declaration can not be loaded', async () => {
    const visitor = await clinic.visitor();
    const seen = watch(visitor);
    await policy.serve(visitor, site, () => '');
    const page = await visitor.newPage();
    await page.route('**/declaration-en.json*', (route) => route.fulfill({ status: 404 }));
    await page.route(`${site}/cookies/`, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><html lang="en"><head>${policy.lines.snippet}</head><body>${place}`,
      }),
    );
    const told = page.waitForEvent('console', (message) => message.text().startsWith('Akkoord:'));
    await page.goto(`${site}/cookies/`);
    await told;
    assert.ok(await page.getByText('Later.', { exact: true }).isVisible());
    assert.match(`${seen.lines}`, /the cookie declaration can't be loaded \(404\)\. Upload all/);
  });

  it('costs other pages nothing', async () => {
    const visitor = await clinic.visitor();
    const asked: string[] = [];
    visitor.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await open(visitor, { body: '<p>Nothing to declare.</p>' });
    assert.ok(asked.includes('/akkoord/akkoord.js'));
    assert.deepEqual(
      asked.filter((path) => /later|declaration/.test(path)),
      [],
    );
  });

  it('is filled under a policy that forbids inline style and code', async () => {
    const visitor = await clinic.visitor();
    const seen = watch(visitor);
    const csp = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";
    const strict = `<meta http-equiv="Content-Security-Policy" content="${csp}">`;
    const page = await open(visitor, { lines: `${strict}${policy.lines.tag}` });
    const rounded = await declarationOf(page)
      .locator('dl')
      .first()
      .evaluate((facts) => getComputedStyle(facts).borderTopLeftRadius);
    assert.notEqual(rounded, '0px', 'its style sheet applies');
    assert.deepEqual(seen, { lines: [], errors: [] });
  });
});

describe('the visitor\u2019s choice in the declaration', () => {
  it('is none at first, and follows what the visitor chooses and withdraws', async () => {
    const page = await open(await clinic.visitor());
    const declaration = declarationOf(page);
    await declaration.getByText('You have not made a choice yet.').waitFor();
    assert.deepEqual(await states(page), {});

    await reloads(page, () =>
      page.evaluate("void window.akkoord.accept(['analytical'], { services: { player: true } })"),
    );
    await declaration.getByText('Chosen on').waitFor();
    assert.deepEqual(await states(page), {
      Statistics: 'Allowed',
      'Social media': 'Refused',
      player: 'Allowed',
      'Also on pages about treatments and appointments': 'Refused',
    });
    const { record } = await stateOf(page);
    await declaration.getByText(`${record?.id}`, { exact: true }).waitFor();
    const year = new Date((record?.expires_s ?? 0) * 1000).getFullYear();
    assert.ok((await declaration.innerText()).includes(`${year}`));
  });

  it('changes without a reload where a refusal needs none, and then has no number', async () => {
    const page = await open(await clinic.visitor());
    await page.evaluate('void window.akkoord.rejectAll()');
    const declaration = declarationOf(page);
    await declaration.getByText('None: a refusal is kept without a number.').waitFor();
    const shown = await states(page);
    assert.deepEqual(new Set(Object.values(shown)), new Set(['Refused']));
    assert.ok(!(await declaration.innerText()).includes('00000000'));
  });

  it('says that Global Privacy Control keeps advertising off', async () => {
    const visitor = await clinic.visitor();
    await visitor.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true });
    });
    const page = await open(visitor);
    await declarationOf(page).getByText(wordsOf('en').settings.gpc).waitFor();
  });

  it('is changed by its link, which opens the settings', async () => {
    const page = await open(await clinic.visitor());
    await declarationOf(page).getByRole('link', { name: 'Cookie settings' }).click();
    await settingsOf(page).waitFor();
    assert.equal(new URL(page.url()).hash, '');
  });

  it('is not spoken of where nothing is asked', async () => {
    const page = await open(await clinic.visitor(), { own: silent });
    const declaration = declarationOf(page);
    await declaration.getByText('Nothing on this site needs your consent').waitFor();
    assert.equal(await declaration.getByText('not made a choice').count(), 0);
    assert.equal(await declaration.getByText('cookie_consent_set').count(), 0);
  });
});

describe('the declaration is accessible', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [320, 768, 1440]) {
      it(`in ${colorScheme} at ${width} px: axe finds nothing, and nothing scrolls sideways`, async () => {
        const visitor = await clinic.visitor({ colorScheme, viewport: { width, height: 900 } });
        const page = await open(visitor, {
          body: `<style>:root{color-scheme:light dark;font:20px sans-serif}</style>${place}`,
        });
        await page.evaluate('void window.akkoord.rejectAll()');
        await declarationOf(page).locator('.states').waitFor();
        const { faults, passed } = await faultsIn(page, '[data-akkoord-declaration]');
        assert.deepEqual(faults, []);
        assert.ok(passed > 10);
        const [content, room] = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return [scrollWidth, clientWidth];
        });
        assert.ok(content <= room, `${content} px in ${room}`);
      });

      it(`as a page of its own in ${colorScheme} at ${width} px`, async () => {
        const visitor = await clinic.visitor({ colorScheme, viewport: { width, height: 900 } });
        const page = await visitor.newPage();
        const refused: string[] = [];
        page.on('console', (message) => refused.push(message.text()));
        const html = policy.declare(['--page', '--lock', 'none']);
        await page.route(`${site}/d.html`, (route) =>
          route.fulfill({ body: html, contentType: 'text/html' }),
        );
        await page.goto(`${site}/d.html`);
        // A sheet that the page's own policy refused would not be among them.
        assert.equal(await page.evaluate(() => document.styleSheets.length), 1);
        assert.deepEqual(refused, []);
        const [content, room] = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return [scrollWidth, clientWidth];
        });
        assert.ok(content <= room, `${content} px in ${room}`);
        const { faults } = await faultsIn(page, 'body');
        assert.deepEqual(faults, []);
      });
    }
  }
});
