// SPDX-License-Identifier: MIT
/** The guard's rules that need no page. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cookieName } from '../../web/guard/cookie-writes.ts';
import { admitsMore } from '../../web/guard/page-policy.ts';
import { cookiePlaces } from '../../web/guard/sweep.ts';
import { closedGate, openGate } from '../../web/guard/write-gate.ts';
import { violationReader } from '../../web/later/refusals.ts';

describe('a cookie', () => {
  it('is named as browsers cut it', () => {
    assert.equal(cookieName(' _ga = GA1; Path=/'), '_ga');
    assert.equal(cookieName('_ga=a=b'), '_ga');
    assert.equal(cookieName('bare; Path=/'), 'bare');
    assert.equal(cookieName(''), '');
  });

  it('may live on each domain suffix and each path above the page', () => {
    const places = cookiePlaces('www.x.test', '/a/b');
    for (const domain of ['', '; Domain=www.x.test', '; Domain=x.test']) {
      for (const path of ['/', '/a', '/a/', '/a/b', '/a/b/']) {
        assert.ok(places.includes(`${domain}; Path=${path}`), `${domain} ${path}`);
      }
    }
  });
});

describe('the gate', () => {
  it('carries out what is allowed of what has waited, in order, and names the rest', () => {
    const done: string[] = [];
    const refused: string[] = [];
    const gate = closedGate(/^0free$/);
    for (const name of ['free', 'a', 'b', 'c']) gate.w(`0${name}`, '', () => done.push(name));
    assert.deepEqual(done, ['free']);
    openGate(
      gate,
      (_kind, name) => name !== 'b',
      (_kind, name) => refused.push(name),
    );
    assert.deepEqual(done, ['free', 'a', 'c']);
    assert.deepEqual(refused, ['b']);
    assert.equal(gate.k.size, 0);
  });

  it('stays open when a full storage refuses what has waited', () => {
    const done: string[] = [];
    const gate = closedGate();
    gate.w('0full', '', () => {
      throw new Error('QuotaExceededError');
    });
    gate.w('1next', '', () => done.push('next'));
    openGate(
      gate,
      () => true,
      () => {},
    );
    assert.deepEqual(done, ['next']);
  });

  it('lets a cookie be deleted, and surely deletes it', () => {
    const written: string[] = [];
    const gate = closedGate();
    openGate(
      gate,
      () => false,
      () => {},
    );
    const write = (line: string): void => gate.w('2_ga', line, (text) => written.push(text));
    write('_ga=; Max-Age=0');
    write('_ga=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=99999');
    write('_ga=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=99999');
    write('_ga=1');
    assert.equal(written.length, 2);
    for (const line of written) assert.match(line, /^_ga=;.*;Max-Age=0$/);
  });
});

describe('a page policy', () => {
  it('admits more when a directive has a source that the other lacks, whatever the order', () => {
    assert.equal(admitsMore('a b c; d e', 'a c b; d e'), false);
    assert.equal(admitsMore('a b; d e', 'a b c; d e'), false);
    assert.equal(admitsMore('a b c; d', 'a b; d c'), true);
    assert.equal(admitsMore('a; b', 'a'), true);
    assert.equal(admitsMore('a  b; ', 'a b; d'), false);
  });

  it('refuses a request once, however many policies say so', () => {
    const seen: string[] = [];
    const read = violationReader((url) => seen.push(url));
    const event = (blockedURI: string, originalPolicy: string, disposition = 'enforce'): void =>
      read({ blockedURI, originalPolicy, disposition } as SecurityPolicyViolationEvent);
    event('https://a.test/x', 'wide');
    event('https://a.test/x', 'narrow');
    event('https://b.test/', 'narrow');
    event('inline', 'narrow');
    event('https://c.test/', 'narrow', 'report');
    event('https://a.test/x', 'wide');
    assert.deepEqual(seen, ['https://a.test/x', 'https://b.test/', 'https://a.test/x']);
  });
});
