// SPDX-License-Identifier: MIT
/** `akkoord compile` of a policy with mistakes: all are named, and everything stays as it was. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Diagnostic } from '../../wasm/studio-api.ts';
import { akkoord, filesIn, newFolder, newHome, service, smallPolicy } from './command-line.ts';

let folder = '';
before(() => {
  folder = newFolder();
});
after(() => rmSync(folder, { recursive: true }));

/** Five mistakes of five kinds. */
const fiveMistakes = smallPolicy({
  revision: '1',
  site: { hosts: ['WWW.small.test'] },
  jurisdictions: [],
  colour: 'red',
  services: [service('counter', 'analytic', ['counter.test'])],
});

describe('an error', () => {
  it('comes with all others, and nothing is written', () => {
    const { path, file, site } = newHome(join(folder, 'mistakes'), smallPolicy());
    assert.equal(akkoord(['compile', file, '-o', site]).exitCode, 0);
    writeFileSync(file, fiveMistakes);
    const before = { ...filesIn(site), lock: readFileSync(join(path, 'small.lock.json')) };
    const times = Object.keys(filesIn(site)).map((name) => statSync(join(site, name)).mtimeMs);
    const { exitCode, out, err } = akkoord(['compile', file, '-o', site]);
    assert.deepEqual([exitCode, out], [1, '']);
    assert.equal(err.match(/: error: /g)?.length, 5, err);
    assert.deepEqual(
      { ...filesIn(site), lock: readFileSync(join(path, 'small.lock.json')) },
      before,
    );
    const later = Object.keys(filesIn(site)).map((name) => statSync(join(site, name)).mtimeMs);
    assert.deepEqual(later, times);
  });

  it('makes no folder', () => {
    const { path, file, site } = newHome(join(folder, 'no-folder'), fiveMistakes);
    akkoord(['compile', file, '-o', site]);
    assert.deepEqual(Object.keys(filesIn(path)), ['clinic.json']);
  });

  it('names place, fault and remedy in the form that editors jump to', () => {
    const { file, site } = newHome(join(folder, 'form'), fiveMistakes);
    const { err } = akkoord(['compile', file, '-o', site]);
    const lines = err.split('\n');
    assert.equal(lines.pop(), '');
    assert.equal(lines.pop(), '5 errors. Nothing was written.');
    const source = fiveMistakes.split('\n');
    for (const line of lines.filter((one) => !one.startsWith('    '))) {
      const form = /^(.+):(\d+):(\d+): error: (.+) \((\/[^ ]*)\)$/.exec(line);
      assert.ok(form, line);
      assert.equal(form[1], file);
      const pointed = (source[Number(form[2]) - 1] ?? '').slice(Number(form[3]) - 1);
      assert.match(pointed, /^["[{\d]/, 'points at the key or value');
    }
    for (const line of lines.filter((one) => one.startsWith('    '))) assert.match(line, /\.$/);
    assert.match(err, /:\d+:\d+: error: unknown key "colour" \(\/colour\)\n {4}/);
    assert.match(err, /Did you mean "analytical"\?/);
  });

  it('has a remedy, whatever the kind of mistake', () => {
    const { out } = akkoord(['compile', '-', '-o', join(folder, 'none'), '--format', 'json'], {
      input: fiveMistakes,
    });
    const { diagnostics } = JSON.parse(out) as { diagnostics: Diagnostic[] };
    const without = diagnostics.filter(({ remedy }) => remedy === '').map(({ fault }) => fault);
    assert.deepEqual(without, []);
  });

  it('is the same as JSON', () => {
    const { file, site } = newHome(join(folder, 'json'), fiveMistakes);
    const { exitCode, out, err } = akkoord(['compile', file, '-o', site, '--format', 'json']);
    assert.deepEqual([exitCode, err], [1, '']);
    const said = JSON.parse(out) as { ok: boolean; diagnostics: Diagnostic[]; files: object[] };
    assert.deepEqual([said.ok, said.files], [false, []]);
    const text = akkoord(['compile', file, '-o', site]).err;
    for (const { path, line, column, severity, fault, pointer, remedy } of said.diagnostics) {
      const wanted = `${path}:${line}:${column}: ${severity}: ${fault} (${pointer})\n`;
      assert.ok(text.includes(remedy ? `${wanted}    ${remedy}\n` : wanted), wanted);
    }
    assert.equal(said.diagnostics.length, 5);
  });

  it('is not coloured where no terminal reads it', () => {
    const { file, site } = newHome(join(folder, 'plain'), fiveMistakes);
    assert.ok(!akkoord(['compile', file, '-o', site]).err.includes('\u001b'));
  });

  it('stays JSON whatever the policy says', () => {
    const odd = smallPolicy({ '\u001b"\\\u2028': 1, revision: 'a"b\\c\u0001' });
    const { exitCode, out } = akkoord(
      ['compile', '-', '-o', join(folder, 'none'), '--format', 'json'],
      { input: odd },
    );
    assert.equal(exitCode, 1);
    assert.equal((JSON.parse(out) as { diagnostics: object[] }).diagnostics.length, 2);
    const spoilt = Buffer.from(smallPolicy({ revision: 'x' })).map((b) => (b === 0x78 ? 0xff : b));
    const call = akkoord(['compile', '-', '-o', join(folder, 'none'), '--format', 'json'], {
      input: spoilt,
    });
    assert.equal((JSON.parse(call.out) as { diagnostics: object[] }).diagnostics.length, 1);
  });
});
