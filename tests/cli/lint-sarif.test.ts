// SPDX-License-Identifier: MIT
/** `akkoord lint --format sarif` against SARIF 2.1.0, as code hosts read it. */
import assert from 'node:assert/strict';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { akkoord, newFolder, service, smallPolicy } from './command-line.ts';
import { sarifFaults } from './sarif.ts';

let folder = '';
before(() => {
  folder = newFolder();
});
after(() => rmSync(folder, { recursive: true }));

/** The log of a policy whose path needs encoding, with an error, warnings and notes. */
function failedLog(): string {
  const file = join(folder, 'a policy ä.json');
  const transfer = { transfer: { countries: ['US'], basis: 'EU-US Privacy Shield' } };
  writeFileSync(
    file,
    smallPolicy({ services: [service('a', 'analytical', ['a.test'], transfer)] }),
  );
  return akkoord(['lint', file, '--format', 'sarif']).out;
}

describe('the SARIF of a lint', () => {
  const clinics = readdirSync('consent-config/clinics').filter((name) => !name.includes('.lock.'));
  for (const name of clinics) {
    it(`is as the standard has it for ${name}`, () => {
      const { out } = akkoord(['lint', `consent-config/clinics/${name}`, '--format', 'sarif']);
      assert.deepEqual(sarifFaults(JSON.parse(out)), []);
    });
  }

  it('is so with failures of each severity, each in its place', () => {
    const log = failedLog();
    assert.deepEqual(sarifFaults(JSON.parse(log)), []);
    for (const word of ['"error"', '"warning"', '"fail"', '"open"', '"pass"', '"startLine"']) {
      assert.ok(log.includes(word), word);
    }
    assert.match(log, /a%20policy%20%C3%A4\.json"/);
  });
});

describe('the standard', () => {
  const spoilt: readonly (readonly [was: RegExp, is: string, fault: RegExp])[] = [
    [/"version": "2\.1\.0"/, '"version": "2.1"', /\/version is not one of 2\.1\.0/],
    [/"ruleIndex": \d+/, '"ruleIndex": 30', /the index of .* leads elsewhere \(3\.27\.6\)/],
    [/"kind": "open"/, '"kind": "unknown"', /\/kind is not one of pass, /],
    [/"level": "error"(,\s+"message")/, '"level": "fatal"$1', /\/level is not one of none, /],
    [/("kind": "pass",\s+)"level": "none"/, '$1"level": "note"', /has a level \(3\.27\.10\)/],
    [/"startLine": \d+/, '"startLine": 0', /\/startLine is not a positive integer/],
    [/a%20policy/, 'a policy', /\/uri is not a URI reference/],
    [/"message": /, '"note": ', /lacks message \(3\.27\)/],
    [/"columnKind"/, '"columns"', /has columns \(3\.14\)/],
    [/"id": "[^"]*"/, '"id": "gpc-honoured"', /two rules of one id|leads elsewhere/],
  ];
  for (const [was, is, fault] of spoilt) {
    it(`is not kept by ${is}`, () => {
      const log = failedLog();
      const changed = log.replace(was, is);
      assert.notEqual(changed, log);
      assert.match(sarifFaults(JSON.parse(changed)).join('\n'), fault);
    });
  }
});
