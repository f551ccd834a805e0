// SPDX-License-Identifier: MIT
/** The bootstrap's decision: what records grant, and that nothing odd grants anything. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { policyText, quickPolicy } from '../../web/quick-decision.ts';
import { consentId, cookies, now_s, recordText, table } from './table.ts';

const opening = "default-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' data: blob:";
const closing = "; form-action 'self' forms.clinic.test";
const nothing = policy('*.audience.test');

function policy(sources: string): string {
  return `${opening} cdn.clinic.test ${sources}${closing}`;
}

/** The quick policy, its blanks and repetitions aside. */
function tidy(text: string): string {
  return text
    .split(';')
    .map((directive) => [...new Set(directive.trim().split(/ +/))].join(' '))
    .join('; ');
}

function decide(text: string, path = '/', gpc = false): string {
  return tidy(quickPolicy(table, text, path, gpc, now_s));
}

describe('the quick decision', () => {
  it('grants exempt services alone without a record', () => {
    assert.equal(decide(''), nothing);
    assert.equal(decide('a=1; =; b'), nothing);
  });

  it('writes a policy without further sources where there are none', () => {
    assert.equal(
      tidy(quickPolicy({ r: 1, n: table.n }, '', '/', false, now_s)),
      `${opening}; form-action 'self'`,
    );
  });

  it('ends as the table says', () => {
    assert.match(
      quickPolicy({ ...table, f: ' x.test' }, '', '/', false, now_s),
      /form-action 'self' x\.test$/,
    );
    assert.match(policyText([]), /; form-action 'self'$/);
  });

  it('grants by category, in the order of the table', () => {
    const analytical = 'counter.test/js shared.test/lib replay.test *.audience.test';
    assert.equal(decide(cookies('0100')), policy(analytical));
    assert.equal(decide(cookies('1000')), policy('maps.test *.audience.test'));
  });

  it('names each source once, and a withheld one when all that it admits are granted', () => {
    assert.equal(
      decide(cookies('0110')),
      policy(
        'counter.test/js shared.test/lib replay.test pixel.test/tr *.audience.test *.counter.test',
      ),
    );
  });

  it('heeds exceptions, minus of an exempt service too', () => {
    const counter = 'counter.test/js shared.test/lib *.audience.test';
    assert.equal(decide(cookies('0100', 'cookie_consent_sv=-replay')), policy(counter));
    assert.equal(decide(cookies('0000', 'cookie_consent_sv=+counter')), policy(counter));
    assert.equal(
      decide(cookies('0000', 'cookie_consent_sv=-audience')),
      `${opening} cdn.clinic.test${closing}`,
    );
  });

  it('reads twins strictly: a category that one refuses is refused, others must be alike', () => {
    assert.equal(decide(cookies('1000', 'cookie_consent_fu=0')), nothing);
    assert.equal(decide(cookies('1000', 'cookie_consent_fu=0; cookie_consent_fu=1')), nothing);
    assert.notEqual(decide(cookies('1000', 'cookie_consent_fu=1')), nothing);
    const other = recordText({ issued_s: `${now_s - 99}` });
    assert.equal(decide(cookies('1000', `cookie_consent_set=${other}`)), nothing);
    assert.notEqual(decide(cookies('1000', `cookie_consent_set=${recordText()}`)), nothing);
    const exceptions = 'cookie_consent_sv=+counter; cookie_consent_sv=';
    assert.equal(decide(cookies('1000', exceptions)), nothing);
  });

  it('refuses advertising where the browser sends GPC', () => {
    assert.equal(decide(cookies('0010'), '/', true), nothing);
    assert.equal(decide(cookies('0001'), '/', true), policy('video.test *.audience.test'));
  });

  it('refuses advertising, social media and replay on sensitive routes, unless named for them', () => {
    const counter = 'counter.test/js shared.test/lib *.audience.test';
    assert.equal(decide(cookies('0111'), '/booking/tuesday'), policy(counter));
    assert.notEqual(decide(cookies('0111'), '/booking'), policy(counter));
    const named = cookies('0111', 'cookie_consent_sr=1');
    assert.equal(decide(named, '/booking/tuesday'), decide(named, '/'));
    assert.equal(decide(cookies('0111', 'cookie_consent_sr=0'), '/booking/'), policy(counter));
    const twins = 'cookie_consent_sr=1; cookie_consent_sr=0';
    assert.equal(decide(cookies('0111', twins), '/booking/'), nothing);
  });

  it('counts a record until the second it expires, and 300 s ahead of the clock', () => {
    const granted = decide(cookies('1000'));
    const set = (times: { issued_s?: number; expires_s?: number }): string => {
      const { issued_s = now_s - 10, expires_s = now_s + 1000 } = times;
      return decide(
        cookies('1000', '', recordText({ issued_s: `${issued_s}`, expires_s: `${expires_s}` })),
      );
    };
    assert.equal(set({ expires_s: now_s + 1 }), granted);
    assert.equal(set({ expires_s: now_s }), nothing);
    assert.equal(set({ issued_s: now_s + 300 }), granted);
    assert.equal(set({ issued_s: now_s + 301 }), nothing);
    assert.equal(set({ issued_s: now_s - 34_559_999, expires_s: 999_999_999_999 }), granted);
    assert.equal(set({ issued_s: now_s - 34_560_000, expires_s: 999_999_999_999 }), nothing);
  });

  it('takes a refusal without an id', () => {
    const id = '00000000-0000-0000-0000-000000000000';
    assert.notEqual(decide(cookies('1000', '', recordText({ id }))), nothing);
  });
});

describe('odd records grant nothing', () => {
  const spoiled = {
    version: recordText({ version: '2' }),
    revision: recordText({ revision: '8' }),
    sign: recordText({ issued_s: '-1' }),
    exponent: recordText({ expires_s: '9e11' }),
    'cut short': recordText().slice(0, -1),
    'too long': `${recordText()}0`,
    'upper case': recordText({ id: consentId.toUpperCase() }),
    empty: '',
    garbage: '\u00e9%00<script>'.repeat(500),
  };
  for (const [fault, set] of Object.entries(spoiled)) {
    it(fault, () => assert.equal(decide(cookies('1111', '', set)), nothing));
  }

  const values = ['', '2', '11', '1,1', 'true'];
  for (const value of values) {
    it(`a category "${value}"`, () => {
      assert.equal(decide(cookies('1111', `cookie_consent_ga=${value}`)), nothing);
    });
    if (value === '') continue; // as absent here; the core refuses it
    it(`sensitive routes "${value}"`, () => {
      assert.equal(decide(cookies('1111', `cookie_consent_sr=${value}`)), nothing);
    });
  }

  it('a category missing', () => {
    assert.equal(decide(cookies('1111').replace('_so=', '_xx=')), nothing);
  });

  for (const list of ['counter', '+', '+a.', '.+a', '+a..+b', '+A', '+a+b', '+a b']) {
    it(`exceptions "${list}"`, () => {
      assert.equal(decide(cookies('1111', `cookie_consent_sv=${list}`)), nothing);
    });
  }
});
