// SPDX-License-Identifier: MIT
/**
 * Every preset stands alone and beside all others; and for all choices a page admits exactly what was granted
 * (model.md, overlaps).
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Category, Studio, StudioPolicy } from '../../wasm/studio-api.ts';
import { loadBuiltStudio } from '../studio/studio-module.ts';
import { allChoices, choiceWords, cookiesOf, now_s } from '../studio/visitors.ts';
import { type PagePolicy, readPolicy } from './policy-sources.ts';
import {
  languages,
  patternOf,
  policyOf,
  presetNames,
  presets,
  type SharedPattern,
} from './presets.ts';

let studio: Studio;
let all: StudioPolicy;
before(async () => {
  studio = await loadBuiltStudio();
  all = studio.open(policyOf(presetNames));
});
after(() => all.delete());

describe('a preset', () => {
  for (const [i, preset] of presets.entries()) {
    it(`${preset.id} compiles in a policy of its own, in every language`, () => {
      assert.equal(preset.id, presetNames[i]);
      const { ok, diagnostics } = studio.compile(policyOf([preset.id]));
      assert.deepEqual([ok, diagnostics], [true, []]);
    });
  }

  it('stands beside all others', () => {
    const { ok, diagnostics } = studio.compile(policyOf(presetNames));
    assert.equal(ok, true, JSON.stringify(diagnostics, null, 1));
    assert.deepEqual(
      all.services.map(({ service }) => service),
      presetNames,
    );
    assert.deepEqual(
      all.services.map(({ category }) => category),
      presets.map(({ category }) => category),
    );
  });

  it('names hosts and paths narrow enough that nothing has to be withheld', () => {
    assert.deepEqual(
      all.diagnostics.map(({ fault }) => fault),
      [],
    );
  });

  it('of what visitors look at leaves a placeholder, and of what they do not none', () => {
    const shown = presets.filter(({ embed }) => embed === 'placeholder').map(({ id }) => id);
    const wanted = [
      ...['calendly', 'doctolib', 'facebook-plugins', 'google-maps', 'instagram-embed', 'jotform'],
      ...['linkedin-share', 'oncehub', 'pinterest-widgets', 'vimeo', 'x-widgets'],
      ...['youtube', 'youtube-nocookie'],
    ];
    assert.deepEqual(shown.sort(), wanted);
    const tracking = presets.filter(({ category }) => /advertising|analytical/.test(category));
    assert.ok(tracking.every(({ embed = 'none' }) => embed === 'none'));
  });

  it('has a page for what is shown once, which admits all of its own addresses', () => {
    const { files } = studio.compile(policyOf(presetNames));
    for (const { id, urls: its = [], embed } of presets) {
      const page = files[`embed-${id}.html`];
      assert.equal(page !== undefined, embed === 'placeholder', id);
      const [, sources] = /; frame-src ([^;]*);/.exec(page ?? '') ?? [];
      if (page !== undefined) assert.deepEqual(sources?.split(' '), its.map(patternOf), id);
    }
  });

  it('with a shared pattern says why', () => {
    const shared = presets.flatMap(({ urls = [] }) =>
      urls.filter((url) => typeof url !== 'string'),
    );
    for (const { shared: reason } of shared as SharedPattern[])
      assert.match(reason, /^\S.{20,}\.$/);
  });
});

/** URLs that a pattern is about, and URLs beside it that it is not about. */
function witnesses(pattern: string): string[] {
  const [, wildcard = '', host = '', path = '', query = ''] =
    /^(\*\.)?([^/?]+)(\/[^?]*)?(\?.*)?$/.exec(pattern) ?? [];
  const hosts = wildcard ? [`a.${host}`, `deep.a.${host}`] : [host];
  const strangers = [`x${host}`, `${host}.evil.test`, wildcard ? host : `a.${host}`];
  const within = path.endsWith('/') || path === '' ? ['', 'x', 'deep/x.js'] : [''];
  const targets = within.map((rest) => `${path || '/'}${rest}`);
  const beside = [
    path.replace(/\/?$/, 'x'),
    path.replace(/\/$/, ''),
    path.replace(/[^/]*\/?$/, ''),
    '/',
  ];
  const urls = hosts.flatMap((one) => [
    ...targets.flatMap((target) => [
      `${one}${target}${query}`,
      `${one}${target}${query || '?'}x=1#f`,
    ]),
    ...beside.map((target) => `${one}/${target}`.replace(/\/+/g, '/')),
  ]);
  return [...urls, ...strangers.map((one) => `${one}${targets[0]}`)].map((url) => `https://${url}`);
}

