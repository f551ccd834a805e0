// SPDX-License-Identifier: MIT
/** Apache with what `akkoord headers --for htaccess` writes. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { startApache } from './apache-server.ts';
import {
  agreesWithTheCore,
  assertAgreed,
  chosen,
  clinicPolicy,
  everything,
  oddText,
  onlyReports,
  openPolicy,
  openStaged,
  otherSite,
  readsOddRecords,
  type Site,
  visit,
} from './compare.ts';
import { assertQuick } from './hostile-cookies.ts';
import {
  keepsTheSitesOwnPolicy,
  knowsThePageThatWasAskedFor,
  refusesGuardedPaths,
  revalidatesWithTheNewPolicy,
  sendsThePolicyWithDocuments,
} from './page-answers.ts';
import { newServerFolder } from './running-server.ts';

describe(`.htaccess under AllowOverride FileInfo`, () => {
  let folder = '';
  let clinic: Site;
  let odd: Site;
  let staged: Site;
  before(async () => {
    folder = newServerFolder('htaccess');
    const { server, oddPort, stagedPort } = await startApache(folder, 'htaccess');
    clinic = { server, policy: await openPolicy(clinicPolicy) };
    odd = otherSite(server, oddPort, await openPolicy(oddText));
    staged = otherSite(server, stagedPort, await openStaged());
  });
  after(async () => {
    await clinic?.server.stop();
    rmSync(folder, { recursive: true });
  });

  describe('with a clinic', () => {
    agreesWithTheCore(() => clinic, { clockless: true });
    readsOddRecords(() => clinic, { clockless: true });
    sendsThePolicyWithDocuments(() => clinic);
    revalidatesWithTheNewPolicy(() => clinic);
    keepsTheSitesOwnPolicy(() => clinic, '/a.json');
    knowsThePageThatWasAskedFor(() => clinic);
  });

  describe('on staging', () => onlyReports(() => staged));

  describe('with renamed records and odd characters', () => {
    agreesWithTheCore(() => odd, { clockless: true });
    refusesGuardedPaths(() => odd);
  });

  it('sends the policy without mod_rewrite too, where it can refuse no path', async () => {
    const plain = newServerFolder('htaccess');
    const { server, oddPort } = await startApache(plain, 'htaccess', { rewrite: false });
    const site = otherSite(server, oddPort, odd.policy);
    try {
      await assertAgreed(site, { cookies: chosen(odd.policy, everything) });
      assert.equal((await visit(site.server, { route: '/stats/p/pixel.js' })).status, 200);
    } finally {
      await server.stop();
      rmSync(plain, { recursive: true });
    }
  });

  it('takes no time over a hostile cookie', () => assertQuick(clinic.server, clinic.policy));
});
