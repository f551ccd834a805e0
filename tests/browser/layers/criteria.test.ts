// SPDX-License-Identifier: MIT
/** Each success criterion of WCAG 2.2 AA that concerns a banner, measured on both layers in Chromium and Firefox. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Engine, EngineName } from '../matrix/engines/engine.ts';
import { launchers } from '../matrix/engines/launch.ts';
import { wordsOf } from '../visitor.ts';
import { AskedPage } from './asked-page.ts';
import { measures } from './measure.ts';
import {
  languages,
  layouts,
  openStage,
  type PageWishes,
  type SmallStage,
  type Theme,
} from './stage.ts';

/** 400 % of 1280 x 1024, 200 % of 1280 x 800, and a small phone. */
const small = [
  [320, 256],
  [640, 400],
  [320, 568],
] as const;
/** Short words, long words, and right to left. */
const telling = ['en', 'de', 'fi', 'ar'] as const;

let stage: SmallStage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

for (const name of ['chromium', 'firefox'] satisfies EngineName[]) {
  describe(`WCAG 2.2, in ${name}`, () => {
    let engine: Engine;
    let page: AskedPage;
    before(async () => {
      engine = await launchers[name](stage.port);
      page = new AskedPage(await engine.visitor());
    });
    after(() => engine?.close());

    const measure = <T>(body: string): Promise<T> => page.read<T>(`${measures}${body}`);
    const ask = async (wishes?: PageWishes, width = 1280, height = 800): Promise<void> => {
      await page.visitor.resize(width, height);
      await page.open(stage.address(wishes));
      await page.untilAsked();
    };
    const openSettings = async (): Promise<void> => {
      await page.click('choose');
      await page.untilSettings();
      await page.read(`for (const one of settings.querySelectorAll('details')) one.open = true;`);
    };

    it('1.4.3 and 1.4.11: text has a contrast of 4.5 to 1, controls and focus 3 to 1', async () => {
      for (const theme of ['light', 'dark', 'own'] satisfies Theme[]) {
        await ask({ theme });
        await openSettings();
        const low = await measure(`
          const low = [];
          for (const one of [...all(region), ...all(settings)].filter(shown)) {
            const text = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
            const ratio = contrast(style(one).color, ground(one));
            if (text && ratio < 4.5) low.push(one.localName + ': ' + ratio);
          }
          const paper = ground(settings.querySelector('dialog'));
          const switches = [...settings.querySelectorAll('[role=switch]')];
          const judge = (what, colour) => {
            const ratio = contrast(colour, paper);
            if (ratio < 3) low.push(what + ' on paper: ' + ratio);
          };
          judge('focus', style(settings.querySelector('dialog')).color);
          for (const one of controls(region)) judge('button', style(one).backgroundColor);
          for (const one of switches) judge('switch, off', style(one).backgroundColor);
          for (const one of switches) one.checked = true;
          for (const motion of settings.getAnimations()) motion.finish();
          for (const one of switches) judge('switch, on', style(one).backgroundColor);
          return low;`);
        assert.deepEqual(low, [], theme);
      }
    });

    it('1.4.4: at twice the text size nothing is cut off', async () => {
      for (const layout of layouts) {
        for (const [width, height] of [[1280, 800], ...small] as const) {
          await ask({ layout, language: 'de' }, width, height);
          await page.read(`document.documentElement.style.fontSize = '200%';`);
          assert.deepEqual(await measure('return cut(region);'), [], `${layout} ${width}`);
          assert.equal(await measure('return controls(region).every(reachable);'), true);
        }
      }
      await ask({ language: 'de' }, 640, 400);
      await page.read(`document.documentElement.style.fontSize = '200%';`);
      await openSettings();
      assert.deepEqual(await measure('return cut(settings);'), []);
      assert.equal(await measure('return controls(settings).every(reachable);'), true);
    });

    it('1.4.10: at 200 % and 400 % zoom nothing scrolls sideways, and all is in reach', async () => {
      for (const [width, height] of small) {
        for (const layout of layouts) {
          await ask({ layout, language: 'fi' }, width, height);
          const aside = 'document.scrollingElement.scrollWidth > innerWidth';
          assert.equal(await measure(`return ${aside};`), false);
          assert.deepEqual(await measure('return cut(region);'), [], `${layout} ${width}`);
          assert.equal(await measure('return controls(region).every(reachable);'), true);
        }
        await openSettings();
        assert.deepEqual(await measure('return cut(settings);'), [], `settings ${width}`);
        assert.equal(await measure('return controls(settings).every(reachable);'), true);
      }
    });

    it('on a phone of 320 x 568 all buttons show at once, in every language and layout', async () => {
      const missing: string[] = [];
      for (const layout of layouts) {
        for (const language of languages) {
          await ask({ layout, language }, 320, 568);
          const [inside, cut, hidden_px, alike] = await measure<
            [boolean, readonly string[], number, boolean]
          >(`
            const boxes = controls(region).map((one) => one.getBoundingClientRect());
            const text = region.querySelector('p').parentElement;
            return [
              boxes.length === 3 && boxes.every(({ top, bottom }) => top >= 0 && bottom <= innerHeight),
              cut(region),
              text.scrollHeight - text.clientHeight,
              new Set(boxes.map(({ width, height }) => Math.round(width) + ' ' + Math.round(height))).size === 1,
            ];`);
          const fault = [...cut, inside ? '' : 'out of sight', alike ? '' : 'unequal'].join('');
          // The machine's Firefox has a far wider font than phones have: there the text may scroll.
          if (fault || (name === 'chromium' && hidden_px > 1))
            missing.push(`${layout}, ${language}: ${fault} ${hidden_px}`);
        }
      }
      assert.deepEqual(missing, []);
    });

    it('1.4.12: with the spacing of text that a visitor may set, nothing is cut off', async () => {
      const spacing = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`;
      for (const language of telling) {
        await ask({ language }, 360, 640);
        await openSettings();
        for (const root of ['banner', 'settings']) {
          await page.read(`const sheet = new CSSStyleSheet(); sheet.replaceSync(\`${spacing}\`);
            ${root}.adoptedStyleSheets = [...${root}.adoptedStyleSheets, sheet];`);
        }
        assert.deepEqual(await measure('return [...cut(region), ...cut(settings)];'), [], language);
      }
    });

    it('2.4.3: the focus goes through both layers in the order in which they are read', async () => {
      for (const language of ['en', 'ar']) {
        await ask({ language });
        await page.tabTo('accept_all', 4);
        await page.tabTo('reject_all', 1);
        await page.tabTo('choose', 1);
        await openSettings();
        await page.tabTo('accept_all', 60);
        await page.tabTo('reject_all', 1);
        await page.tabTo('save', 1);
      }
    });

    it('2.4.7: what has the focus shows it, in both layers', async () => {
      await ask();
      const outlined = `return parseFloat(style(focused()).outlineWidth) >= 2 &&
        style(focused()).outlineStyle !== 'none';`;
      await page.visitor.press('Tab');
      for (const _ of [1, 2, 3, 4]) {
        assert.equal(await measure(outlined), true, await page.focus());
        await page.visitor.press('Tab');
      }
      await openSettings();
      await page.visitor.press('Tab');
      for (let presses = 0; presses < 12; presses++) {
        assert.equal(
          await measure(`return focused() === document.body || (() => { ${outlined} })();`),
          true,
          await page.focus(),
        );
        await page.visitor.press('Tab');
      }
    });

    it('2.4.11: the banner never covers what has the focus in the page', async () => {
      const covered = `(() => {
        const one = focused().getBoundingClientRect();
        const over = region.getBoundingClientRect();
        return one.top >= over.top && one.bottom <= over.bottom &&
          one.left >= over.left && one.right <= over.right; })()`;
      for (const layout of ['box', 'bar'] as const) {
        for (const [width, height] of [[1280, 800], ...small] as const) {
          // With what a site has fixed to its foot, where the window has room for both.
          const hasFoot = height > 600;
          await ask({ layout, page: hasFoot ? 'foot' : 'page' }, width, height);
          await page.tabTo('skip', 6);
          // Not beyond the last: Firefox then tells a page that nobody looks at of no focus.
          for (let stops = 0; stops < 8; stops++) {
            for (const _ of [1, 2, 3, 4]) await page.visitor.press('Tab');
            await page.until(`!${covered}`);
          }
          assert.equal(await page.focus(), 'settings');
          if (!hasFoot) continue;
          await page.visitor.press('Tab');
          assert.equal(await page.focus(), 'foot');
          await page.until(`!${covered}`);
        }
      }
    });

    it('2.5.8: targets are 24 by 24 CSS pixels at least, buttons 44 high', async () => {
      for (const [width, height] of [
        [1280, 800],
        [320, 256],
      ] as const) {
        await ask({}, width, height);
        await openSettings();
        const few =
          await measure(`return [...controls(banner), ...controls(settings)].filter((one) => {
          const { width, height } = one.getBoundingClientRect();
          return width < 24 || height < (one.localName === 'button' ? 44 : 24);
        }).map((one) => one.outerHTML.slice(0, 60));`);
        assert.deepEqual(few, []);
      }
    });

    it('3.1.2: both layers say their language and its direction, also in a page of another', async () => {
      for (const language of telling) {
        await ask({ language });
        await openSettings();
        const said = `return [region.closest('[lang]'), settings.querySelector('dialog')]
          .map((one) => one.lang + ' ' + style(one).direction);`;
        const expected = `${language} ${wordsOf(language).direction}`;
        assert.deepEqual(await measure(said), [expected, expected]);
      }
    });

    it('4.1.2: both layers, each switch and each button have a role and a name', async () => {
      const words = wordsOf('nl');
      await ask({ language: 'nl' });
      await openSettings();
      const [region, dialog, switches, buttons] = await measure<readonly string[][]>(`
        const dialog = settings.querySelector('dialog');
        return [
          [region.localName, region.getAttribute('aria-label')],
          [settings.getElementById(dialog.getAttribute('aria-labelledby')).textContent],
          [...settings.querySelectorAll('section > .head [role=switch]')].map((one) => one.getAttribute('aria-label')),
          [...controls(region)].map((one) => one.textContent),
        ];`);
      const { functional, analytical, advertising, social } = words.categories;
      const { accept_all, reject_all, choose } = words.banner;
      assert.deepEqual(region, ['section', words.banner.region]);
      assert.deepEqual(dialog, [words.settings.title]);
      assert.deepEqual(
        switches,
        [functional, analytical, advertising, social].map((one) => one.name),
      );
      assert.deepEqual(buttons, [accept_all, reject_all, choose]);
    });

    it('4.1.3: what was saved is said in a status region that was there before, without focus', async () => {
      for (const layout of layouts) {
        await ask({ layout });
        const status = `banner.querySelector('[role=status]')`;
        assert.equal(await measure(`return shown(${status}) && ${status}.textContent;`), '');
        await page.click('reject_all');
        await page.until(`${status}.textContent !== '' && !shown(region)`);
        assert.equal(await measure(`return !!focused()?.closest('[role=status]');`), false);
        await page.read(`document.cookie = 'cookie_consent_set=; Max-Age=0; Path=/';`);
      }
    });
  });
}
