// SPDX-License-Identifier: MIT
/** What the visitor's system and the site around them ask of both layers, and what the banner asks of the page. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { executablePath, quietly } from '../quiet-chromium.ts';
import { AskedPage } from './asked-page.ts';
import { faultsIn } from './axe.ts';
import { measures } from './measure.ts';
import { layouts, openStage, type PageWishes, type SmallStage } from './stage.ts';

let stage: SmallStage;
let browser: Browser;
let page: Page;
let asked: AskedPage;
before(async () => {
  stage = await openStage();
  browser = await chromium.launch({
    executablePath,
    args: [...quietly, `--host-resolver-rules=MAP * 127.0.0.1:${stage.port}`],
  });
  page = await browser.newPage({ viewport: { width: 1024, height: 768 } });
  asked = new AskedPage({
    open: async (url: string) => {
      await page.goto(url);
    },
    evaluate: <T>(body: string) => page.evaluate<T>(`(async () => { ${body} })()`),
    click: (selector) => page.click(selector),
    press: (keys) => page.keyboard.press(keys),
    resize: (width, height) => page.setViewportSize({ width, height }),
    cookies: () => page.context().cookies(),
    tab: () => Promise.reject(new Error('one page')),
    close: () => page.close(),
  });
});
after(async () => {
  await browser?.close();
  await stage.close();
});

const ask = async (wishes: PageWishes = {}): Promise<void> => {
  await asked.open(stage.address(wishes));
  await asked.untilAsked();
};
const openSettings = async (): Promise<void> => {
  await asked.click('choose');
  await asked.untilSettings();
};
const measure = <T>(body: string): Promise<T> => asked.read<T>(measures + body);

describe('what the visitor\u2019s system asks for', () => {
  after(() => page.emulateMedia({ colorScheme: null, forcedColors: null, contrast: null }));

  for (const [what, media] of Object.entries({
    'a dark scheme': { colorScheme: 'dark' },
    'more contrast': { contrast: 'more', colorScheme: 'light' },
    'more contrast in a dark scheme': { contrast: 'more', colorScheme: 'dark' },
    'forced colours': { forcedColors: 'active', contrast: null },
  } as const)) {
    it(`${what}: axe-core finds nothing wrong with either layer`, async () => {
      await page.emulateMedia(media);
      for (const layout of layouts) {
        await ask({ layout, theme: 'own' });
        assert.deepEqual(await faultsIn(asked, 'akkoord-banner'), [], layout);
      }
      await openSettings();
      assert.deepEqual(await faultsIn(asked, 'akkoord-settings'), []);
    });
  }

  it('more contrast: text has 7 to 1 and what was accent is the text\u2019s colour', async () => {
    await page.emulateMedia({ contrast: 'more', forcedColors: null, colorScheme: 'dark' });
    await ask({ theme: 'own' });
    const [text, button] = await measure<[number, number]>(`const [one] = controls(region);
      return [contrast(style(region).color, ground(region)),
        contrast(style(one).color, style(one).backgroundColor)];`);
    assert.ok(text >= 7 && button >= 7, `${text}, ${button}`);
  });

  it('forced colours: buttons keep an edge, switches tell on from off', async () => {
    await page.emulateMedia({ forcedColors: 'active', contrast: null });
    await ask();
    await openSettings();
    const [edges, looks] = await measure<[boolean, number]>(`
      const [one] = settings.querySelectorAll('[role=switch]');
      const off = style(one).backgroundColor;
      one.checked = true;
      for (const motion of settings.getAnimations()) motion.finish();
      const edge = (button) => style(button).borderTopWidth === '1px' &&
        contrast(style(button).borderTopColor, ground(region)) >= 3;
      return [controls(region).every(edge), contrast(off, style(one).backgroundColor)];`);
    assert.equal(edges, true);
    assert.ok(looks > 1.5, `${looks}`);
  });

  it('less motion: nothing moves in either layer', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: null, contrast: null });
    await asked.open(stage.address());
    await asked.until('shown(region)');
    await asked.click('choose');
    await asked.until(`shown(settings?.querySelector('dialog'))`);
    const moving = `[...banner.getAnimations(), ...settings.getAnimations()].length`;
    assert.equal(await asked.read(`return ${moving};`), 0);
    await page.emulateMedia({ reducedMotion: null });
  });

  it('print: neither layer nor the way back is on paper', async () => {
    for (const layout of layouts) {
      await ask({ layout });
      await openSettings();
      await page.emulateMedia({ media: 'print' });
      const shown = `[region, settings.querySelector('dialog')].some((one) => one.getClientRects().length)`;
      assert.equal(await asked.read(`return ${shown};`), false, layout);
      await page.emulateMedia({ media: null });
    }
    await asked.read('await window.akkoord.rejectAll();');
    await asked.open(stage.address());
    await page.emulateMedia({ media: 'print' });
    const way = `banner.getElementById('reopen').getClientRects().length`;
    assert.equal(await asked.read(`return ${way};`), 0);
    await page.emulateMedia({ media: null });
    await page.context().clearCookies();
  });
});

describe('the page around it', () => {
  it('keeps its place: a layout shift of 0 with the banner', async () => {
    for (const layout of layouts) {
      await page.goto('about:blank');
      await page.addInitScript(`window.shifts = [];
        new PerformanceObserver((list) => {
          for (const { value } of list.getEntries()) shifts.push(value);
        }).observe({ type: 'layout-shift', buffered: true });`);
      await ask({ layout });
      await asked.read(
        'await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));',
      );
      assert.deepEqual(await asked.read('return shifts;'), [], layout);
    }
  });

  it('is asked for scripts and words alone: no font, style or picture', async () => {
    for (const layout of layouts) {
      const kinds: string[] = [];
      page.on('request', (request) => kinds.push(`${request.resourceType()} ${request.url()}`));
      await ask({ layout });
      await openSettings();
      page.removeAllListeners('request');
      const others = kinds.filter((kind) => !/^(document|script|fetch) /.test(kind));
      assert.deepEqual(others, []);
    }
  });

  it('may have a strict policy of its own, with a nonce: both layers show and choose', async () => {
    for (const layout of layouts) {
      await ask({ layout, page: 'strict' });
      const styled = await measure<number>(`return contrast(style(controls(region)[0]).color,
        style(controls(region)[0]).backgroundColor);`);
      assert.ok(styled >= 4.5, `${styled}`);
      await openSettings();
      await asked.click('reject_all', 'settings');
      await asked.until('window.akkoord.state().asked && !settings');
      await page.context().clearCookies();
    }
  });

  it('can\u2019t restyle it by style sheets of its own, nor one answer by any', async () => {
    await ask();
    await page.addStyleTag({
      content: `akkoord-banner, akkoord-banner * { display: none !important }
        #accept_all, akkoord-banner::part(accept_all) { font-size: 40px !important }`,
    });
    const looks = await measure<readonly string[]>(`return controls(region).map((one) =>
      [style(one).fontSize, style(one).backgroundColor, one.offsetWidth, one.offsetHeight].join());`);
    assert.equal(looks.length, 3);
    assert.equal(new Set(looks).size, 1);
  });

  it('colours all of it at once by custom properties', async () => {
    await ask();
    await page.addStyleTag({ content: ':root { --akkoord-accent: rgb(90, 20, 60) }' });
    const fills = await measure<readonly string[]>(
      'return controls(region).map((one) => style(one).backgroundColor);',
    );
    assert.deepEqual(fills, Array(3).fill('rgb(90, 20, 60)'));
  });
});
