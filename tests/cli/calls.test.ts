// SPDX-License-Identifier: MIT
/** How the program is called, and what it ends with: scripts go by its exit codes. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { clinicFile } from '../studio/studio-module.ts';
import { akkoord, filesIn, newFolder, program, smallPolicy } from './command-line.ts';

let folder = '';
let policy = '';
before(() => {
  folder = newFolder();
  policy = join(folder, 'small.json');
  writeFileSync(policy, smallPolicy());
});
after(() => rmSync(folder, { recursive: true }));

const fine = 0;
const badInput = 1;
const badCall = 2;
const machineFailed = 3;

const everyCommand = [
  'backup',
  'collect',
  'compile',
  'declare',
  'erase',
  'export',
  'headers',
  'inspect',
  'lint',
  'prove',
  'verify',
];

describe('help', () => {
  it('is printed for the program and for each command it names', () => {
    const { exitCode, out, err } = akkoord(['--help']);
    assert.deepEqual([exitCode, err], [fine, '']);
    const commands = [...out.matchAll(/^ {2}([a-z]+) {3}/gm)].map(([, name = '']) => name);
    assert.deepEqual(commands, everyCommand);
    for (const command of commands) {
      const help = akkoord([command, '--help']);
      assert.equal(help.exitCode, fine);
      assert.match(help.out, new RegExp(`^usage: akkoord ${command} `));
      assert.equal(akkoord([command, '-h']).out, help.out);
    }
  });

  it('fits 100 columns and knows each option that it names', () => {
    for (const command of everyCommand) {
      const { out } = akkoord([command, '--help']);
      for (const line of out.split('\n')) assert.ok(line.length <= 100, line);
      const named = [...out.matchAll(/^ {2}(?:-o, )?(--[a-z-]+)/gm)].map(([, name = '']) => name);
      assert.ok(named.length > 1, command);
      for (const option of named) {
        const { err } = akkoord([command, policy, option]);
        assert.doesNotMatch(err, /unknown option/, `${command} ${option}`);
      }
    }
  });

  it('names the exit codes', () => {
    assert.match(akkoord(['--help']).out, /0 fine, 1 the input is wrong, 2 the call is wrong, 3 /);
  });
});

describe('the version', () => {
  it('is that of the package', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    const call = akkoord(['--version']);
    assert.deepEqual([call.exitCode, call.out, call.err], [fine, `akkoord ${version}\n`, '']);
  });
});

describe('a wrong call', () => {
  const calls: readonly (readonly string[])[] = [
    [],
    ['compiel'],
    ['--colour'],
    ['compile'],
    ['compile', clinicFile],
    ['compile', clinicFile, '-o'],
    ['compile', clinicFile, clinicFile, '-o', 'out/none'],
    ['compile', clinicFile, '-o', 'out/none', '--format', 'xml'],
    ['compile', clinicFile, '-o', 'out/none', '--verbose'],
    ['compile', clinicFile, '-o', 'out/none', '--help=1'],
    ['declare'],
    ['declare', clinicFile, '--format', 'pdf'],
    ['declare', clinicFile, '--format', 'markdown', '--page'],
    ['declare', clinicFile, '-o', 'out/none.md', '--style'],
    ['declare', clinicFile, '--page', '--style'],
    ['declare', clinicFile, '--date', '2026-02-30'],
    ['declare', clinicFile, '--base', '/akkoord/'],
    ['headers', clinicFile],
    ['headers', clinicFile, '--for', 'iis'],
    ['headers', clinicFile, '--for', 'plain', '--now', '12x'],
    ['headers', clinicFile, '--for', 'plain', '--now', '-1'],
    ['headers', clinicFile, '--for', 'plain', '--now', '99999999999999999999'],
    ['headers', clinicFile, '--for', 'plain', '--route', 'booking/'],
    ['headers', '--for', 'plain'],
  ];
  for (const words of calls) {
    it(`${words.join(' ') || 'without words'} ends with 2, a reason and where to look`, () => {
      const { exitCode, out, err } = akkoord(words);
      assert.deepEqual([exitCode, out], [badCall, '']);
      assert.match(
        err,
        /^akkoord( compile| declare| headers)?: .+\nSee akkoord( compile| declare| headers)? --help\.\n$/,
      );
    });
  }

  it('prints nothing that steers a terminal', () => {
    const { err } = akkoord(['compile', clinicFile, '-o', 'out/none', '--\u001b[31m\u0007']);
    assert.ok(!err.includes('\u001b') && !err.includes('\u0007'), JSON.stringify(err));
  });
});

describe('a file that is not there', () => {
  for (const words of [
    ['compile', 'out/no-such.json', '-o', 'out/none'],
    ['declare', 'out/no-such.json'],
    ['headers', 'out/no-such.json', '--for', 'plain'],
    ['compile', clinicFile, '-o', 'out/none', '--map-hosts', 'out/no-such.json'],
  ]) {
    it(`is named: ${words.join(' ')}`, () => {
      const { exitCode, out, err } = akkoord(words);
      assert.deepEqual([exitCode, out], [badCall, '']);
      assert.match(err, /^out\/no-such\.json: error: can't be read: /);
    });
  }
});

describe('a machine that fails', () => {
  it('ends with 3 when the policy can not be read', (test) => {
    const asFolder = akkoord(['compile', folder, '-o', join(folder, 'none')]);
    assert.equal(asFolder.exitCode, machineFailed);
    assert.match(asFolder.err, /error: can't be read: /);
    if (process.getuid?.() === 0) return test.diagnostic('root reads what is locked');
    const locked = join(folder, 'locked.json');
    writeFileSync(locked, smallPolicy());
    chmodSync(locked, 0);
    const call = akkoord(['compile', locked, '-o', join(folder, 'none')]);
    assert.equal(call.exitCode, machineFailed);
  });

  it('ends with 3 when the folder can not be made, and leaves the lock alone', () => {
    const home = join(folder, 'unwritable');
    mkdirSync(home);
    const own = join(home, 'small.json');
    writeFileSync(own, smallPolicy());
    const before = filesIn(home);
    for (const outdir of [join(own, 'site'), own, '/proc/akkoord/site']) {
      const { exitCode, out, err } = akkoord(['compile', own, '-o', outdir]);
      assert.deepEqual([exitCode, out], [machineFailed, ''], outdir);
      assert.match(err, /^error: .+: .+\n$/m);
      assert.deepEqual(filesIn(home), before, outdir);
    }
  });

  it('writes all or none: a file that can not be replaced keeps the others as they were', () => {
    const home = join(folder, 'half');
    mkdirSync(join(home, 'site', 'snippet.html', 'in-the-way'), { recursive: true });
    const own = join(home, 'small.json');
    writeFileSync(own, smallPolicy());
    writeFileSync(join(home, 'site', 'akkoord.js'), 'former');
    const { exitCode } = akkoord(['compile', own, '-o', join(home, 'site')]);
    assert.equal(exitCode, machineFailed);
    assert.equal(readFileSync(join(home, 'site', 'akkoord.js'), 'utf8'), 'former');
    assert.deepEqual(Object.keys(filesIn(home)), ['small.json']);
  });

  it('ends with 3 when what is printed does not arrive', () => {
    const full = openSync('/dev/full', 'w');
    for (const words of [['--help'], ['headers', clinicFile, '--for', 'plain']]) {
      const run = spawnSync(program, words, { stdio: ['ignore', full, 'pipe'] });
      assert.equal(run.status, machineFailed, words.join(' '));
    }
  });
});

describe('bad input', () => {
  it('ends with 1, each command saying what it did not do', () => {
    const input = smallPolicy({ revision: 0 });
    const compile = akkoord(['compile', '-', '-o', join(folder, 'none')], { input });
    assert.equal(compile.exitCode, badInput);
    assert.match(compile.err, /\n1 error\. Nothing was written\.\n$/);
    const headers = akkoord(['headers', '-', '--for', 'plain'], { input });
    assert.deepEqual([headers.exitCode, headers.out], [badInput, '']);
    assert.match(headers.err, /\n1 error\. No header was printed\.\n$/);
  });

  it('ends with 1 for a base that is no address', () => {
    for (const base of ['akkoord/', '//cdn.test/', 'ftp://x/', 'https://', '/a"b/', '/a b/', '']) {
      const { exitCode, err } = akkoord([
        'compile',
        policy,
        '-o',
        join(folder, 'none'),
        '--base',
        base,
      ]);
      assert.equal(exitCode, badInput, base);
      assert.match(err, /^--base: error: .+\n {4}.+\n1 error\. Nothing was written\.\n$/);
    }
    assert.deepEqual(filesIn(join(folder, 'none')), {});
  });
});