const urls = [
  ...new Set(
    presets.flatMap(({ urls: its = [] }) => its.flatMap((url) => witnesses(patternOf(url)))),
  ),
];

/** By name, with the reason that each preset gives: libraries of which a query tells the owner. */
const sharedSources = new Set(
  presets.flatMap(({ urls: its = [] }) =>
    its.flatMap((url) => (typeof url === 'string' ? [] : [url.pattern.replace(/\?.*/, '')])),
  ),
);

/** The URLs where the page's policy and the decision differ. */
function differences(page: PagePolicy, granted: (service: string) => boolean): string[] {
  return urls.flatMap((url) => {
    const { host, pathname } = new URL(url);
    if (sharedSources.has(`${host}${pathname}`)) return [];
    const owner = all.classifyUrl(url)?.service;
    const wanted = owner !== undefined && granted(owner);
    return page.admits(url) === wanted
      ? []
      : [`${wanted ? 'not admitted' : 'admitted'}: ${url} of ${owner}`];
  });
}

describe('the page policy of all presets together', () => {
  it('is tried with witnesses of every preset that has patterns', () => {
    const owners = new Set(urls.map((url) => all.classifyUrl(url)?.service));
    for (const { id, urls: its = [] } of presets) assert.equal(owners.has(id), its.length > 0, id);
    assert.deepEqual([...sharedSources], ['www.googletagmanager.com/gtag/js']);
  });

  for (const choice of allChoices) {
    it(`admits exactly what is granted to who grants ${choiceWords(choice)}`, () => {
      const page = readPolicy(all.pagePolicy({ cookies: cookiesOf(all, { choice }), now_s }));
      const categories = new Map(all.services.map(({ service, category }) => [service, category]));
      const granted = (id: string): boolean =>
        choice[categories.get(id) as Exclude<Category, 'mandatory'>];
      assert.deepEqual(differences(page, granted), []);
    });
  }

  for (const id of presetNames) {
    it(`admits ${id} alone where it is granted alone, and not where it is refused alone`, () => {
      for (const given of [true, false]) {
        const [none, everything] = [allChoices[0] ?? {}, allChoices[15] ?? {}];
        const cookies = cookiesOf(all, {
          choice: given ? none : everything,
          services: { [id]: given },
        });
        const page = readPolicy(all.pagePolicy({ cookies, now_s }));
        assert.deepEqual(
          differences(page, (service) => (service === id) === given),
          [],
        );
      }
    });
  }

  it('admits a shared library to who grants one of its services, and to no one else', () => {
    for (const choice of allChoices) {
      const page = readPolicy(all.pagePolicy({ cookies: cookiesOf(all, { choice }), now_s }));
      const admitted = page.admits('https://www.googletagmanager.com/gtag/js?id=AW-1');
      assert.equal(admitted, choice.analytical || choice.advertising, choiceWords(choice));
    }
  });

  it("admits a service's web sockets to who grants it, and nobody else's", () => {
    const named = presets.filter(({ web_sockets: its = [] }) => its.length > 0);
    assert.ok(named.length > 0);
    for (const choice of allChoices) {
      const page = readPolicy(all.pagePolicy({ cookies: cookiesOf(all, { choice }), now_s }));
      for (const { id, category, web_sockets: its = [] } of named) {
        for (const host of its) {
          const url = `wss://${host.replace('*', 'a')}/socket`;
          assert.equal(all.classifyUrl(url)?.service, id);
          const granted = choice[category as Exclude<Category, 'mandatory'>];
          assert.equal(page.admits(url), granted, `${url}, ${choiceWords(choice)}`);
        }
      }
      assert.ok(!page.admits('wss://www.youtube.com/'));
    }
  });

  it('stays in the words of the standard', () => {
    const text = all.pagePolicy({
      cookies: cookiesOf(all, { choice: allChoices[15] ?? {} }),
      now_s,
    });
    const { directives } = readPolicy(text);
    assert.deepEqual([...directives.keys()], ['default-src', 'form-action']);
    const words = directives.get('default-src') ?? [];
    assert.equal(new Set(words).size, words.length, 'each source once');
  });
});

