// SPDX-License-Identifier: MIT
/** A policy opened in the studio: whose things are, what is decided, what records say. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Category, Studio, StudioPolicy } from '../../wasm/studio-api.ts';
import { akkoord, service, smallPolicy } from '../cli/command-line.ts';
import { clinicFile, clinicText, loadBuiltStudio } from './studio-module.ts';
import { allChoices, choiceWords, cookiesOf, entropy, keptCookies, now_s } from './visitors.ts';

let studio: Studio;
let clinic: StudioPolicy;
before(async () => {
  studio = await loadBuiltStudio();
  clinic = studio.open(clinicText);
});
after(() => clinic.delete());

describe('open', () => {
  it('tells what the policy says of itself', () => {
    assert.equal(clinic.revision, 1);
    assert.equal(clinic.lifetime_s, 182 * 86_400);
    assert.equal(clinic.services.length, 18);
    assert.deepEqual(clinic.services[0], { service: 'october', category: 'mandatory' });
    assert.ok(clinic.diagnostics.every(({ severity }) => severity !== 'error'));
  });

  it('throws the first message of a policy that is wrong', () => {
    const broken = smallPolicy({ revision: 0 });
    assert.throws(
      () => studio.open(broken, { path: 'a.json' }),
      /^Error: a\.json:3:15: .*revision/,
    );
    assert.throws(() => studio.open(''), Error);
  });

  it('answers with mapped hosts where hosts are mapped', () => {
    const mapped = studio.open(clinicText, { host_map: '{ "*": "*.localhost:81" }' });
    const url = 'http://www.youtube.com.localhost:81/embed/x';
    assert.equal(mapped.classifyUrl(url)?.service, 'youtube');
    assert.equal(mapped.classifyUrl('https://www.youtube.com/embed/x'), null);
    const cookies = cookiesOf(mapped, { choice: { social: true } });
    assert.match(mapped.pagePolicy({ cookies, now_s }), / www\.youtube\.com\.localhost:81[ ;]/);
    mapped.delete();
  });

  it('keeps policies apart', () => {
    const other = studio.open(smallPolicy());
    assert.equal(other.classifyUrl('https://counter.test/')?.service, 'counter');
    assert.equal(clinic.classifyUrl('https://counter.test/'), null);
    other.delete();
    assert.equal(clinic.classifyUrl('https://youtu.be/')?.service, 'youtube');
  });
});

describe('classify', () => {
  it('gives the owner of a URL and its category', () => {
    const claim = clinic.classifyUrl('https://www.google-analytics.com/g/collect?v=2');
    assert.deepEqual(claim, { service: 'google-analytics', category: 'analytical' });
    for (const [url, owner] of [
      ['https://www.facebook.com/tr?id=1', 'meta-pixel'],
      ['https://www.facebook.com/plugins/like.php', 'facebook-plugins'],
      ['https://www.facebook.com/', undefined],
      ['https://www.googletagmanager.com/gtag/js?id=AW-1', 'google-ads'],
      ['https://www.googletagmanager.com/gtag/js?id=G-1', 'google-analytics'],
      ['//www.youtube.com/', undefined],
      ['not a url', undefined],
      ['', undefined],
    ] as const) {
      assert.equal(clinic.classifyUrl(url)?.service, owner, url);
    }
  });

  it('gives the owner of a cookie, a stored item and a path', () => {
    assert.equal(clinic.classifyCookie('_ga_ABC')?.service, 'google-analytics');
    assert.equal(clinic.classifyCookie('October')?.service, 'october');
    assert.equal(clinic.classifyCookie('October2'), null);
    assert.equal(clinic.classifyCookie('IDE'), null);
    assert.equal(clinic.classifyStorage('local_storage', 'CE_x')?.service, 'crazy-egg');
    assert.equal(clinic.classifyStorage('session_storage', 'rc::b')?.service, 'google-recaptcha');
    assert.equal(clinic.classifyStorage('local_storage', 'rc::b'), null);
    assert.equal(clinic.classifyStorage('caches', 'CE_x'), null);
    const proxied = service('matomo', 'analytical', [], { paths: ['/matomo/', '/count.js'] });
    const policy = studio.open(smallPolicy({ services: [proxied] }));
    assert.equal(policy.classifyPath('/matomo/matomo.php?x=1')?.service, 'matomo');
    assert.equal(policy.classifyPath('/count.js')?.service, 'matomo');
    assert.equal(policy.classifyPath('/count.jsx'), null);
    policy.delete();
  });
});

/** Exceptions worth trying beside each choice. */
const exceptionLists: readonly Readonly<Record<string, boolean>>[] = [
  {},
  { youtube: true },
  { 'google-analytics': false },
  { youtube: true, 'google-maps': false, 'meta-pixel': true, 'crazy-egg': false },
];

