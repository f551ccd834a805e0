// SPDX-License-Identifier: MIT
/** The banner and the way back outlive the page's body, and helpers that answer for the visitor find both layers. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Engine, EngineName } from '../matrix/engines/engine.ts';
import { launchers } from '../matrix/engines/launch.ts';
import { wordsOf } from '../visitor.ts';
import { AskedPage } from './asked-page.ts';
import { type Layout, languages, layouts, openStage, type SmallStage } from './stage.ts';

/** What single-page applications and page-swapping libraries do to a body. */
const replacements: Readonly<Record<string, string>> = {
  'document.body = another': `const body = document.createElement('body');
    body.innerHTML = '<h1>next</h1>'; document.body = body;`,
  'body.outerHTML = ...': `document.body.outerHTML = '<body><h1>next</h1></body>';`,
  'body.innerHTML = ...': `document.body.innerHTML = '<h1>next</h1>';`,
  'body.replaceWith(another)': `const body = document.body.cloneNode(true);
    for (const one of body.querySelectorAll('akkoord-banner')) one.remove();
    document.body.replaceWith(body);`,
  'documentElement.replaceChildren(...)': `const head = document.createElement('head');
    const body = document.createElement('body'); body.innerHTML = '<h1>next</h1>';
    document.documentElement.replaceChildren(head, body);`,
  'document.replaceChild(another, documentElement)': `const html = document.createElement('html');
    html.lang = 'en'; html.append(document.createElement('head'), document.createElement('body'));
    document.replaceChild(html, document.documentElement);`,
};

/** Selectors as docs/consent-helpers.md lists them: host, then within its shadow root. */
const rejectInBanner = ['akkoord-banner', '#reject_all'] as const;
const rejectInSettings = ['akkoord-settings', '#reject_all'] as const;

let stage: SmallStage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

for (const name of ['chromium', 'firefox'] satisfies EngineName[]) {
  describe(`in ${name}`, () => {
    let engine: Engine;
    let page: AskedPage;
    before(async () => {
      engine = await launchers[name](stage.port);
      page = new AskedPage(await engine.visitor());
      await page.visitor.resize(1280, 800);
    });
    after(() => engine?.close());

    for (const [what, act] of Object.entries(replacements)) {
      it(`the question and the way back outlive ${what}`, async () => {
        for (const layout of ['box', 'dialog'] as const) {
          await page.openAnew(stage.address({ layout }));
          for (const _ of [1, 2]) {
            await page.read(`window.former = document.body; ${act}`);
            await page.until('!!banner && shown(region)');
            const first = 'document.body.firstElementChild.localName';
            assert.equal(await page.read(`return ${first};`), 'akkoord-banner');
          }
          if (layout === 'dialog') {
            assert.equal(await page.read(`return region.matches(':modal');`), true);
          }
          await page.click('reject_all');
          await page.until(`shown(banner.getElementById('reopen')) && !shown(region)`);
          assert.equal((await page.state()).asked, true);

          await page.read(act);
          await page.until(`shown(banner?.getElementById('reopen'))`);
          assert.equal(
            await page.read(`return banner.querySelectorAll('[role=status]').length;`),
            1,
          );
          await page.click('reopen');
          await page.untilSettings();
        }
      });
    }

    it('two who insist on the first place do not stop the page', async () => {
      await page.openAnew(stage.address());
      await page.read(`new MutationObserver(() => {
        document.querySelector('akkoord-banner')?.remove();
      }).observe(document.body, { childList: true });
      document.body.append('x');`);
      await page.read('await new Promise(requestAnimationFrame);');
    });

    /** As a helper's rule goes from a host into its shadow root. */
    const clicked = (layer: readonly [string, string]): Promise<boolean> =>
      page.read(`const one = document.querySelector('${layer[0]}')?.shadowRoot?.querySelector('${layer[1]}');
        const visible = one?.offsetParent !== null && one?.getClientRects().length > 0;
        if (visible) one.click();
        return visible;`);

    it('consent helpers reject in the first layer by the documented selectors', async () => {
      for (const layout of layouts) {
        await page.openAnew(stage.address({ layout }));
        assert.equal(await clicked(rejectInBanner), true);
        await page.until('window.akkoord.state().asked && !shown(region)');
        const { choice } = await page.state();
        assert.ok(!Object.values(choice).includes(true));
      }
    });

    it('consent helpers reject in the settings, and read there what is ticked', async () => {
      await page.openAnew(stage.address());
      assert.equal(await clicked(['akkoord-banner', '#choose']), true);
      await page.untilSettings();
      const switches = `[...settings.querySelectorAll('section > .head > [role=switch]')]`;
      const [count, ticked] = await page.read<[number, number]>(
        `return [${switches}.length, ${switches}.filter((one) => one.checked).length];`,
      );
      assert.deepEqual([count, ticked], [4, 0]);
      assert.equal(await clicked(rejectInSettings), true);
      await page.until('window.akkoord.state().asked && !settings');
    });

    it('a page\u2019s own helper rejects by the page API', async () => {
      await page.openAnew(stage.address());
      await page.read('await window.akkoord.rejectAll();');
      assert.equal((await page.state()).asked, true);
    });

    it('it shows to automated browsers, in the words by which helpers know a banner', async () => {
      assert.equal(await page.read('return navigator.webdriver;'), true);
      await page.openAnew(stage.address());
      for (const language of languages) {
        const layout: Layout = 'box';
        await page.open(stage.address({ layout, language }));
        await page.untilAsked();
        const { title, reject_all } = wordsOf(language).banner;
        const shown = `[region.querySelector('h2').textContent, banner.getElementById('reject_all').textContent]`;
        assert.deepEqual(await page.read(`return ${shown};`), [title, reject_all]);
      }
    });
  });
}
