// SPDX-License-Identifier: MIT
/** The sites that each server is tried with: a clinic's, one with all that is rare in a policy, one on staging. */
import { describe } from 'node:test';
import {
  agreesWithTheCore,
  clinicPolicy,
  type Limits,
  oddText,
  onlyReports,
  openPolicy,
  openStaged,
  otherSite,
  readsOddRecords,
  type Site,
} from './compare.ts';
import { followsCountries } from './countries.ts';
import {
  refusesGuardedPaths,
  revalidatesWithTheNewPolicy,
  sendsThePolicyWithDocuments,
} from './page-answers.ts';
import type { RunningServer } from './running-server.ts';

export interface ThreeSites {
  readonly clinic: Site;
  readonly odd: Site;
  readonly staged: Site;
}

/** Three sites of one server, which listens for each on a port of its own. */
export async function sitesOf(
  server: RunningServer,
  oddPort: number,
  stagedPort: number,
): Promise<ThreeSites> {
  return {
    clinic: { server, policy: await openPolicy(clinicPolicy) },
    odd: otherSite(server, oddPort, await openPolicy(oddText)),
    staged: otherSite(server, stagedPort, await openStaged()),
  };
}

/** A server for each; without a policy `start` gives the one on staging. */
export async function startThree(
  start: (policy?: string) => Promise<RunningServer>,
): Promise<ThreeSites> {
  return {
    clinic: { server: await start(clinicPolicy), policy: await openPolicy(clinicPolicy) },
    odd: { server: await start(oddText), policy: await openPolicy(oddText) },
    staged: { server: await start(), policy: await openStaged() },
  };
}

type Register = (site: () => Site) => void;

/** Registers what every server must hold to on each site, and what this one does besides. */
export function holdsOnThreeSites(
  sites: () => ThreeSites,
  limits: Limits,
  { clinic = [], odd = [] }: { readonly clinic?: Register[]; readonly odd?: Register[] },
): void {
  const clinicSite = (): Site => sites().clinic;
  const oddSite = (): Site => sites().odd;
  describe('with a clinic', () => {
    agreesWithTheCore(clinicSite, limits);
    readsOddRecords(clinicSite, limits);
    sendsThePolicyWithDocuments(clinicSite);
    revalidatesWithTheNewPolicy(clinicSite);
    for (const register of clinic) register(clinicSite);
  });

  describe('on staging', () => onlyReports(() => sites().staged));

  describe('with renamed records and odd characters', () => {
    agreesWithTheCore(oddSite, limits);
    refusesGuardedPaths(oddSite);
    followsCountries(oddSite, limits);
    for (const register of odd) register(oddSite);
  });
}
