// SPDX-License-Identifier: MIT
/**
 * The bootstrap decides in small what the core decides in full. For sound records both must say the same, for odd
 * ones the bootstrap may never grant what the core refuses.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PageInput } from '../../wasm/studio-api.ts';
import { policyOf, presetNames } from '../consent-config/presets.ts';
import { clinicText, loadBuiltStudio } from '../studio/studio-module.ts';
import { allChoices, choiceWords, cookiesOf, now_s } from '../studio/visitors.ts';
import {
  type BothWays,
  byBootstrap,
  countriesPolicy,
  directivesOf,
  oddPolicy,
  openBothWays,
  written,
} from './both-ways.ts';
import { kinds, oddRecords, sound } from './odd-records.ts';

const opened: { clinic?: BothWays; presets?: BothWays; odd?: BothWays; countries?: BothWays } = {};

before(async () => {
  const studio = await loadBuiltStudio();
  opened.clinic = openBothWays(studio, clinicText);
  opened.presets = openBothWays(studio, policyOf(presetNames));
  opened.odd = openBothWays(studio, oddPolicy);
  opened.countries = openBothWays(studio, countriesPolicy);
});
after(() => {
  for (const { core } of Object.values(opened)) core.delete();
});

type PolicyName = keyof typeof opened;

function both(name: PolicyName): BothWays {
  const found = opened[name];
  assert.ok(found);
  return found;
}

function assertAgree(ways: BothWays, page: PageInput): void {
  assert.deepEqual(
    byBootstrap(ways, page),
    directivesOf(ways.core.pagePolicy(page)),
    JSON.stringify(page),
  );
}

/** What the bootstrap grants and the core does not. */
function grantedTooMuch(ways: BothWays, page: PageInput): string[] {
  const core = directivesOf(ways.core.pagePolicy(page));
  return Object.entries(byBootstrap(ways, page)).flatMap(([name, sources]) =>
    sources.filter((source) => !core[name]?.includes(source)),
  );
}

const exceptionLists: Readonly<Record<PolicyName, readonly Readonly<Record<string, boolean>>[]>> = {
  clinic: [
    {},
    { youtube: true, 'meta-pixel': true },
    { 'google-analytics': false, youtube: false },
  ],
  presets: [{}, { hubspot: true, 'google-ads': false, youtube: true, doctolib: false }],
  odd: [
    {},
    { audience: false, wide: true },
    { pixel: true, wide: true },
    { 'exempt-replay': false, a: true, 'a-b': true, ['i'.repeat(64)]: true },
    { replay: false, proxied: true, pixel: false, wide: false, a: false, 'a-b': false },
  ],
  countries: [{}, { audience: false, counter: true }, { audience: true, part: false, both: true }],
};
const routes = ['/', '/booking/', '/booking', '/hiv-test', '/treatments/x'];

describe('the bootstrap and the core agree', () => {
  for (const name of ['clinic', 'presets', 'odd'] as const) {
    const lists = exceptionLists[name];
    for (const choice of allChoices) {
      it(`in the policy ${name} for ${choiceWords(choice)}`, () => {
        const ways = both(name);
        for (const services of lists) {
          for (const sensitive of [false, true]) {
            const cookies = cookiesOf(ways.core, { choice: { ...choice, sensitive }, services });
            for (const gpc of [false, true]) {
              for (const route of routes)
                assertAgree(ways, { cookies: `a=1; ${cookies}`, now_s, gpc, route });
            }
          }
        }
      });
    }
  }

  it('where there is no record at all', () => {
    for (const ways of Object.values(opened)) {
      for (const cookies of [
        '',
        'a=b',
        '=',
        'a',
        '; ',
        'cookie_consent_ga=1',
        'choice=; cc.ga=1',
      ]) {
        for (const route of routes) assertAgree(ways, { cookies, now_s, route });
      }
    }
  });

  it('to the second when a record begins and ends', () => {
    const ways = both('clinic');
    const { core } = ways;
    const cookies = cookiesOf(core, { choice: allChoices[15] ?? {} });
    for (const at_s of [
      -301,
      -300,
      -1,
      0,
      1,
      core.lifetime_s - 1,
      core.lifetime_s,
      core.lifetime_s + 1,
    ]) {
      assertAgree(ways, { cookies, now_s: now_s + at_s });
    }
    const long = cookies.replace(/\.\d{10}\.([\da-f-]+;)/, '.999999999999.$1');
    for (const at_s of [34_559_999, 34_560_000])
      assertAgree(ways, { cookies: long, now_s: now_s + at_s });
  });

  it('on twins: the stricter category counts, other twins must be alike', () => {
    const ways = both('clinic');
    const cookies = cookiesOf(ways.core, {
      choice: { ...allChoices[11], sensitive: true },
      services: { youtube: false, 'meta-pixel': true },
    });
    const pairs = cookies.split('; ');
    const twins = [
      ...['fu', 'ga', 'ma', 'so', 'sr'].flatMap((name) => [
        `${name}=0`,
        `${name}=1`,
        `${name}=`,
        `${name}=2`,
      ]),
      ...[
        'sv=',
        'sv=-youtube',
        'sv=+meta-pixel',
        'sv=+meta-pixel.-youtube',
        'sv=-youtube.+meta-pixel',
      ],
      ...['sv=+meta-pixel.-youtube.-jotform', 'sv=-no-such-service', 'sv=x', 'set=', 'set=1'],
    ].map((pair) => `cookie_consent_${pair}`);
    for (const twin of [...pairs, ...twins]) {
      assertAgree(ways, { cookies: `${cookies}; ${twin}`, now_s, route: '/booking/' });
      assertAgree(ways, { cookies: `${twin}; ${cookies}`, now_s });
      assertAgree(ways, { cookies: `${twin}; ${cookies}; ${twin}`, now_s });
    }
  });
});

