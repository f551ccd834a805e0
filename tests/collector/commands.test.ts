// SPDX-License-Identifier: MIT
/** The collector's commands. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { consent, Installation, newId, program, RunningCollector } from './running-collector.ts';

function withInstallation(
  changes: Readonly<Record<string, unknown>>,
  look: (installation: Installation) => void,
): void {
  const installation = new Installation(changes);
  try {
    look(installation);
  } finally {
    installation.remove();
  }
}

describe('collect --check', () => {
  it('reads configuration and policies, and makes nothing', () => {
    withInstallation({}, (installation) => {
      const { exitCode, out } = installation.run('collect', '--check');
      assert.equal(exitCode, 0);
      assert.equal(out, '1 policies: the configuration is fine\n');
      assert.ok(!existsSync(installation.data));
    });
  });

  const wrong: [Record<string, unknown>, RegExp][] = [
    [{ dta: 'x' }, /unknown key "dta" \(\/dta\)\n {4}Did you mean "data"\?/],
    [{ listen: 'localhost' }, /"listen" is no address and port/],
    [{ data: 5 }, /"data" is a number, not a text \(\/data\)/],
    [{ policies: [] }, /"policies" is empty/],
    [{ policies: [{ policy: 'missing.json' }] }, /missing\.json can't be read: No such file/],
    [{ policies: [{ policy: 'small.json' }, { policy: 'small.json' }] }, /the same id "small"/],
    [{ policies: [{ policy: 'collector.json' }] }, /collector\.json:1:\d+: error: /],
    [{ policies: [{ policy: 'small.json', lock: 'small.json' }] }, /this is no lock of "small"/],
    [{ timeout_s: 0 }, /"timeout_s" is 0 \(\/timeout_s\)/],
  ];
  for (const [changes, said] of wrong) {
    it(`says what is wrong with ${JSON.stringify(changes)}`, () => {
      withInstallation(changes, (installation) => {
        const { exitCode, err } = installation.run('collect', '--check');
        assert.equal(exitCode, 1);
        assert.match(err, said);
      });
    });
  }
});

describe('akkoord-collector', () => {
  it('says how it is called', () => {
    const call = (...words: string[]) => spawnSync(program, words, { encoding: 'utf8' });
    assert.match(call('--help').stdout, /^usage: akkoord-collector COMMAND/);
    for (const words of [
      [],
      ['collect'],
      ['--config', 'x'],
      ['fly', '--config', 'x'],
      ['collect', '--fast'],
    ]) {
      assert.equal(call(...words).status, 2, words.join(' '));
    }
  });

  it('erases a chain beside a running collector, and lets the log go on under a new key', async () => {
    const installation = new Installation();
    try {
      const collector = await RunningCollector.start(installation);
      const first = consent();
      const second = consent({ previous_id: first.id });
      for (const body of [first, second, consent()]) await collector.send({ body });
      const erased = installation.run('erase', first.id);
      assert.equal(erased.out, '2 records erased\n');
      assert.equal(installation.run('erase', newId()).exitCode, 1);
      assert.equal(installation.run('erase', 'x').exitCode, 2);
      assert.match(installation.run('rotate-key').err, /another akkoord-collector writes to/);
      await collector.end();

      assert.equal(installation.run('rotate-key').exitCode, 0);
      const again = await RunningCollector.start(installation);
      await again.send({ body: consent() });
      await again.end();
      const { out } = installation.run('check-log');
      assert.match(out, /^4 leaves, 2 records, \d heads, 2 keys: the proof log holds\n$/);
    } finally {
      installation.remove();
    }
  });

  it('does not start with a spoiled log, nor without its key', async () => {
    const installation = new Installation();
    try {
      await (await RunningCollector.start(installation)).end();
      writeFileSync(join(installation.data, 'log.key'), 'x');
      await assert.rejects(RunningCollector.start(installation), /is no key: restore it/);
    } finally {
      installation.remove();
    }
  });
});
