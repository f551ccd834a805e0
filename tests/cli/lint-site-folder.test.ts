// SPDX-License-Identifier: MIT
/** `akkoord lint --site` on a folder: served on loopback under the policy's hosts, here with Akkoord's own banner. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { akkoord, newFolder } from './command-line.ts';
import { clinicPolicy, failures, type Linted, runLint } from './lint-site/run-lint.ts';

let folder = '';
let policy = '';
before(() => {
  folder = newFolder();
  policy = join(folder, 'small.json');
  writeFileSync(policy, clinicPolicy());
});
after(() => {
  rmSync(folder, { recursive: true });
});

/** A site of two pages with Akkoord in them. */
function writeSite(site: string): void {
  mkdirSync(join(site, 'treatments'), { recursive: true });
  const compiled = akkoord(['compile', policy, '-o', join(site, 'akkoord'), '--lock', 'none']);
  assert.equal(compiled.exitCode, 0, compiled.err);
  const snippet = readFileSync(join(site, 'akkoord/snippet.html'), 'utf8');
  const page = (title: string): string =>
    `<!doctype html><html lang="en"><head>${snippet}<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title></head>
<body><h1>${title}</h1><p>We listen first, and at length.</p>
<a href="/">Home</a> <a href="/treatments/">Treatments</a>
<script src="http://counter.test/count.js"></script></body></html>`;
  writeFileSync(join(site, 'index.html'), page('Small Clinic'));
  writeFileSync(join(site, 'treatments/index.html'), page('Treatments'));
}

describe('lint --site FOLDER', () => {
  let linted: Linted;
  before(async () => {
    const site = join(folder, 'site');
    writeSite(site);
    linted = await runLint([
      policy,
      '--lock',
      'none',
      '--site',
      site,
      '--host-rules=MAP * ~NOTFOUND',
    ]);
  });

  it("finds Akkoord's banner, settings and way back, and nothing against them", () => {
    const found = linted.findings.filter(({ page, verdict }) => page && verdict === 'failed');
    assert.deepEqual(
      found.map(({ rule, evidence }) => `${rule}: ${evidence}`),
      [
        'declared-is-observed: memory is declared, but was not seen on 2 pages',
        'declared-is-observed: ads is declared, but was not seen on 2 pages',
      ],
      linted.err,
    );
    const passed = linted.findings.filter(({ verdict }) => verdict === 'passed');
    const evidence = Object.fromEntries(passed.map((one) => [one.rule, one.evidence]));
    assert.match(evidence['equal-size'] ?? '', /"Accept all" .*"Reject all"/);
    assert.match(evidence['no-pre-ticks'] ?? '', /all that is optional starts off/);
    assert.match(evidence['withdrawing-is-as-easy'] ?? '', /1 behind "Cookie settings"/);
    assert.match(evidence['no-nagging'] ?? '', /179 days later/);
  });

  it('does not judge what a folder cannot show', () => {
    const [one] = linted.findings.filter(({ rule }) => rule === 'refusal-survives-safari');
    assert.equal(one?.verdict, 'not_checked');
    assert.match(one?.evidence ?? '', /a folder has no server/);
  });

  it('finds no banner where there is none, and says so', async () => {
    const site = join(folder, 'bare');
    mkdirSync(site);
    writeFileSync(
      join(site, 'index.html'),
      '<!doctype html><html lang="en"><title>Bare</title><p>Nothing asks.',
    );
    writeFileSync(join(folder, 'secret.txt'), "not the site's");
    symlinkSync(join(folder, 'secret.txt'), join(site, 'link.txt'));
    const bare = await runLint([policy, '--lock', 'none', '--site', site, '--pages', '1']);
    const one = bare.findings.find(({ rule }) => rule === 'equal-size');
    assert.deepEqual(
      [one?.verdict, one?.evidence],
      ['not_checked', 'no layer that asks for consent was found'],
    );
    assert.deepEqual(failures(bare, 'no-request-before-choice'), []);
  });
});

describe('a call of lint --site', () => {
  it('is refused where it is wrong', () => {
    for (const words of [
      ['--site', 'www.small.test'],
      ['--site', 'file:///etc'],
      ['--site', 'http://www.small.test/ x'],
      ['--site', '.', '--pages', '21'],
      ['--site', '.', '--wait', '-1'],
      ['--site', '.', '--time', '0'],
      ['--pages', '3'],
      ['--host-rules', 'MAP * 127.0.0.1'],
    ]) {
      assert.equal(
        akkoord(['lint', policy, '--lock', 'none', ...words]).exitCode,
        2,
        words.join(' '),
      );
    }
  });

  it('ends with 3 where the site cannot be visited, or there is no Chromium', () => {
    const unreachable = ['--site', 'http://www.small.test/?a=b', '--host-rules=MAP * ~NOTFOUND'];
    const { exitCode, out, err } = akkoord(['lint', policy, '--lock', 'none', ...unreachable]);
    assert.deepEqual([exitCode, out], [3, '']);
    assert.match(err, /^akkoord lint: http:\/\/www\.small\.test\/ can't be visited: net::ERR_/m);
    const words = ['--site', '.', '--chromium', '/nowhere/chromium'];
    const without = akkoord(['lint', policy, '--lock', 'none', ...words]);
    assert.equal(without.exitCode, 3);
    assert.match(without.err, /^akkoord lint: \/nowhere\/chromium is no program/);
  });
});