/** Pages of each country, and pages that are none's or say something odd. */
const countryPages: readonly Omit<PageInput, 'now_s'>[] = [
  ...['/', '/fr/', '/fr/soins/x', '/f/x', '/fr', '/FR/', '//fr/', '/be/', '/be/x', '/x/fr/'].map(
    (route) => ({ route }),
  ),
  { host: 'nl.2passclinic.test', route: '/fr/' },
  { host: 'nl.2passclinic.test' },
  ...['NL.2passclinic.test', 'other.test', ''].map((host) => ({ host })),
  ...['FR', 'NL', 'BE', 'LU', '', 'fr', 'F', 'FRA', 'DE', ' FR', '*', 'constructor'].flatMap(
    (jurisdiction) => [
      { jurisdiction },
      { jurisdiction, route: '/fr/' },
      { jurisdiction, route: '/be/', host: 'nl.2passclinic.test' },
    ],
  ),
];

describe('where countries differ, the bootstrap and the core agree', () => {
  it('before any choice, whatever a page says of itself', () => {
    const ways = both('countries');
    for (const page of countryPages) {
      for (const gpc of [false, true]) assertAgree(ways, { ...page, now_s, gpc });
    }
    const french = byBootstrap(ways, { now_s, route: '/fr/' })['default-src'] ?? [];
    const belgian = byBootstrap(ways, { now_s, route: '/be/' })['default-src'] ?? [];
    assert.ok(french.includes('audience.test') && french.includes('always.test'));
    assert.ok(!belgian.includes('audience.test') && belgian.includes('always.test'));
  });

  for (const choice of allChoices) {
    it(`for ${choiceWords(choice)}`, () => {
      const ways = both('countries');
      for (const services of exceptionLists.countries) {
        const cookies = cookiesOf(ways.core, { choice, services });
        for (const page of countryPages) assertAgree(ways, { ...page, cookies, now_s });
      }
    });
  }

  it('and of odd records the bootstrap grants nothing that the core refuses', () => {
    const ways = both('countries');
    for (const cookies of oddRecords().filter((_, at) => at % 4 === 0)) {
      for (const route of ['/fr/', '/be/']) {
        assert.deepEqual(
          grantedTooMuch(ways, { cookies, now_s, route }),
          [],
          cookies.slice(0, 300),
        );
      }
    }
  });

  it('and pages on which countries make no difference carry nothing of it', () => {
    for (const name of ['clinic', 'presets', 'odd'] as const) {
      assert.doesNotMatch(both(name).source, /akkoordJurisdiction/);
    }
    assert.match(both('countries').source, /akkoordJurisdiction/);
  });
});

describe('of odd records the bootstrap grants nothing that the core refuses', () => {
  it('and the sound record that they are made of grants all to both', () => {
    const ways = both('clinic');
    assertAgree(ways, { cookies: sound, now_s });
    assert.ok((byBootstrap(ways, { cookies: sound, now_s })['default-src']?.length ?? 0) > 40);
  });

  const all = oddRecords();
  for (const [kind, isOfKind] of Object.entries(kinds)) {
    it(`in ${kind}, whatever stands there`, () => {
      const ways = both('clinic');
      const odd = all.filter(isOfKind);
      assert.ok(odd.length > 0);
      const granted = odd.flatMap((cookies) => {
        const sources = [{}, { route: '/booking/', gpc: true }].flatMap((more) =>
          grantedTooMuch(ways, { cookies, now_s, ...more }),
        );
        const shown =
          cookies.length > 300
            ? `${cookies.slice(0, 300)}... (${cookies.length} characters)`
            : cookies;
        return sources.length > 0 ? [`${shown} grants ${sources.slice(0, 3).join(' ')} ...`] : [];
      });
      assert.deepEqual(granted, []);
    });
  }

  it('in a policy whose names of records need care', () => {
    const ways = both('odd');
    const cookies = cookiesOf(ways.core, {
      choice: allChoices[15] ?? {},
      services: { pixel: false },
    });
    assert.match(cookies, /^choice=1\.7\..*; cc\.fu=1; .*; _sv\$x=-pixel$/);
    for (const odd of [
      cookies.replace('cc.fu', 'ccxfu'),
      cookies.replace('_sv$x', '_svx'),
      cookies.replace('choice=1.7', 'choice=1.1'),
      `${cookies}; cc.so=0`,
      `${cookies}; _sv$x=-wide`,
      cookies.replace(/\./g, '%2E'),
    ]) {
      assert.deepEqual(grantedTooMuch(ways, { cookies: odd, now_s }), [], odd);
    }
  });

  it('and it never throws, whatever the clock and the path', () => {
    const ways = both('clinic');
    for (const at_s of [0, -1, 1e12]) {
      assert.equal(written(ways, { cookies: sound, now_s: at_s }).length, 1);
      assert.ok(
        !byBootstrap(ways, { cookies: sound, now_s: at_s })['default-src']?.includes('youtu.be'),
        `${at_s}`,
      );
    }
    for (const route of ['', '/\u00e9', '/%00', '//booking/', `/${'x'.repeat(100_000)}`]) {
      assertAgree(ways, { cookies: sound, now_s, route });
    }
  });
});
