// SPDX-License-Identifier: MIT
/** Whose rules a page follows: what every server must tell by host and path, where one policy serves several countries. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  assertAgreed,
  assertNotWider,
  chosen,
  everything,
  type Limits,
  nothing,
  policiesOf,
  type Site,
  type Visit,
  visit,
} from './compare.ts';

const pages: readonly Visit[] = [
  ...['/fr/', '/fr/x?y=/nl/', '/f.$+/', '/nl/', '/?x=/fr/', '/x/fr/', '/fr', '/FR/'].map(
    (route) => ({ route }),
  ),
  ...['/%66r/', '//fr/', '/fxx+/'].map((route) => ({ route })),
  ...['fr.odd.test', 'FR.odd.test:8080', 'xfr.odd.test', 'fr.odd.test.x.test', 'fr-odd.test'].map(
    (host) => ({ host }),
  ),
  { host: 'fr.odd.test', route: '/nl/' },
];

/** Registers countries: for a server with the odd policy, in which `tally` is exempt in France alone. */
export function followsCountries(site: () => Site, { categoriesAlone }: Limits): void {
  it('tells by host and path whose rules a page follows', async () => {
    const { policy } = site();
    const visitors = [
      '',
      'session=1',
      chosen(policy, nothing),
      chosen(policy, everything),
      chosen(policy, everything, { tally: false }),
      chosen(policy, nothing, { tally: true }),
      chosen(policy, nothing).replace(/=1\.42\./, '=1.41.'),
    ];
    const assertOne = categoriesAlone ? assertNotWider : assertAgreed;
    for (const cookies of visitors) {
      for (const page of pages) await assertOne(site(), { cookies, ...page });
    }
    const [french = ''] = policiesOf(await visit(site().server, { route: '/fr/' }));
    const [dutch = ''] = policiesOf(await visit(site().server, { route: '/nl/' }));
    assert.equal(/ tally\.test\b/.test(french), !categoriesAlone);
    assert.doesNotMatch(dutch, /tally/);
  });

  it('has own paths wait for consent, as none tells which page asks', async () => {
    const ask = async (cookie: string): Promise<number> =>
      (await site().server.get('/tally/t.js', { host: 'fr.odd.test', cookie })).status;
    assert.equal(await ask(''), 403);
    assert.equal(await ask(chosen(site().policy, { ...nothing, analytical: true })), 200);
  });
}
