// SPDX-License-Identifier: MIT
/** A visitor's choice comes to the collector, in each engine, whatever the network does; and a reload takes none along. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Engine, type EngineVisitor, engineNames } from '../matrix/engines/engine.ts';
import { launchers } from '../matrix/engines/launch.ts';
import { vendorHost } from '../matrix/policy.ts';
import type { Content } from '../matrix/small-web.ts';
import {
  makeDue,
  openToldSite,
  press,
  recordId,
  type ToldSite,
  untilAsked,
  untilNothingWaits,
  untilReady,
  waitingIn,
} from './told-site.ts';

const tag = (category: string): string =>
  `<script src="http://${vendorHost(category)}/${category}.js"></script>\n`;
const visit = { head: tag('analytical') + tag('advertising') };
const content: Content = {
  pages: { visit, other: {} },
  scripts: { '/analytical.js': '', '/advertising.js': '' },
};

let site: ToldSite;
before(async () => {
  site = await openToldSite(content);
});
after(() => site.close());

/** What a receipt of the collector says of a consent. */
function proven(id: string): boolean {
  const { exitCode, out } = site.installation.run('prove', id);
  return exitCode === 0 && out.includes(id);
}

for (const name of engineNames) {
  describe(`in ${name}, a choice`, () => {
    let engine: Engine;
    let visitor: EngineVisitor;
    before(async () => {
      engine = await launchers[name](site.web.port);
    });
    after(() => engine?.close());

    const arrive = async (page = 'visit'): Promise<void> => {
      await visitor.open(site.web.address('snippet', page));
      await untilReady(visitor);
    };
    const first = async (): Promise<void> => {
      site.forget();
      visitor = await engine.visitor();
      await arrive();
      await untilAsked(visitor);
    };
    const afterReload = async (): Promise<void> => {
      await site.web.until(() => site.web.pageViews() > 1, 'no reload');
      await untilReady(visitor);
    };

    it('that grants comes to the collector once, and can be proven', async () => {
      await first();
      await press(visitor, 'accept_all');
      await afterReload();
      const [event] = await site.untilTold('/events', 1, 204);
      const id = await recordId(visitor);
      assert.equal(event?.body['id'], id);
      const { policy_hash, bundle_hash, text_hash, language, method, layer } = event?.body ?? {};
      assert.deepEqual(
        { policy_hash, bundle_hash, text_hash, language, method, layer },
        {
          policy_hash: site.hashOf('lab.json'),
          bundle_hash: site.hashOf('compiled/bundle.json'),
          text_hash: site.hashOf('compiled/en.json'),
          ...{ language: 'en', method: 'banner', layer: 1 },
        },
      );
      assert.deepEqual(event?.body['held'], { 'lab-analytical': 1, 'lab-advertising': 1 });
      assert.equal(event?.cookies, '', 'it is sent without cookies');
      assert.ok(proven(`${id}`));
      await arrive('other');
      assert.equal(site.toldTo('/events').length, 1);
      // The page that left may not have heard the answer: one that comes later asks again, and is told the same.
      await makeDue(visitor);
      await arrive('other');
      await untilNothingWaits(visitor);
      assert.ok(site.toldTo('/events', 204).length <= 2);
      await visitor.close();
    });

    it('that refuses is a count, and leaves no id behind', async () => {
      await first();
      await press(visitor, 'reject_all');
      const [event] = await site.untilTold('/events', 1, 204);
      const { previous_id, held, unknown_hosts, choice, id } = event?.body ?? {};
      assert.deepEqual([previous_id, held, unknown_hosts], [undefined, undefined, undefined]);
      assert.ok(!Object.values(choice as object).includes(true));
      // The page that left may not have heard the answer: one that comes later asks again, and forgets the id.
      await makeDue(visitor);
      await arrive('other');
      await untilNothingWaits(visitor);
      assert.equal(await recordId(visitor), undefined);
      assert.ok(!`${await waitingIn(visitor)}`.includes(`${id}`));
      assert.ok(!proven(`${id}`));
      await visitor.close();
    });

    it('that meets no network waits for the next page', async () => {
      await first();
      site.door = 'gone';
      await press(visitor, 'accept_all');
      await afterReload();
      await site.untilTold('/events', 1);
      const id = await recordId(visitor);
      assert.ok(id, 'the choice holds');
      site.door = 'open';
      await makeDue(visitor);
      await arrive('other');
      const [event] = await site.untilTold('/events', 1, 204);
      assert.equal(event?.body['id'], id);
      await visitor.close();
    });

    it('outlives the end of the collector amid it', async () => {
      await first();
      await site.killCollector();
      await press(visitor, 'accept_all');
      await afterReload();
      const id = await recordId(visitor);
      await site.restartCollector();
      await makeDue(visitor);
      await arrive('other');
      await site.untilTold('/events', 1, 204);
      assert.ok(proven(`${id}`));
      await untilNothingWaits(visitor);
      await arrive('visit');
      assert.equal(site.toldTo('/events', 204).length, 1);
      await visitor.close();
    });
  });
}
