// SPDX-License-Identifier: MIT
/** Apache with what `akkoord headers --for htaccess` writes. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { startApache } from './apache-server.ts';
import { assertAgreed, chosen, everything, otherSite, visit } from './compare.ts';
import { assertQuick } from './hostile-cookies.ts';
import { keepsTheSitesOwnPolicy, knowsThePageThatWasAskedFor } from './page-answers.ts';
import { newServerFolder } from './running-server.ts';
import { holdsOnThreeSites, sitesOf, type ThreeSites } from './three-sites.ts';

describe(`.htaccess under AllowOverride FileInfo`, () => {
  let folder = '';
  let sites: ThreeSites;
  before(async () => {
    folder = newServerFolder('htaccess');
    const { server, oddPort, stagedPort } = await startApache(folder, 'htaccess');
    sites = await sitesOf(server, oddPort, stagedPort);
  });
  after(async () => {
    await sites?.clinic.server.stop();
    rmSync(folder, { recursive: true });
  });

  holdsOnThreeSites(
    () => sites,
    { clockless: true },
    {
      clinic: [(site) => keepsTheSitesOwnPolicy(site, '/a.json'), knowsThePageThatWasAskedFor],
    },
  );

  it('sends the policy without mod_rewrite too, where it can refuse no path', async () => {
    const plain = newServerFolder('htaccess');
    const { server, oddPort } = await startApache(plain, 'htaccess', { rewrite: false });
    const site = otherSite(server, oddPort, sites.odd.policy);
    try {
      await assertAgreed(site, { cookies: chosen(sites.odd.policy, everything) });
      assert.equal((await visit(site.server, { route: '/stats/p/pixel.js' })).status, 200);
    } finally {
      await server.stop();
      rmSync(plain, { recursive: true });
    }
  });

  it('takes no time over a hostile cookie', () =>
    assertQuick(sites.clinic.server, sites.clinic.policy));
});
