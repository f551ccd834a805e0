// SPDX-License-Identifier: MIT
/** The studio's lint finds what the command line finds, and survives whatever it is given. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Studio } from '../../wasm/studio-api.ts';
import { akkoord, newFolder, service, smallPolicy } from '../cli/command-line.ts';
import { clinicText, loadBuiltStudio } from './studio-module.ts';

let studio: Studio;
let folder = '';
before(async () => {
  studio = await loadBuiltStudio();
  folder = newFolder();
});
after(() => rmSync(folder, { recursive: true }));

/** Lints a policy both ways, with its lock if there is one, and compares. */
function compareWithCommandLine(name: string, policy: string, lock?: string): void {
  const home = join(folder, name);
  mkdirSync(home);
  writeFileSync(join(home, 'policy.json'), policy);
  if (lock !== undefined) writeFileSync(join(home, 'the lock'), lock);
  const words = ['lint', 'policy.json', '--format', 'json'];
  const call = akkoord([...words, '--lock', lock === undefined ? 'none' : 'the lock'], {
    cwd: home,
  });
  const linted = studio.lint(policy, lock === undefined ? {} : { lock });
  assert.deepEqual(JSON.parse(call.out), linted);
  assert.equal(call.exitCode, linted.ok ? 0 : 1);
}

const exempt = (): string =>
  smallPolicy({
    services: [service('counter', 'analytical', ['counter.test'], { basis: { exempt: 'a law' } })],
  });

describe('lint', () => {
  it('finds what the command line finds, of good policies and of bad ones', () => {
    compareWithCommandLine('clinic', clinicText);
    compareWithCommandLine('exempt', exempt());
    compareWithCommandLine('locked', clinicText, studio.compile(clinicText).lock);
    compareWithCommandLine(
      'more',
      exempt(),
      '{"policy":"small","revisions":{"1":{"services":{}}}}',
    );
    compareWithCommandLine('faulty', smallPolicy({ revision: 0, colour: 'red' }));
    compareWithCommandLine('unreadable', '{');
  });

  it('says which rule, on whose word, where, and what to do', () => {
    const { ok, errors, findings } = studio.lint(exempt(), { path: 'mine.json' });
    assert.equal(ok, false);
    assert.equal(errors, 1);
    const [failure] = findings.filter(({ severity }) => severity === 'error');
    assert.equal(failure?.rule, 'exempt-only-where-lawful');
    assert.match(failure?.source ?? '', /Act of 30 July 2018/);
    assert.equal(failure?.path, 'mine.json');
    assert.equal(failure?.pointer, '/services/0/basis');
    assert.match(failure?.evidence ?? '', /BE exempts no analytics/);
    assert.notEqual(failure?.remedy, '');
  });

  it('leaves what needs a page unchecked', () => {
    const needPage = studio.lint(smallPolicy()).findings.filter(({ needs }) => needs === 'page');
    assert.ok(needPage.length > 15);
    for (const finding of needPage) {
      assert.equal(finding.verdict, 'not_checked', finding.rule);
      assert.match(finding.remedy, /--site/);
    }
  });
});
