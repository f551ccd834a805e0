// SPDX-License-Identifier: MIT
/** Pages that Chromium renders before a visitor goes there: held meanwhile, and shown by the records of then. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { launchPlainChromium, type PlainChromium } from './engines/plain-chromium.ts';
import { compileInstalls, type Install, type Installs } from './installs.ts';
import { vendorHost } from './policy.ts';
import { type Content, type SmallWeb, startSmallWeb } from './small-web.ts';
import { untilPage } from './until-page.ts';
import { vendorPolicy } from './vendor-policy.ts';

const rules =
  '<script type="speculationrules">{ "prerender": [{ "urls": ["visit"], "eagerness": "immediate" }] }</script>\n';
const tags = `<script>var ran = []; var wasAhead = document.prerendering;</script>
<script src="http://${vendorHost('analytical')}/analytical.js"></script>\n`;
const content: Content = {
  pages: {
    visit: { head: tags, body: '<p>Here</p>' },
    ahead: { head: rules, body: '<a id="on" href="visit">On</a>' },
  },
  scripts: { '/analytical.js': "ran.push('analytical');" },
};
const isReady = "document.readyState === 'complete' && !!window.akkoord?.state";

let installs: Installs;
before(async () => {
  const folder = `out/browser-tests/rendered-ahead-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const policy = { ...(JSON.parse(vendorPolicy) as object), on_grant: 'next-page' };
  installs = await compileInstalls(folder, JSON.stringify(policy));
});

describe('a page that was rendered ahead', () => {
  let web: SmallWeb;
  let browser: PlainChromium;
  before(async () => {
    web = await startSmallWeb(installs, content);
    browser = await launchPlainChromium(web.port);
  });
  after(async () => {
    await browser?.close();
    await web?.close();
  });

  for (const install of ['header', 'snippet', 'tag'] satisfies Install[]) {
    it(`asks nobody, and runs what was granted before it was shown (${install})`, async () => {
      web.forget();
      await browser.open(web.address(install, 'ahead'));
      await web.until(() => web.pageViews() > 1, 'nothing is rendered ahead');
      await web.untilQuiet();
      const asked = web.vendors().filter(({ host }) => host === vendorHost('analytical'));
      assert.deepEqual(asked, []);
      await untilPage(browser, isReady);
      await browser.evaluate("await akkoord.accept(['analytical']);");
      await web.untilQuiet();
      await browser.evaluate("document.querySelector('#on').click();");
      await untilPage(browser, `${isReady} && window.ran?.join() === 'analytical'`);
      await browser.evaluate('await akkoord.withdraw();');
    });

    it(`is shown as it was rendered where the choice is as before (${install})`, async () => {
      let came = '';
      // A browser short of time may give up what it renders ahead: then the page comes as others do.
      for (let visit = 0; visit < 3 && came !== 'rendered ahead'; ++visit) {
        web.forget();
        await browser.open(web.address(install, 'ahead'));
        await web.until(() => web.pageViews() > 1, 'nothing is rendered ahead');
        await web.untilQuiet();
        await untilPage(browser, isReady);
        await browser.evaluate("document.querySelector('#on').click();");
        await untilPage(browser, `${isReady} && 'ran' in window && !document.prerendering`);
        came = await browser.evaluate<string>(
          "return wasAhead ? 'rendered ahead' : performance.getEntriesByType('navigation')[0].type;",
        );
        assert.notEqual(came, 'reload');
      }
      assert.equal(came, 'rendered ahead');
      assert.deepEqual(await browser.evaluate('return ran;'), []);
    });
  }
});