describe('the round trip of records', () => {
  for (const choice of allChoices) {
    it(`keeps the choice ${choiceWords(choice)}`, () => {
      for (const services of exceptionLists) {
        for (const sensitive of [false, true]) compareRoundTrip({ ...choice, sensitive }, services);
      }
    });
  }

  function compareRoundTrip(
    choice: (typeof allChoices)[number],
    services: Readonly<Record<string, boolean>>,
  ): void {
    const categories = new Map(clinic.services.map(({ service: id, category }) => [id, category]));
    const chosen = (id: string): boolean =>
      services[id] ?? choice[categories.get(id) as Exclude<Category, 'mandatory'>];
    const cookies = cookiesOf(clinic, { choice, services });
    const read = clinic.readRecords(cookies, now_s);
    assert.equal(read.state, 'current');
    assert.deepEqual(read.choice, choice);
    // An exception that says what its category says is none.
    const kept = Object.entries(services).filter(
      ([id, granted]) => choice[categories.get(id) as Exclude<Category, 'mandatory'>] !== granted,
    );
    assert.deepEqual(read.services, Object.fromEntries(kept));
    assert.deepEqual(
      [read.record?.revision, read.record?.issued_s, read.record?.expires_s],
      [1, now_s, now_s + clinic.lifetime_s],
    );
    const decided = clinic.decide({ cookies, now_s });
    let granted = false;
    for (const { service: id, category } of clinic.services) {
      const mandatory = category === 'mandatory';
      const outcome = mandatory || chosen(id) ? 'granted' : 'refused';
      granted = granted || (!mandatory && chosen(id));
      assert.deepEqual(decided[id], { outcome, reason: mandatory ? 'mandatory' : 'record' }, id);
    }
    const nil = '00000000-0000-0000-0000-000000000000';
    assert.equal(read.record?.id !== nil, granted, 'a refusal leaves no identifier');
  }

  it('makes an id of the time and the random bytes', () => {
    const { record } = clinic.readRecords(cookiesOf(clinic, { choice: { social: true } }), now_s);
    const id = record?.id ?? '';
    assert.match(id, /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    const issued_ms = Number.parseInt(id.replace('-', '').slice(0, 12), 16);
    assert.equal(issued_ms, now_s * 1000);
  });

  it('writes attributes as the page needs them', () => {
    const write = (host: string, secure: boolean): readonly string[] =>
      clinic.writeRecords({ choice: { analytical: true }, host, secure, now_s, entropy });
    const lines = write('www.2passclinic.test', true);
    assert.equal(lines.length, 7);
    for (const line of lines) {
      assert.match(line, /^cookie_consent_[a-z]{2,3}=[^;]*; Path=\/; Max-Age=\d+; SameSite=Lax; /);
      assert.match(line, /; Domain=2passclinic\.test; Secure$/);
    }
    for (const line of write('other.test', false)) assert.doesNotMatch(line, /Domain|Secure/);
    const deletions = lines.filter((line) => line.includes('Max-Age=0;'));
    assert.deepEqual(
      deletions.map((line) => line.slice(0, line.indexOf(';'))),
      ['cookie_consent_sv=', 'cookie_consent_sr='],
    );
  });

  it('ends with its lifetime, its revision and its clock', () => {
    const cookies = cookiesOf(clinic, { choice: { social: true } });
    const stateAt = (at_s: number): string => clinic.readRecords(cookies, at_s).state;
    assert.equal(stateAt(now_s + clinic.lifetime_s - 1), 'current');
    assert.equal(stateAt(now_s + clinic.lifetime_s), 'expired');
    assert.equal(stateAt(now_s - 300), 'current');
    assert.equal(stateAt(now_s - 301), 'issued_later');
    const next = studio.open(clinicText.replace('"revision": 1', '"revision": 2'));
    assert.equal(next.readRecords(cookies, now_s).state, 'other_revision');
    assert.equal(next.readRecords(cookies, now_s).record, null);
    next.delete();
    assert.equal(clinic.readRecords('', now_s).state, 'none');
    assert.equal(clinic.readRecords('cookie_consent_set=x', now_s).state, 'malformed');
  });

  it('takes the stricter of twins of a category, and nothing where other twins differ', () => {
    const cookies = cookiesOf(clinic, {
      choice: { analytical: true, social: true },
      services: { youtube: false },
    });
    const read = clinic.readRecords(`${cookies}; cookie_consent_so=0`, now_s);
    assert.deepEqual(
      [read.state, read.choice.analytical, read.choice.social],
      ['current', true, false],
    );
    for (const twin of ['cookie_consent_sv=-jotform', 'cookie_consent_set=x']) {
      assert.equal(clinic.readRecords(`${cookies}; ${twin}`, now_s).state, 'malformed', twin);
    }
  });
});

function outcomeOf(decided: ReturnType<StudioPolicy['decide']>, id: string): string | undefined {
  return decided[id]?.outcome;
}

describe('the page policy', () => {
  for (const choice of allChoices) {
    it(`for ${choiceWords(choice)} is the header that the command line prints`, () => {
      const cookies = cookiesOf(clinic, { choice, services: { youtube: !choice.social } });
      for (const [route, gpc] of [
        ['/', false],
        ['/booking/', false],
        ['/', true],
      ] as const) {
        const words = ['--cookie', cookies, '--now', `${now_s}`, '--route', route];
        const call = akkoord([
          'headers',
          clinicFile,
          '--for',
          'plain',
          ...words,
          ...(gpc ? ['--gpc'] : []),
        ]);
        assert.equal(call.exitCode, 0, call.err);
        const text = clinic.pagePolicy({ cookies, now_s, route, gpc });
        assert.equal(call.out, `Content-Security-Policy: ${text}\n`);
      }
    });
  }

  it('grants nothing optional to a visitor without records', () => {
    const decided = clinic.decide({ now_s });
    for (const { service: id, category } of clinic.services) {
      const expected = category === 'mandatory' ? 'granted' : 'not_asked';
      assert.equal(decided[id]?.outcome, expected, id);
    }
    assert.equal(clinic.pagePolicy({ now_s }), clinic.pagePolicy({ cookies: 'a=b', now_s }));
  });

  it('heeds GPC and sensitive routes, and tells why', () => {
    const cookies = cookiesOf(clinic, {
      choice: { analytical: true, advertising: true, social: true },
    });
    const gpc = clinic.decide({ cookies, now_s, gpc: true });
    assert.deepEqual(gpc['meta-pixel'], { outcome: 'refused', reason: 'gpc' });
    assert.equal(outcomeOf(gpc, 'youtube'), 'granted');
    const booking = clinic.decide({ cookies, now_s, route: '/booking/monday' });
    for (const id of ['meta-pixel', 'youtube', 'crazy-egg', 'google-analytics']) {
      assert.deepEqual(booking[id], { outcome: 'refused', reason: 'sensitive_route' }, id);
    }
    assert.equal(outcomeOf(booking, 'google-tag-manager'), 'granted');
  });

  it('allows the host of the script where the base is an address, as the compiled page does', () => {
    const base = 'https://cdn.scripts.test/akkoord/';
    const policy = studio.open(clinicText, { base });
    assert.match(policy.pagePolicy({ now_s }), / cdn\.scripts\.test[ ;]/);
    policy.delete();
  });
});

describe('delete', () => {
  it('gives the memory back: policies may be opened again and again', () => {
    for (let i = 0; i < 200; i++) studio.open(clinicText).delete();
    assert.equal(clinic.classifyCookie('_ga')?.service, 'google-analytics');
  });

  it('leaves a policy that refuses to answer', () => {
    const policy = studio.open(smallPolicy());
    policy.delete();
    assert.throws(() => policy.classifyUrl('https://counter.test/'));
  });
});

describe('what a browser keeps', () => {
  it('is what does not delete', () => {
    assert.equal(keptCookies(['a=1; Max-Age=10', 'b=; Max-Age=0; Path=/']), 'a=1');
  });
});
