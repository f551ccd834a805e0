// SPDX-License-Identifier: MIT
/** What is taken out of a collector, copied and erased while it runs. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { program as akkoord } from '../cli/command-line.ts';
import {
  consent,
  Installation,
  newId,
  RunningCollector,
  refusal,
  type SentEvent,
  shown,
} from './running-collector.ts';

/** The values of a line of CSV that has no quotes. */
const cells = (line: string): string[] => line.split(',');

describe('an export', () => {
  const installation = new Installation();
  const first = consent({
    sensitive: true,
    services: { chat: true },
    held: { chat: 3 },
    unknown_hosts: ['b.example', 'a.example'],
  });
  const second = consent({ previous_id: first.id, method: 'settings', layer: 2 });
  let collector: RunningCollector;
  const lines = (...words: string[]): string[] => {
    const run = installation.run('export', ...words);
    assert.equal(run.exitCode, 0, run.err);
    assert.match(run.err, /^\d+ rows\n$/);
    return run.out.split(/\r?\n/).slice(0, -1);
  };

  before(async () => {
    collector = await RunningCollector.start(installation);
    const none = { functional: false, analytical: false, advertising: false, social: false };
    const last = consent({ previous_id: second.id, method: 'withdrawal', choice: none });
    for (const body of [first, second, last, refusal(), refusal()]) {
      assert.equal((await collector.send({ body })).status, 204);
    }
    for (let i = 0; i < 5; i += 1) {
      assert.equal((await collector.send({ path: '/consent/shown', body: shown() })).status, 204);
    }
  });
  after(async () => {
    await collector.end();
    installation.remove();
  });

  it('has every record as CSV with a line of names', () => {
    const [names, ...rows] = lines().map(cells);
    assert.equal(rows.length, 3);
    const firstRow = new Map((names ?? []).map((name, i) => [name, rows[0]?.[i] ?? '']));
    const expected = {
      id: first.id,
      kind: 'consent',
      analytical: '1',
      social: '0',
      sensitive: '1',
      services: 'chat:granted',
      held: 'chat:3',
      unknown_hosts: 'a.example b.example',
    };
    for (const [name, value] of Object.entries(expected)) {
      assert.equal(firstRow.get(name), value, name);
    }
    assert.match(firstRow.get('received') ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.deepEqual(
      rows.map((row) => row[names?.indexOf('kind') ?? -1]),
      ['consent', 'consent', 'withdrawal'],
    );
  });

  it('has them as they were logged, without what would prove them, as JSON Lines', () => {
    const records = lines('--format', 'jsonl').map((line) => JSON.parse(line));
    assert.deepEqual(Object.keys(records[0]), ['leaf', 'event', 'received_s']);
    assert.deepEqual(
      records.map(({ leaf, event }) => [leaf, event.previous_id]),
      [
        [0, undefined],
        [1, first.id],
        [2, second.id],
      ],
    );
  });

  it('has counts and rates that fit what was sent', () => {
    const counts = lines('--what=counts', '--format=jsonl').map((line) => JSON.parse(line));
    const times = (what: string): number =>
      counts.filter((row) => row.what === what).reduce((sum, row) => sum + row.times, 0);
    assert.equal(times('shown'), 5);
    assert.equal(times('refused'), 2);
    const rates = lines('--what=rates', '--format=jsonl').map((line) => JSON.parse(line));
    const sum = (name: string): number => rates.reduce((all, row) => all + row[name], 0);
    const sums = { shown: 5, shown_on_entry: 5, refused: 2, consents: 1, accepted_all: 0 };
    for (const [name, expected] of Object.entries(sums)) assert.equal(sum(name), expected, name);
    const chosen = { functional: 0, analytical: 1, changed: 1, withdrawn: 1 };
    for (const [name, expected] of Object.entries(chosen)) assert.equal(sum(name), expected, name);
    const [names, row] = lines('--what=rates').map(cells);
    assert.deepEqual(names, Object.keys(rates[0]));
    assert.deepEqual(row, Object.values(rates[0]).map(String));
  });

  it('lets through what is asked for alone', () => {
    const today = new Date().toISOString().slice(0, 10);
    assert.equal(lines('--from=2020-01-01', `--to=${today}`).length, 4);
    assert.equal(lines('--to=2020-01-01').length, 1);
    assert.equal(lines('--from=2999-12-31').length, 1);
    assert.equal(lines('--policy=other').length, 1);
    assert.equal(lines('--site=www.small.test').length, 4);
    for (const wrong of ['--from=2026-02-30', '--to=tomorrow', '--what=all', '--format=xml']) {
      assert.equal(installation.run('export', wrong).exitCode, 2, wrong);
    }
  });

  it('writes a file for its owner alone', () => {
    const file = join(installation.folder, 'records.csv');
    assert.equal(installation.run('export', '-o', file).exitCode, 0);
    assert.equal(readFileSync(file, 'utf8').split('\r\n').length, 5);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.ok(!existsSync(`${file}.part`));
    assert.equal(installation.run('export', '-o', '/nowhere/records.csv').exitCode, 3);
  });
});

describe('a backup', () => {
  it('has all that was acknowledged before it began, and a collector runs on it', async () => {
    const installation = new Installation({ tree_head_interval_s: 1 });
    const copy = join(installation.folder, 'copy');
    let stop = false;
    try {
      const collector = await RunningCollector.start(installation);
      const acknowledged: SentEvent[] = [];
      const visit = async (): Promise<void> => {
        while (!stop) {
          const event = consent();
          assert.equal((await collector.send({ body: event })).status, 204);
          acknowledged.push(event);
        }
      };
      const visits = Array.from({ length: 8 }, visit);
      while (acknowledged.length < 300) await new Promise(setImmediate);
      const before = acknowledged.slice();
      const words = ['backup', '--config', installation.config, '-o', copy];
      const made = spawnSync(akkoord, words, { encoding: 'utf8' });
      assert.equal(made.status, 0, made.stderr);
      assert.match(made.stdout, / leaves, .*: the proof log holds\n$/);
      while (acknowledged.length < before.length + 50) await new Promise(setImmediate);
      stop = true;
      await Promise.all(visits);
      await collector.end();

      assert.deepEqual(readdirSync(copy).sort(), ['collector.json', 'events.db', 'log.key']);
      for (const file of readdirSync(copy)) {
        assert.equal(statSync(join(copy, file)).mode & 0o777, 0o600, file);
      }
      const again = spawnSync(akkoord, words, { encoding: 'utf8' });
      assert.equal(again.status, 3);
      assert.match(again.stderr, /copy is there already: name a folder that is not/);

      writeFileSync(
        installation.config,
        JSON.stringify({
          ...JSON.parse(readFileSync(join(copy, 'collector.json'), 'utf8')),
          data: 'copy',
        }),
      );
      assert.equal(installation.run('check-log').exitCode, 0);
      const restored = await RunningCollector.start(installation);
      for (const body of before) await restored.send({ body });
      assert.equal(await restored.metric('events_repeated_total'), before.length);
      assert.equal((await restored.send({ body: consent() })).status, 204);
      await restored.end();
      assert.equal(installation.run('check-log').exitCode, 0);
    } finally {
      stop = true;
      installation.remove();
    }
  });

  it('leaves nothing behind when it fails', async () => {
    const installation = new Installation();
    try {
      const copy = join(installation.folder, 'copy');
      assert.match(installation.run('backup', '-o', copy).err, /events\.db is not there/);
      await (await RunningCollector.start(installation)).end();
      writeFileSync(join(installation.data, 'log.key'), '0'.repeat(64));
      assert.equal(installation.run('backup', '-o', copy).exitCode, 3);
      assert.deepEqual(
        readdirSync(installation.folder).filter((name) => name.startsWith('copy')),
        [],
      );
      assert.equal(installation.run('backup').exitCode, 2);
    } finally {
      installation.remove();
    }
  });
});

/** Which bytes of `wanted` some file of `folder` has. */
function foundIn(folder: string, wanted: ReadonlyMap<string, Buffer>): string[] {
  return readdirSync(folder).flatMap((name) => {
    const bytes = readFileSync(join(folder, name));
    return [...wanted]
      .filter(([, part]) => bytes.includes(part))
      .map(([what]) => `${what} in ${name}`);
  });
}

describe('erasing', () => {
  it('leaves no byte of a record in database, log or a backup made after', async () => {
    const installation = new Installation({ tree_head_interval_s: 1 });
    try {
      const collector = await RunningCollector.start(installation);
      const first = consent({ seconds_to_choice: 4_321 });
      const second = consent({ previous_id: first.id, seconds_to_choice: 54_321 });
      const others = Array.from({ length: 400 }, () => consent());
      await Promise.all(others.slice(0, 200).map((body) => collector.send({ body })));
      for (const body of [first, second]) {
        assert.equal((await collector.send({ body })).status, 204);
      }
      await Promise.all(others.slice(200).map((body) => collector.send({ body })));
      const hex = (id: string): Buffer => Buffer.from(id.replace(/-/g, ''), 'hex');
      const wanted = new Map([
        ['id', hex(first.id)],
        ['second id', hex(second.id)],
        ['text of id', Buffer.from(first.id)],
        ['text of second id', Buffer.from(second.id)],
        ['a value', Buffer.from('"seconds_to_choice":4321,')],
        ['a second value', Buffer.from('"seconds_to_choice":54321,')],
      ]);
      assert.ok(foundIn(installation.data, wanted).length >= wanted.size, 'they were there');
      const rates = installation.run('export', '--what=rates').out;

      const words = ['erase', '--subject', second.id, '--config', installation.config];
      const erased = spawnSync(akkoord, words, { encoding: 'utf8' });
      assert.equal(erased.status, 0, erased.stderr);
      assert.match(
        erased.stdout,
        /^2 records erased\n402 leaves, 400 records, .*: the proof log holds\n$/,
      );
      assert.deepEqual(foundIn(installation.data, wanted), []);
      assert.equal(installation.run('backup', '-o', `${installation.data}-copy`).exitCode, 0);
      assert.deepEqual(foundIn(`${installation.data}-copy`, wanted), []);
      assert.equal(installation.run('export', '--what=rates').out, rates);
      assert.equal(installation.run('prove', first.id).exitCode, 1);

      assert.equal((await collector.send({ body: consent() })).status, 204);
      await collector.end();
      assert.deepEqual(foundIn(installation.data, wanted), []);
      assert.equal(installation.run('erase', '--subject', newId()).exitCode, 1);
    } finally {
      installation.remove();
    }
  });
});
