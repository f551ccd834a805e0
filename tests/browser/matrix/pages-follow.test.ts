// SPDX-License-Identifier: MIT
/**
 * Pages follow the records, in each engine: other tabs, a page on the way back, one fetched ahead, a page
 * that changes its address by itself; and a visitor loses nothing that they were in the middle of.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { type Engine, type EngineVisitor, engineNames } from './engines/engine.ts';
import { launchers } from './engines/launch.ts';
import { compileInstalls, type Installs } from './installs.ts';
import { vendorHost } from './policy.ts';
import { type Content, type SmallWeb, startSmallWeb } from './small-web.ts';
import { untilPage } from './until-page.ts';
import { vendorPolicy } from './vendor-policy.ts';

const from = (category: string, path: string): string => `http://${vendorHost(category)}${path}`;

const tags = `<script>var ran = [];</script>
<script src="${from('analytical', '/analytical.js')}"></script>
<script src="${from('advertising', '/advertising.js')}"></script>\n`;

/** A second of silence. */
function silence(): string {
  const samples = Buffer.alloc(8000, 0x80);
  const head = Buffer.from('RIFF    WAVEfmt                     data    ', 'latin1');
  head.writeUInt32LE(36 + samples.length, 4);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20); // PCM
  head.writeUInt16LE(1, 22); // mono
  head.writeUInt32LE(8000, 24); // samples a second
  head.writeUInt32LE(8000, 28); // bytes a second
  head.writeUInt16LE(1, 32); // bytes a sample
  head.writeUInt16LE(8, 34); // bits a sample
  head.writeUInt32LE(samples.length, 40);
  return `data:audio/wav;base64,${Buffer.concat([head, samples]).toString('base64')}`;
}

const body = `<h1>Clinic</h1>
<button id="statistics" onclick="akkoord.accept(['analytical'])">Statistics</button>
<button id="withdraw" onclick="akkoord.withdraw()">Withdraw</button>
<form><label><input type="checkbox" id="tick"> I have a question</label></form>
<audio id="sound" loop src="${silence()}"></audio>
<button id="play" onclick="document.querySelector('#sound').play().catch(() => {})">Play</button>
<dialog id="dialog"><button id="inside" onclick="akkoord.accept(['analytical'])">Statistics</button></dialog>
<button id="ask" onclick="document.querySelector('#dialog').showModal()">Ask</button>\n`;

const rules =
  '<script type="speculationrules">{ "prefetch": [{ "urls": ["visit"], "eagerness": "immediate" }] }</script>\n';

const page = { head: tags, body };
const content: Content = {
  pages: {
    ...{ visit: page, answered: page, private: page },
    other: { body },
    ahead: { head: rules, body: `${body}<a id="on" href="visit">On</a>` },
  },
  scripts: {
    '/analytical.js': "ran.push('analytical');",
    '/advertising.js': "ran.push('advertising');",
  },
};

