// SPDX-License-Identifier: MIT
/** The clinic's policy: right as it lies there, and each kind of mistake in it found on its line. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { Studio } from '../../wasm/studio-api.ts';
import { akkoord, newFolder } from '../cli/command-line.ts';
import { clinicFile, clinicText, loadBuiltStudio } from '../studio/studio-module.ts';
import type { Mistake } from './mistake.ts';
import { policyMistakes } from './policy-mistakes.ts';
import { serviceMistakes } from './service-mistakes.ts';

let studio: Studio;
before(async () => {
  studio = await loadBuiltStudio();
});

const lockFile = 'consent-config/clinics/2pass.lock.json';

describe('2pass', () => {
  it('compiles without a word', () => {
    assert.deepEqual(studio.compile(clinicText).diagnostics, []);
  });

  it('has the lock that compiling writes', () => {
    const lock = readFileSync(lockFile, 'utf8');
    assert.equal(studio.compile(clinicText, { lock }).lock, lock);
    const first = studio.compile(clinicText, { date: '2026-11-21' });
    assert.equal(first.lock, lock, 'only revision 1 has been');
  });

  it('leaves the repository as it is when it is compiled where it lies', () => {
    const folder = newFolder();
    const state = (): string =>
      execFileSync('git', ['status', '--porcelain=v1', 'consent-config'], { encoding: 'utf8' }) +
      readFileSync(lockFile, 'utf8');
    const before = state();
    assert.equal(akkoord(['compile', clinicFile, '-o', folder]).exitCode, 0);
    assert.equal(state(), before);
    rmSync(folder, { recursive: true });
  });

  it('promises nothing to third parties as mandatory, and asks for all else', () => {
    const policy = studio.open(clinicText);
    const mandatory = policy.services.filter(({ category }) => category === 'mandatory');
    assert.deepEqual(
      mandatory.map(({ service }) => service),
      ['october', 'contact-id'],
    );
    policy.delete();
  });
});

const mistakes: Readonly<Record<string, Mistake>> = { ...policyMistakes, ...serviceMistakes };

/** Line and column, from 1, of the first "@" that `by` holds; nothing where it holds none. */
function spoiltBy({ text, by }: Mistake): { spoilt: string; line?: number; column?: number } {
  assert.ok(clinicText.includes(text), `the policy has no ${text}`);
  const marked = clinicText.replace(text, () => by.replace('@', '\u0001'));
  const ahead = marked.slice(0, marked.indexOf('\u0001') + 1).split('\n');
  const spoilt = marked.replace('\u0001', '');
  if (!marked.includes('\u0001')) return { spoilt };
  return { spoilt, line: ahead.length, column: ahead[ahead.length - 1]?.length ?? 0 };
}

describe('in 2pass', () => {
  for (const [name, mistake] of Object.entries(mistakes)) {
    it(`${name} is found where it stands`, () => {
      const { spoilt, line, column } = spoiltBy(mistake);
      const { ok, diagnostics, files } = studio.compile(spoilt, { path: '2pass.json' });
      assert.deepEqual([ok, files], [false, {}]);
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      const [first] = errors;
      assert.ok(first);
      assert.match(first.fault, mistake.says);
      assert.ok(
        first.pointer.startsWith(mistake.pointer),
        `${first.pointer}, not ${mistake.pointer}`,
      );
      assert.equal(first.path, '2pass.json');
      if (line !== undefined)
        assert.deepEqual([first.line, first.column], [line, column], first.fault);
      assert.equal(errors.length, 1, errors.map(({ fault }) => fault).join('\n'));
    });
  }

  it('each kind comes with a remedy', () => {
    const without = Object.values(mistakes).flatMap((mistake) =>
      studio
        .compile(spoiltBy(mistake).spoilt)
        .diagnostics.filter(({ remedy }) => remedy === '')
        .map(({ fault }) => fault),
    );
    assert.deepEqual(without, []);
  });

  it('all kinds at once are all found', () => {
    const apart = [
      'an unknown key',
      'a text for a number',
      'a number too large',
      'an empty list',
      'a colour by name',
    ];
    const spoilt = apart.reduce((text, name) => {
      const { text: from = '', by = '' } = mistakes[name] ?? {};
      return text.replace(from, () => by.replace('@', ''));
    }, clinicText);
    const { diagnostics } = studio.compile(spoilt);
    assert.equal(diagnostics.filter(({ severity }) => severity === 'error').length, apart.length);
  });

  it('a mandatory third party is warned of, and compiled', () => {
    const spoilt = clinicText.replace(
      '"preset": "google-tag-manager",\n      "category": "analytical"',
      '"preset": "google-tag-manager", "category": "mandatory"',
    );
    const { ok, diagnostics } = studio.compile(spoilt);
    assert.equal(ok, true);
    assert.match(
      diagnostics.map(({ severity, fault }) => `${severity}: ${fault}`).join('\n'),
      /^warning: "google-tag-manager" is mandatory and asks /m,
    );
  });

  it('a mistake leaves site and lock as they were', () => {
    const folder = newFolder();
    const file = join(folder, '2pass.json');
    writeFileSync(file, clinicText.replace('"revision": 1', '"revision": 0'));
    assert.equal(akkoord(['compile', file, '-o', join(folder, 'site')]).exitCode, 1);
    const names = execFileSync('ls', [folder], { encoding: 'utf8' });
    assert.equal(names, '2pass.json\n');
    rmSync(folder, { recursive: true });
  });
});
