// SPDX-License-Identifier: MIT
/** Which answers carry the page policy, and which of the site's own paths are refused. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  chosen,
  everything,
  type Limits,
  nothing,
  policiesOf,
  type Site,
  visit,
} from './compare.ts';

const withPolicy = ['/a.js', '/a.json', '/a.pdf', '/a.svg', '/a.unknown', '/akkoord/embed.html'];
const without = ['/a.css', '/a.mp3', '/a.mp4', '/a.png', '/a.woff2'];

/** Registers what every server must do about types. */
export function sendsThePolicyWithDocuments(site: () => Site): void {
  it('sends it with all that may be a document or a worker, errors and unknown types too', async () => {
    for (const path of [...withPolicy, '/no-such-page', '/about']) {
      const answer = await site().server.get(path);
      assert.equal(policiesOf(answer).length, 1, `${path} ${answer.status}`);
    }
  });

  it('sends none with images, fonts, media and styles', async () => {
    for (const path of without) {
      const bare = await site().server.get(path);
      assert.deepEqual(policiesOf(bare), [], path);
      // Caddy tells by this alone what is no page; browsers send it with each request.
      const answer = await site().server.get(path, { 'Sec-Fetch-Dest': 'image' });
      assert.ok(!('vary' in answer.headers), `${path} must stay in caches`);
    }
  });

  leavesEmbedPagesAlone(site);

  tellsCachesThatDocumentsVary(site);
}

/** Registers that embed pages keep their own policy alone. */
export function leavesEmbedPagesAlone(site: () => Site): void {
  it('sends none with the embed pages, which have their own', async () => {
    const answer = await site().server.get('/akkoord/embed-youtube.html');
    assert.equal(answer.status, 200);
    assert.deepEqual(policiesOf(answer), []);
  });
}

/** Registers what caches are told. */
export function tellsCachesThatDocumentsVary(site: () => Site): void {
  it('tells caches that documents vary', async () => {
    for (const path of ['/', '/booking/']) {
      const { headers } = await site().server.get(path);
      const vary = (headers['vary'] ?? []).join(',').toLowerCase();
      assert.match(vary, /\bcookie\b/);
      assert.match(vary, /\bsec-gpc\b/);
      assert.match((headers['cache-control'] ?? []).join(), /private/);
      assert.match((headers['cache-control'] ?? []).join(), /no-cache/);
    }
  });
}

/** Registers the guarded paths: for a server with the odd policy. */
export function refusesGuardedPaths(site: () => Site, { categoriesAlone }: Limits = {}): void {
  const status = async (
    route: string,
    cookies: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<number> => (await site().server.get(route, { cookie: cookies, ...more })).status;

  it("refuses the site's own paths that proxy what has no consent, and no others", async () => {
    const none = chosen(site().policy, nothing);
    const all = chosen(site().policy, everything);
    for (const route of ['/r.$+/replay.js', '/stats/p/pixel.js', '/stats/p/pixel.js?x=1']) {
      assert.deepEqual([route, await status(route, '')], [route, 403]);
      assert.deepEqual([route, await status(route, none)], [route, 403]);
      assert.deepEqual([route, await status(route, all)], [route, 200]);
    }
    // Exempt; mandatory under a longer path; beside a guarded path.
    for (const route of ['/stats/count.js', '/stats/own.js', '/hit', '/hits.html', '/stats.html']) {
      assert.deepEqual([route, await status(route, none)], [route, 200]);
    }
  });

  it('refuses them spelt otherwise too', async () => {
    for (const route of ['/stats/p/%70ixel.js', '/stats//p/pixel.js', '/stats/x/../p/pixel.js']) {
      assert.notEqual(await status(route, ''), 200, route);
    }
  });

  it('heeds GPC, and what page asks', async () => {
    const all = chosen(site().policy, everything);
    const pixel = '/stats/p/pixel.js';
    const replay = '/r.$+/replay.js';
    assert.equal(await status(pixel, all, { 'sec-gpc': '1' }), 403);
    assert.equal(await status(replay, all, { 'sec-gpc': '1' }), 200);
    const from = (path: string): Record<string, string> => ({
      referer: `https://www.odd.test${path}`,
    });
    for (const route of [pixel, replay]) {
      assert.equal(await status(route, all, from('/about/')), 200);
      assert.equal(await status(route, all, from('/booking/monday')), 403);
      const named = chosen(site().policy, { ...everything, sensitive: true });
      assert.equal(
        await status(route, named, from('/booking/monday')),
        categoriesAlone ? 403 : 200,
      );
    }
    assert.equal(await status('/stats/count.js', all, from('/booking/monday')), 200);
  });

  if (categoriesAlone) return;
  it('lets a visitor object to an exempt service, or grant one alone', async () => {
    const { policy } = site();
    const objecting = chosen(policy, everything, { counter: false });
    assert.equal(await status('/stats/count.js', objecting), 403);
    assert.equal(await status('/hit', objecting), 403);
    assert.equal(await status('/stats/own.js', objecting), 200);
    assert.equal(await status('/r.$+/replay.js', chosen(policy, nothing, { replay: true })), 200);
    assert.equal(
      await status('/stats/p/pixel.js', chosen(policy, nothing, { pixel: true }), {
        'sec-gpc': '1',
      }),
      403,
    );
  });
}

/** Registers what a grant must do to a page that the browser has kept. */
export function revalidatesWithTheNewPolicy(site: () => Site): void {
  it('answers a page kept from before a grant with the new policy, 304 or not', async () => {
    const { server, policy } = site();
    const first = await visit(server, {});
    const kept = {
      'if-none-match': first.headers['etag']?.[0] ?? '"none"',
      'if-modified-since': first.headers['last-modified']?.[0] ?? new Date().toUTCString(),
    };
    const cookie = chosen(policy, everything);
    const again = await server.get('/', { ...kept, cookie, 'sec-fetch-dest': 'document' });
    const fresh = await visit(server, { cookies: cookie });
    assert.ok(again.status === 200 || again.status === 304, `${again.status}`);
    assert.deepEqual(policiesOf(again), policiesOf(fresh));
    assert.notDeepEqual(policiesOf(again), policiesOf(first));
  });
}

/** Registers that the site's own policy at `route`, "img-src 'self'", is still sent. */
export function keepsTheSitesOwnPolicy(site: () => Site, route: string): void {
  it("leaves a policy of the site's own beside ours", async () => {
    const answer = await site().server.get(route);
    assert.equal(policiesOf(answer).length, 1);
    const all = (answer.headers['content-security-policy'] ?? []).join(', ');
    assert.match(all, /(^|, )img-src 'self'($|, )/);
  });
}

/** Registers that routes are those of the page asked for: for a server with the clinic's policy. */
export function knowsThePageThatWasAskedFor(site: () => Site): void {
  it('knows the page that was asked for, whatever file answers', async () => {
    const { server, policy } = site();
    const cookies = chosen(policy, everything);
    const front = await visit(server, { cookies, route: '/front/x' });
    const app = await visit(server, { cookies, route: '/booking/app/x' });
    assert.deepEqual([front.body, app.body], ['index.html', 'index.html']);
    assert.match(policiesOf(front)[0] ?? '', /facebook/);
    assert.doesNotMatch(policiesOf(app)[0] ?? '', /facebook/);
    for (const route of ['/booking/no-such', '//booking/', '/%62ooking/', '/x/../booking/']) {
      const sent = policiesOf(await visit(server, { cookies, route }))[0] ?? '';
      assert.match(sent, /^default-src/, route);
      assert.doesNotMatch(sent, /facebook/, route);
    }
  });
}
