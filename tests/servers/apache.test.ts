// SPDX-License-Identifier: MIT
/** Apache with what `akkoord headers --for apache` writes. */
import { rmSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { startApache } from './apache-server.ts';
import { assertQuick } from './hostile-cookies.ts';
import { keepsTheSitesOwnPolicy, knowsThePageThatWasAskedFor } from './page-answers.ts';
import { newServerFolder } from './running-server.ts';
import { holdsOnThreeSites, sitesOf, type ThreeSites } from './three-sites.ts';

describe(`Apache's virtual host`, () => {
  let folder = '';
  let sites: ThreeSites;
  before(async () => {
    folder = newServerFolder('apache');
    const { server, oddPort, stagedPort } = await startApache(folder, 'apache');
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

  it('takes no time over a hostile cookie', () =>
    assertQuick(sites.clinic.server, sites.clinic.policy));
});
