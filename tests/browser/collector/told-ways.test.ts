// SPDX-License-Identifier: MIT
/** What a choice says by where it was made and what it follows; and what else goes to the collector, and when. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launchChromium } from '../matrix/engines/chromium.ts';
import type { Engine, EngineVisitor } from '../matrix/engines/engine.ts';
import { undeclaredHost, vendorHost } from '../matrix/policy.ts';
import type { Content } from '../matrix/small-web.ts';
import { untilPage } from '../matrix/until-page.ts';
import {
  makeDue,
  openToldSite,
  press,
  recordId,
  type ToldSite,
  untilAsked,
  untilReady,
  waitingIn,
} from './told-site.ts';

const frame = `<iframe src="http://${vendorHost('functional')}/map.html" width="400" height="300"></iframe>\n`;
const unknown = `<img src="http://${undeclaredHost}/x.gif"><img src="http://203.0.113.7/x.gif">\n`;
const content: Content = {
  pages: { visit: {}, other: {}, embed: { body: frame }, strange: { body: unknown } },
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

async function arrive(page = 'visit'): Promise<void> {
  await visitor.open(site.web.address('snippet', page));
  await untilReady(visitor);
}

async function first(page = 'visit'): Promise<void> {
  await visitor?.close();
  site.forget();
  visitor = await engine.visitor();
  await arrive(page);
  await untilAsked(visitor);
}

/** Does what loads the page again. */
async function reloading(act: () => Promise<unknown>): Promise<void> {
  const views = site.web.pageViews();
  await act();
  await site.web.until(() => site.web.pageViews() > views, 'no reload');
  await untilReady(visitor);
}

/** Grants all by the settings, with or without the tick for sensitive pages. */
async function saveInSettings(isTicked: boolean): Promise<void> {
  await visitor.evaluate('akkoord.open()');
  await untilPage(visitor, "!!document.querySelector('akkoord-settings')");
  await visitor.evaluate(`const root = document.querySelector('akkoord-settings').shadowRoot;
    root.querySelector('.tick input').checked = ${isTicked};
    root.querySelector('[aria-label="Lab social"]').click();`);
  await reloading(() => press(visitor, isTicked ? 'accept_all' : 'save', 'settings'));
}

describe('an event', () => {
  it('of the settings follows the one before, and names the services chosen apart', async () => {
    await first();
    await reloading(() => press(visitor, 'accept_all'));
    const [before] = await site.untilTold('/events', 1, 204);
    await visitor.evaluate('akkoord.open()');
    await untilPage(visitor, "!!document.querySelector('akkoord-settings')");
    await visitor.evaluate(`const root = document.querySelector('akkoord-settings').shadowRoot;
      root.querySelector('[aria-label="Lab social"]').click();
      root.querySelector('[aria-label="Advertising"]').click();`);
    await reloading(() => press(visitor, 'save', 'settings'));
    const [, event] = await site.untilTold('/events', 2, 204);
    const { id, previous_id, method, layer, choice, services } = event?.body ?? {};
    assert.deepEqual(
      { id, previous_id, method, layer, choice, services },
      {
        ...{ id: await recordId(visitor), previous_id: before?.body['id'] },
        ...{ method: 'settings', layer: 2, services: {} },
        choice: { functional: true, analytical: true, advertising: false, social: false },
      },
    );
  });

  // GDPR 9(2)(a): consent for pages that tell of health is explicit, and so it is proved.
  it('holds on sensitive pages where the visitor has ticked that', async () => {
    await first();
    await saveInSettings(true);
    const [event] = await site.untilTold('/events', 1, 204);
    assert.equal(event?.body['sensitive'], true);
    const { out } = site.installation.run('prove', `${await recordId(visitor)}`);
    assert.match(out, /"akkoord:sensitive": ?true/);
    assert.match(out, /"eu-gdpr:A9-2-a"/);
    await saveInSettings(false);
    const [, next] = await site.untilTold('/events', 2, 204);
    assert.equal(next?.body['sensitive'], undefined);
  });

  it('of a withdrawal closes the chain, and ends cookies that no page can', async () => {
    await first();
    await reloading(() => press(visitor, 'accept_all'));
    const [consent] = await site.untilTold('/events', 1, 204);
    await reloading(() => visitor.evaluate('akkoord.withdraw()'));
    const [, event] = await site.untilTold('/events', 2, 204);
    const { id, previous_id, method, held } = event?.body ?? {};
    assert.deepEqual([previous_id, method, held], [consent?.body['id'], 'withdrawal', undefined]);
    assert.notEqual(id, consent?.body['id']);
    const [ended] = site.toldTo('/records', 204);
    assert.ok(ended, 'the records were not issued again before the reload');
    assert.deepEqual(await visitor.evaluate('return akkoord.state().undeletable;'), []);
  });

  it('of a placeholder says so', async () => {
    await first('embed');
    await untilPage(
      visitor,
      "!!document.querySelector('akkoord-embed')?.shadowRoot.querySelector('button')",
    );
    await reloading(() =>
      visitor.evaluate(`const all = document.querySelector('akkoord-embed').shadowRoot;
        [...all.querySelectorAll('button')].find((one) => /Always/.test(one.textContent)).click();`),
    );
    const [event] = await site.untilTold('/events', 1, 204);
    const { method, layer, services } = event?.body ?? {};
    assert.deepEqual([method, layer, services], ['embed', 0, { 'lab-functional': true }]);
  });

  it("of the page's own code is of no layer of ours", async () => {
    await first();
    await reloading(() => visitor.evaluate("akkoord.accept(['social'])"));
    const [event] = await site.untilTold('/events', 1, 204);
    assert.deepEqual([event?.body['method'], event?.body['layer']], ['banner', 0]);
  });

  it('names hosts that no service claims, and never an address', async () => {
    await first('strange');
    await reloading(() => press(visitor, 'accept_all'));
    const [event] = await site.untilTold('/events', 1, 204);
    assert.deepEqual(event?.body['unknown_hosts'], [undeclaredHost]);
    assert.ok(!JSON.stringify(event?.body).includes('203.0.113.7'));
  });
});

