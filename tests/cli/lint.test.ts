// SPDX-License-Identifier: MIT
/** The lint as it is called: its formats, its exit codes, and where its report goes. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Linted } from '../../wasm/studio-api.ts';
import { clinicFile } from '../studio/studio-module.ts';
import { akkoord, type Call, filesIn, newFolder, service, smallPolicy } from './command-line.ts';

let folder = '';
before(() => {
  folder = newFolder();
});
after(() => rmSync(folder, { recursive: true }));

/** A policy in a file of its own. */
function policyFile(name: string, changes: Readonly<Record<string, unknown>> = {}): string {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, smallPolicy(changes));
  return file;
}

const transfer = { transfer: { basis: 'privacy-shield' } };
const shielded = (): string =>
  policyFile('shielded', { services: [service('a', 'analytical', ['a.test'], transfer)] });

interface Sarif {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly kind: string;
      readonly level: string;
      readonly message: { readonly text: string };
    }[];
  }[];
}

const lint = (...words: readonly string[]): Call => akkoord(['lint', ...words]);

describe('a lint', () => {
  it('ends with 0 where there are warnings alone, with 1 where there are errors', () => {
    const warned = lint(policyFile('warned'));
    assert.match(warned.out, /^0 errors, [1-9]\d* warnings?, \d+ notes?; \d+ rules passed, /m);
    assert.deepEqual([warned.exitCode, warned.err], [0, '']);
    const failed = lint(shielded());
    assert.match(failed.out, /^1 error, /m);
    assert.deepEqual([failed.exitCode, failed.err], [1, '']);
  });

  it('says place, evidence, remedy, rule and source of each failure', () => {
    const { out } = lint(shielded());
    assert.match(
      out,
      /shielded\.json:\d+:\d+: error: a transfer of "a" rests on the Privacy Shield.* \(\/services\/0\/transfer\/basis\)\n {4}Find out .*\n {4}Rule 31, no-privacy-shield: CJEU C-311\/18/,
    );
  });

  it('says what nobody looked at, and what it takes', () => {
    const { out } = lint(policyFile('unseen'), '--lock', 'none');
    assert.match(
      out,
      /Not checked: .* a page has to be opened\.\n.*--site URL.*\n {3}1 {2}Nothing/,
    );
    assert.match(out, /Not checked: there is no lock file.*\n.*\n {2}24 {2}A new vendor/);
  });

  it('tells errors of a policy that does not compile as well', () => {
    const call = lint(policyFile('faulty', { colour: 'red' }));
    assert.equal(call.exitCode, 1);
    assert.match(call.out, /error: unknown key "colour" \(\/colour\)/);
    assert.match(call.out, /Rule 33, policy-compiles/);
  });

  it('holds the policy against the lock beside it, unless another is named', () => {
    const file = policyFile('locked');
    assert.equal(akkoord(['compile', file, '-o', join(folder, 'site')]).exitCode, 0);
    assert.equal(lint(file).exitCode, 0);
    writeFileSync(file, smallPolicy({ services: [service('new', 'social', ['new.test'])] }));
    assert.match(lint(file).out, /error: raise "revision" to 2: new is new/);
    assert.equal(lint(file, '--lock', 'none').exitCode, 0);
    rmSync(join(folder, 'small.lock.json'));
  });

  it('reads a policy from standard input', () => {
    const call = akkoord(['lint', '-'], { input: smallPolicy({ revision: 0 }) });
    assert.equal(call.exitCode, 1);
    assert.match(call.out, /\(standard input\):\d+:\d+: error: /);
  });

  it('finds no error in the clinic, and never calls a site lawful', () => {
    for (const format of ['text', 'json', 'sarif']) {
      const call = lint(clinicFile, '--format', format);
      assert.equal(call.exitCode, 0);
      assert.doesNotMatch(call.out, /complian|conform/i);
    }
  });
});

describe('its report', () => {
  it('goes to a file by -o, and is what would be printed', () => {
    const file = shielded();
    for (const format of ['text', 'json', 'sarif']) {
      const report = join(folder, 'reports', `report.${format}`);
      const call = lint(file, '--format', format, '-o', report);
      assert.deepEqual([call.exitCode, call.out, call.err], [1, '', '']);
      assert.equal(readFileSync(report, 'utf8'), lint(file, '--format', format).out);
    }
    assert.deepEqual(Object.keys(filesIn(join(folder, 'reports'))).length, 3);
  });

  it('is JSON for programs', () => {
    const linted = JSON.parse(lint(shielded(), '--format', 'json').out) as Linted;
    assert.deepEqual([linted.ok, linted.errors], [false, 1]);
    const numbers = new Set(linted.findings.map(({ number }) => number));
    assert.deepEqual(
      [...numbers],
      Array.from({ length: numbers.size }, (_, i) => i + 1),
    );
    for (const { evidence, source } of linted.findings) assert.ok(evidence !== '' && source !== '');
  });

  it('is SARIF 2.1.0 for code hosts', () => {
    const log = JSON.parse(lint(shielded(), '--format', 'sarif').out) as Sarif;
    assert.equal(log.version, '2.1.0');
    const [run] = log.runs;
    assert.ok(run);
    for (const { ruleId, ruleIndex, kind, level, message } of run.results) {
      assert.equal(run.tool.driver.rules[ruleIndex]?.id, ruleId);
      assert.equal(level === 'none', kind !== 'fail');
      assert.notEqual(message.text, '');
    }
    const errors = run.results.filter(({ level }) => level === 'error');
    assert.deepEqual(
      errors.map(({ ruleId }) => ruleId),
      ['no-privacy-shield'],
    );
  });
});

describe('a wrong call', () => {
  it('is refused with a word on it', () => {
    for (const [words, fault] of [
      [[], /one POLICY is needed/],
      [['a.json', 'b.json'], /one POLICY is needed/],
      [['a.json', '--format', 'xml'], /--format is text, json or sarif/],
      [['a.json', '--colour'], /unknown option --colour/],
      [[join(folder, 'missing.json')], /can't be read/],
    ] as const) {
      const call = lint(...words);
      assert.deepEqual([call.exitCode, call.out], [2, '']);
      assert.match(call.err, fault);
    }
  });

  it('is a failure of the machine where the report can not be written', () => {
    const call = lint(policyFile('unwritten'), '-o', '/proc/report.txt');
    assert.equal(call.exitCode, 3);
    assert.match(call.err, /^error: /);
  });
});
