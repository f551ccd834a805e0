// SPDX-License-Identifier: MIT
/** Consent works whatever becomes of the collector: nothing waits for it, and what it missed it gets later, once. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launchChromium } from '../matrix/engines/chromium.ts';
import type { Engine, EngineVisitor } from '../matrix/engines/engine.ts';
import type { Content } from '../matrix/small-web.ts';
import { untilPage } from '../matrix/until-page.ts';
import {
  type Door,
  eventsWaiting,
  makeDue,
  openToldSite,
  press,
  recordId,
  soon,
  type ToldSite,
  untilAsked,
  untilNothingWaits,
  untilReady,
  waitingIn,
} from './told-site.ts';

/** Fills the storage to its last byte, under names that the guard lets through. */
const fill = `for (let size = 1 << 20, tries = 0; size && tries < 200; tries++)
  try { localStorage.setItem('akkoord' + tries, 'x'.repeat(size)); } catch { size >>= 1; }`;
const content: Content = {
  pages: {
    visit: {},
    other: {},
    strict: { headers: { 'Content-Security-Policy': "connect-src 'none'" } },
  },
};

let site: ToldSite;
let engine: Engine;
let visitor: EngineVisitor;
before(async () => {
  site = await openToldSite(content);
  engine = await launchChromium(site.web.port);
});
after(async () => {
  await engine?.close();
  await site?.close();
});

async function arrive(page = 'other'): Promise<void> {
  await visitor.open(site.web.address('snippet', page));
  await untilReady(visitor);
}

async function first(page = 'visit', door: Door = 'open'): Promise<void> {
  await visitor?.close();
  site.forget();
  site.door = door;
  visitor = await engine.visitor();
  await arrive(page);
  await untilAsked(visitor);
}

/** Accepts, and sees the page load again at once. */
async function accept(): Promise<string> {
  const views = site.web.pageViews();
  await press(visitor, 'accept_all');
  await site.web.until(() => site.web.pageViews() > views, 'no reload');
  await untilReady(visitor);
  const id = await recordId(visitor);
  assert.ok(id, 'the choice does not hold');
  return id;
}

const troubles: Readonly<Record<string, Door>> = {
  'is gone': 'gone',
  'does not answer': 'silent',
  'is too busy': { status: 503, after: '1' },
  'has had enough of this site': { status: 429, after: '1' },
  'is not there, says a page': { status: 404, type: 'text/html' },
  'is a server that answers all with a page': { status: 200, type: 'text/html' },
};

describe('where the collector', () => {
  for (const [trouble, door] of Object.entries(troubles)) {
    it(`${trouble}, the choice holds at once and is told later, once`, async () => {
      await first('visit', door);
      const id = await accept();
      await site.untilTold('/events', 1);
      site.door = 'open';
      // What is being answered at this moment may still be written down.
      for (let wait = 0; wait < 100 && (await eventsWaiting(visitor)).length !== 1; ++wait)
        await soon();
      await makeDue(visitor);
      await arrive();
      const [event] = await site.untilTold('/events', 1, 204);
      assert.equal(event?.body['id'], id);
      await untilPage(
        visitor,
        "!localStorage.getItem('akkoord_tell').includes(akkoord.state().record.id)",
      );
      // The page that left may not have heard the answer: the one that comes asks again, and is told the same.
      assert.ok(site.toldTo('/events', 204).length <= 2);
    });
  }

  it('is refused by a policy of the site, the choice holds all the same', async () => {
    await first('strict');
    await accept();
    assert.deepEqual(site.toldTo('/events'), []);
    assert.equal((await eventsWaiting(visitor)).length, 1);
  });

  it('will never take an event, that is dropped', async () => {
    await first();
    const id = await accept();
    await site.untilTold('/events', 1, 204);
    // A page that still sends would take the next along, and leave before the answer.
    await makeDue(visitor);
    await arrive();
    await untilNothingWaits(visitor);
    await visitor.evaluate(`const event = { issued_s: Date.now() / 1000 | 0, id: '${id}', text_hash: 'x', colour: 'red' };
      const events = [{ at_ms: 0, tries: 0, v: '', event }];
      localStorage.setItem('akkoord_tell', '0 ' + JSON.stringify({ events }));`);
    await arrive();
    await site.untilTold('/events', 1, 400);
    await untilPage(visitor, "!localStorage.getItem('akkoord_tell')");
  });

  it('stays away for long, no more waits than a few', async () => {
    await first('visit', 'gone');
    await visitor.evaluate(
      'for (let choices = 0; choices < 20; choices++) await akkoord.rejectAll();',
    );
    assert.equal((await eventsWaiting(visitor)).length, 16);
  });
});

describe('where the browser', () => {
  it('has no room to keep a choice, it is sent once at least', async () => {
    await first();
    await visitor.evaluate(fill);
    await untilPage(
      visitor,
      "performance.getEntriesByType('resource').some(({ name }) => /tell/.test(name))",
    );
    const id = await accept();
    const [event] = await site.untilTold('/events', 1, 204);
    assert.equal(event?.body['id'], id);
  });

  it('has what somebody else wrote there, it is passed over', async () => {
    await first();
    await visitor.evaluate("localStorage.setItem('akkoord_tell', '0 {\"events\":7}');");
    const id = await accept();
    const [event] = await site.untilTold('/events', 1, 204);
    assert.equal(event?.body['id'], id);
  });

  it('has two tabs, each choice is sent by one of them', async () => {
    await first('visit', 'gone');
    await accept();
    site.door = 'open';
    for (let wait = 0; wait < 100 && (await eventsWaiting(visitor)).length !== 1; ++wait)
      await soon();
    await makeDue(visitor);
    const tab = await visitor.tab();
    await Promise.all([
      visitor.open(site.web.address('snippet', 'other')),
      tab.open(site.web.address('snippet', 'other')),
    ]);
    await site.untilTold('/events', 1, 204);
    await site.web.untilQuiet(500);
    assert.equal(site.toldTo('/events', 204).length, 1);
    await tab.close();
  });
});

describe('a page that only observes', () => {
  it('tells nothing', async () => {
    const observed = await openToldSite(content, { enforcement: 'observe' });
    const other = await launchChromium(observed.web.port);
    try {
      const one = await other.visitor();
      await one.open(observed.web.address('snippet', 'visit'));
      await untilReady(one);
      await observed.web.untilQuiet(500);
      assert.deepEqual(observed.told, []);
      assert.equal(await waitingIn(one), null);
    } finally {
      await other.close();
      await observed.close();
    }
  });
});