describe('the count of banners shown', () => {
  it('is told once a page view, without any id, and nothing is stored for it', async () => {
    await first();
    const [shown] = await site.untilTold('/shown', 1, 204);
    assert.deepEqual(Object.keys(shown?.body ?? {}).sort(), [
      ...['device', 'entry', 'jurisdiction', 'language', 'policy', 'revision', 'site', 'variant'],
    ]);
    assert.equal(shown?.body['entry'], true);
    assert.equal(shown?.cookies, '');
    assert.equal(await waitingIn(visitor), null);
    assert.deepEqual(await visitor.cookies(), []);
    await visitor.evaluate("location.href = 'other'");
    const [, second] = await site.untilTold('/shown', 2, 204);
    assert.equal(second?.body['entry'], false, 'a page of this site led here');
    assert.equal(site.told.length, 2);
  });

  it('is all that goes before a choice; a page that does not ask tells nothing', async () => {
    await first();
    await site.untilTold('/shown', 1, 204);
    assert.equal(site.told.length, 1);
    await press(visitor, 'reject_all');
    await site.untilTold('/records', 1, 204);
    site.forget();
    await arrive('other');
    await site.web.untilQuiet(500);
    assert.deepEqual(site.told, []);
  });
});

describe('the proof of a consent', () => {
  const offer = `document.querySelector('akkoord-settings').shadowRoot.querySelector('.receipt')`;

  it('is offered in the settings as a file, and to nobody who refused', async () => {
    await first();
    await reloading(() => press(visitor, 'accept_all'));
    await site.untilTold('/events', 1, 204);
    await visitor.evaluate('akkoord.open()');
    await untilPage(visitor, "!!document.querySelector('akkoord-settings')");
    // The log is signed once a second; until then the answer is 503.
    for (let asked = 1; !site.toldTo('/receipt', 200).length && asked < 10; ++asked) {
      await press(visitor, 'receipt', 'settings');
      await site.untilTold('/receipt', asked);
      await untilPage(visitor, `!!${offer}.querySelector('p').textContent`);
      await site.web.untilQuiet(500);
    }
    await untilPage(visitor, `/saved as a file/.test(${offer}.querySelector('p').textContent)`);

    await first();
    await press(visitor, 'reject_all');
    await site.untilTold('/events', 1, 204);
    await visitor.evaluate('akkoord.open()');
    await untilPage(visitor, "!!document.querySelector('akkoord-settings')");
    assert.equal(await visitor.evaluate(`return ${offer};`), null);
  });
});

describe('the records', () => {
  it('are issued again by the site once a day, as they are', async () => {
    await first();
    await press(visitor, 'reject_all');
    await site.untilTold('/records', 1, 204);
    const before = (await visitor.cookies()).map(({ name, value }) => `${name}=${value}`).sort();
    await arrive('other');
    await makeDue(visitor);
    await arrive('other');
    await site.untilTold('/records', 2, 204);
    await site.web.untilQuiet(500);
    const cookies = (await visitor.cookies()).map(({ name, value }) => `${name}=${value}`).sort();
    assert.deepEqual(cookies, before);
    assert.ok(before.length > 4);
    assert.equal(site.toldTo('/records').length, 2);
  });
});