let installs: Installs;
before(async () => {
  const folder = `out/browser-tests/pages-follow-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  installs = await compileInstalls(folder, vendorPolicy);
});

const isReady = "!window.left && document.readyState === 'complete' && !!window.akkoord?.state";

/** Waits until the page at hand, which was marked, has given way to another. */
function untilLoadedAgain(visitor: EngineVisitor): Promise<void> {
  return untilPage(visitor, isReady);
}

async function mark(visitor: EngineVisitor): Promise<void> {
  await visitor.evaluate('window.left = true; return true;');
}

function ran(visitor: EngineVisitor): Promise<readonly string[]> {
  return visitor.evaluate<string[]>('return ran;');
}

/** What was chosen, once the records say so. */
async function untilChosen(visitor: EngineVisitor, category: string): Promise<void> {
  await untilPage(visitor, `akkoord.state().choice.${category} === true`);
}

for (const name of engineNames) {
  for (const install of ['header', 'snippet'] as const) {
    describe(`in ${name}, with the ${install},`, () => {
      let web: SmallWeb;
      let engine: Engine;
      let visitor: EngineVisitor;
      before(async () => {
        web = await startSmallWeb(installs, content);
        engine = await launchers[name](web.port);
      });
      after(async () => {
        await engine?.close();
        await web.close();
      });

      /** Opens a page and waits until Akkoord is there. */
      const open = async (at: EngineVisitor, page: string): Promise<void> => {
        await at.open(web.address(install, page));
        await untilPage(at, isReady);
      };
      /** A test with a visitor of its own. */
      const visit = (what: string, test: () => Promise<void>): void => {
        it(what, async () => {
          visitor = await engine.visitor();
          web.forget();
          try {
            await test();
          } finally {
            await visitor.close();
          }
        });
      };

      visit('a grant in one tab loads the other again, once', async () => {
        await open(visitor, 'visit');
        const tab = await visitor.tab();
        await open(tab, 'visit');
        await Promise.all([mark(visitor), mark(tab)]);
        web.forget();
        await tab.click('#statistics');
        await Promise.all([untilLoadedAgain(tab), untilLoadedAgain(visitor)]);
        await web.untilQuiet();
        assert.deepEqual(await ran(visitor), ['analytical']);
        assert.deepEqual(await ran(tab), ['analytical']);
        assert.equal(web.pageViews(), 2);
      });

      visit(
        'a grant that is told of before its records are there loads the page again',
        async () => {
          await open(visitor, 'visit');
          await mark(visitor);
          await visitor.click('#statistics');
          await untilLoadedAgain(visitor);
          const tab = await visitor.tab();
          await tab.open(web.address('none', 'other'));
          const records = await tab.evaluate<string>(
            `const records = document.cookie.match(/cookie_consent_[^;]+/g);
          for (const record of records) document.cookie = record.split('=')[0] + '=; path=/; domain=clinic-lab.test; max-age=0';
          return records.join(';');`,
          );
          await open(visitor, 'visit');
          assert.deepEqual(await ran(visitor), []);
          await mark(visitor);
          await tab.evaluate(
            `new BroadcastChannel('akkoord').postMessage(0);
          await new Promise((resolve) => setTimeout(resolve, 50));
          for (const record of '${records}'.split(';')) document.cookie = record + '; path=/; domain=clinic-lab.test';
          return true;`,
          );
          await untilLoadedAgain(visitor);
          assert.deepEqual(await ran(visitor), ['analytical']);
        },
      );

      visit('a withdrawal in one tab ends what runs in the other', async () => {
        await open(visitor, 'visit');
        await mark(visitor);
        await visitor.click('#statistics');
        await untilLoadedAgain(visitor);
        const tab = await visitor.tab();
        await open(tab, 'visit');
        assert.deepEqual(await ran(tab), ['analytical']);
        await Promise.all([mark(visitor), mark(tab)]);
        web.forget();
        await tab.click('#withdraw');
        await Promise.all([untilLoadedAgain(tab), untilLoadedAgain(visitor)]);
        await web.untilQuiet();
        assert.deepEqual([...(await ran(visitor)), ...(await ran(tab))], []);
        assert.equal(web.pageViews(), 2);
      });

      visit('a page on the way back runs what was granted meanwhile', async () => {
        await open(visitor, 'visit');
        await open(visitor, 'other');
        await mark(visitor);
        await visitor.click('#statistics');
        await untilLoadedAgain(visitor);
        web.forget();
        await visitor.evaluate(
          'window.left = true; setTimeout(() => history.back()); return true;',
        );
        await web.until(() => web.vendors().length > 0, 'no vendor was asked');
        await untilPage(visitor, `${isReady} && ran.join() === 'analytical'`);
      });

      visit('a page on the way back runs nothing that was withdrawn meanwhile', async () => {
        await open(visitor, 'visit');
        await mark(visitor);
        await visitor.click('#statistics');
        await untilLoadedAgain(visitor);
        assert.deepEqual(await ran(visitor), ['analytical']);
        await open(visitor, 'other');
        await mark(visitor);
        await visitor.click('#withdraw');
        await untilLoadedAgain(visitor);
        web.forget();
        await visitor.evaluate(
          'window.left = true; setTimeout(() => history.back()); return true;',
        );
        await untilPage(visitor, `${isReady} && !!window.ran && ran.length === 0`);
        await web.untilQuiet();
        const held = web.vendors().filter(() => name !== 'firefox' || install !== 'snippet');
        assert.deepEqual(held, []);
      });

      visit('what was filled in stays, and the next page runs what was granted', async () => {
        await open(visitor, 'visit');
        await visitor.click('#tick');
        web.forget();
        await visitor.click('#statistics');
        await untilChosen(visitor, 'analytical');
        await web.untilQuiet();
        assert.equal(web.pageViews(), 0);
        assert.equal(
          await visitor.evaluate("return document.querySelector('#tick').checked;"),
          true,
        );
        assert.deepEqual(await ran(visitor), []);
        await open(visitor, 'visit');
        assert.deepEqual(await ran(visitor), ['analytical']);
      });

      visit('what plays goes on playing', async () => {
        await open(visitor, 'visit');
        await visitor.click('#play');
        await untilPage(visitor, "!document.querySelector('#sound').paused");
        web.forget();
        await visitor.click('#statistics');
        await untilChosen(visitor, 'analytical');
        await web.untilQuiet();
        assert.equal(web.pageViews(), 0);
      });

      visit('an open dialog stays open', async () => {
        await open(visitor, 'visit');
        await visitor.click('#ask');
        web.forget();
        await visitor.click('#inside');
        await untilChosen(visitor, 'analytical');
        await web.untilQuiet();
        assert.equal(web.pageViews(), 0);
        assert.equal(
          await visitor.evaluate("return document.querySelector('#dialog').open;"),
          true,
        );
      });

      visit('a route of the policy waits for the next page', async () => {
        await open(visitor, 'answered');
        web.forget();
        await visitor.click('#statistics');
        await untilChosen(visitor, 'analytical');
        await web.untilQuiet();
        assert.equal(web.pageViews(), 0);
        await open(visitor, 'answered');
        assert.deepEqual(await ran(visitor), ['analytical']);
      });

      visit('a page that changes its address holds what its new route holds', async () => {
        await open(visitor, 'visit');
        await mark(visitor);
        await visitor.evaluate('setTimeout(() => akkoord.acceptAll()); return true;');
        await untilLoadedAgain(visitor);
        assert.deepEqual(await ran(visitor), ['analytical', 'advertising']);
        web.forget();
        const asked = await visitor.evaluate<string>(
          `history.pushState({ step: 2 }, '', 'private?step=2');
          const ask = (url) => fetch(url, { mode: 'no-cors' }).then(() => 'left', () => 'held');
          return [
            location.pathname + location.search, history.state.step,
            await ask('${from('advertising', '/late.gif')}'), await ask('${from('analytical', '/late.gif')}'),
          ].join(' ');`,
        );
        assert.equal(asked, `/${install}/private?step=2 2 held left`);
        await visitor.evaluate(
          "addEventListener('popstate', () => { window.popped = true; }); history.back(); return true;",
        );
        await untilPage(
          visitor,
          `window.popped === true && location.pathname === '/${install}/visit'`,
        );
        assert.equal(web.pageViews(), 0);
      });

      if (name === 'chromium') {
        visit(
          'a page that was fetched ahead runs what was granted before it was shown',
          async () => {
            await open(visitor, 'ahead');
            await web.until(() => web.pageViews() > 1, 'the browser fetches nothing ahead');
            await web.untilQuiet();
            await visitor.click('#tick'); // so that the grant does not load this page again
            await visitor.click('#statistics');
            await untilChosen(visitor, 'analytical');
            await visitor.click('#on');
            await untilPage(visitor, `${isReady} && window.ran?.join() === 'analytical'`);
          },
        );
      }
    });
  }
}
