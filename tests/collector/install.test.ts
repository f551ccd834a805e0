// SPDX-License-Identifier: MIT
/** What `cmake --install` brings: a unit that systemd takes, and a configuration that it starts with. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { newFolder, smallPolicy } from '../cli/command-line.ts';

describe('an installed collector', () => {
  const prefix = newFolder();
  const unit = join(prefix, 'lib/systemd/system/akkoord-collector.service');

  before(() => {
    const words = ['--install', 'out/native', '--prefix', prefix, '--component', 'collector'];
    const run = spawnSync('cmake', words, { encoding: 'utf8' });
    assert.equal(run.status, 0, run.stderr);
  });
  after(() => rmSync(prefix, { recursive: true, force: true }));

  it('has a unit that names the program where it is, and that systemd takes', () => {
    const program = /^ExecStart=(\S+) /m.exec(readFileSync(unit, 'utf8'))?.[1] ?? '';
    assert.equal(program, join(prefix, 'bin/akkoord-collector'));
    assert.ok(existsSync(program));
    const run = spawnSync('systemd-analyze', ['verify', '--man=no', unit], { encoding: 'utf8' });
    assert.equal(run.status, 0, run.stderr);
    assert.equal(run.stderr, '');
  });

  it('leaves little to harm: systemd rates its exposure below 1.5 of 10', () => {
    const words = ['security', '--offline=true', '--threshold=15', unit];
    const run = spawnSync('systemd-analyze', words, { encoding: 'utf8' });
    assert.equal(run.status, 0, run.stdout.split('\n').at(-2));
  });

  it('has an example of a configuration in which only the places are to be changed', () => {
    const example = JSON.parse(
      readFileSync(join(prefix, 'share/akkoord/collector.example.json'), 'utf8'),
    );
    const folder = join(prefix, 'etc');
    mkdirSync(folder);
    writeFileSync(join(folder, 'clinic.json'), smallPolicy());
    const config = join(folder, 'collector.json');
    const policies = [{ policy: 'clinic.json' }];
    const places = { listen: '127.0.0.1:0', operations: '127.0.0.1:0', data: 'data', policies };
    writeFileSync(config, JSON.stringify({ ...example, ...places }));
    const program = join(prefix, 'bin/akkoord-collector');
    const run = spawnSync(program, ['collect', '--check', '--config', config], {
      encoding: 'utf8',
    });
    assert.equal(run.stdout, '1 policies: the configuration is fine\n', run.stderr);
  });
});