describe('an overlap', () => {
  const service = (id: string, category: string, patterns: readonly unknown[]): object => ({
    id,
    name: id,
    category,
    provider: { name: id, country: 'BE' },
    purpose: Object.fromEntries(languages.map((language) => [language, id])),
    urls: patterns,
  });

  it('is withheld until all that it admits is granted, and said so', () => {
    const text = policyOf([
      service('wide', 'social', ['*.big.test']),
      service('pixel', 'advertising', ['www.big.test/tr']),
    ]);
    const policy = studio.open(text);
    assert.match(
      policy.diagnostics.map(({ fault }) => fault).join(),
      /"\*\.big\.test" of "wide" is withheld until "pixel" is/,
    );
    for (const choice of allChoices) {
      const page = readPolicy(policy.pagePolicy({ cookies: cookiesOf(policy, { choice }), now_s }));
      assert.equal(page.admits('https://www.big.test/tr'), choice.advertising);
      assert.equal(page.admits('https://www.big.test/x'), choice.social && choice.advertising);
    }
    policy.delete();
  });

  it('within one service, or of one that is mandatory, is none', () => {
    for (const services of [
      [service('one', 'social', ['*.big.test', 'www.big.test/tr'])],
      [service('wide', 'social', ['*.big.test']), service('own', 'mandatory', ['www.big.test/tr'])],
    ]) {
      const policy = studio.open(policyOf(services));
      assert.ok(policy.diagnostics.every(({ fault }) => !fault.includes('withheld')));
      policy.delete();
    }
  });

  it('by a query is one: the browser can not see it', () => {
    const policy = studio.open(
      policyOf([
        service('ads', 'advertising', ['lib.test/js?id=A']),
        service('stats', 'analytical', ['lib.test/js']),
      ]),
    );
    for (const choice of allChoices) {
      const page = readPolicy(policy.pagePolicy({ cookies: cookiesOf(policy, { choice }), now_s }));
      const both = choice.advertising && choice.analytical;
      assert.equal(page.admits('https://lib.test/js?id=A1'), both, choiceWords(choice));
      assert.equal(page.admits('https://lib.test/js'), both, choiceWords(choice));
    }
    policy.delete();
  });
});

describe('the matcher of this test', () => {
  it('does what the standard says', () => {
    const admits = (source: string, url: string): boolean =>
      readPolicy(`default-src ${source}`).admits(url);
    for (const [source, url, wanted] of [
      ['a.test', 'https://a.test/x', true],
      ['a.test', 'https://b.a.test/', false],
      ['*.a.test', 'https://b.a.test/', true],
      ['*.a.test', 'https://c.b.a.test/', true],
      ['*.a.test', 'https://a.test/', false],
      ['a.test/x', 'https://a.test/x?q', true],
      ['a.test/x', 'https://a.test/x/', false],
      ['a.test/x/', 'https://a.test/x', false],
      ['a.test/x/', 'https://a.test/x/y/z', true],
      ['a.test/%78', 'https://a.test/x', true],
      ['a.test/', 'https://a.test/y', true],
      ['a.test', 'https://a.test:8443/', false],
      ['a.test:8443', 'https://a.test:8443/', true],
      ['a.test:*', 'https://a.test:8443/', true],
      ['a.test', 'wss://a.test/', false],
      ['wss://a.test', 'wss://a.test/x', true],
      ['wss://a.test', 'https://a.test/x', true],
      ['wss://a.test', 'wss://b.a.test/', false],
      ['wss://*.a.test', 'wss://b.a.test/', true],
      ['ws://a.test', 'wss://a.test/', true],
      ["'self' data:", 'https://a.test/', false],
    ] as const) {
      assert.equal(admits(source, url), wanted, `${source} ${url}`);
    }
  });
});
