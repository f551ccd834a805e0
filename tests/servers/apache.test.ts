// SPDX-License-Identifier: MIT
/** Apache with what `akkoord headers --for apache` writes. */
import { rmSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { startApache } from './apache-server.ts';
import {
  agreesWithTheCore,
  clinicPolicy,
  oddText,
  onlyReports,
  openPolicy,
  openStaged,
  otherSite,
  readsOddRecords,
  type Site,
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

describe(`Apache's virtual host`, () => {
  let folder = '';
  let clinic: Site;
  let odd: Site;
  let staged: Site;
  before(async () => {
    folder = newServerFolder('apache');
    const { server, oddPort, stagedPort } = await startApache(folder, 'apache');
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

  it('takes no time over a hostile cookie', () => assertQuick(clinic.server, clinic.policy));
});
