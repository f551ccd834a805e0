// SPDX-License-Identifier: MIT
/** What is taken out of ClickHouse, counted in it and erased from it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Cluster, password, until, user } from './clickhouse-cluster.ts';
import { clickHouseInstallation } from './clickhouse-installation.ts';
import {
  consent,
  Installation,
  newId,
  RunningCollector,
  refusal,
  type SentEvent,
  shown,
} from './running-collector.ts';

const ratesPeer = 'out/native/tests/collector/clickhouse_rates_peer';

/** Lines of JSON without what differs between stores and moments. */
const eventsIn = (lines: string): unknown[] =>
  lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line).event)
    .sort((a, b) => (a.id < b.id ? -1 : 1));

/** Its tests; `started` has the cluster that runs. */
export function keepingInClickHouse(started: () => Cluster): void {
  describe('what is kept in ClickHouse', () => {
    let cluster: Cluster;
    let installation: Installation;
    let collector: RunningCollector;
    const folder = new Installation();
    const chain: SentEvent[] = [consent({ services: { chat: true } })];
    chain.push(consent({ previous_id: chain[0]?.id, method: 'settings', layer: 2 }));

    before(async () => {
      cluster = started();
      installation = clickHouseInstallation(cluster, 'e', { database: 'kept' });
      const made = installation.run('clickhouse-schema', '--apply');
      assert.equal(made.exitCode, 0, made.err);
      collector = await RunningCollector.start(installation);
      const other = await RunningCollector.start(folder);
      const sent = [...chain, ...Array.from({ length: 20 }, () => consent()), refusal(), refusal()];
      for (const one of [collector, other]) {
        for (const body of sent) assert.equal((await one.send({ body })).status, 204);
        for (let times = 0; times < 3; times += 1) {
          await one.send({ path: '/consent/shown', body: shown() });
        }
      }
      await other.end();
    });
    after(async () => {
      await collector?.end('SIGKILL');
      installation?.remove();
      folder.remove();
    });

    /** What `akkoord export` says. */
    function exported(from: Installation, ...words: string[]): string {
      const run = from.run('export', ...words);
      assert.equal(run.exitCode, 0, run.err);
      return run.out;
    }

    it('is exported as from a folder, with the log that each record is in', () => {
      for (const what of ['--what=counts', '--what=rates']) {
        const lines = (text: string): string[] => text.split('\r\n').sort();
        assert.deepEqual(lines(exported(installation, what)), lines(exported(folder, what)));
      }
      const json = exported(installation, '--format=jsonl');
      assert.match(json, /^\{"log":"e","leaf":\d+,"event":/);
      assert.deepEqual(eventsIn(json), eventsIn(exported(folder, '--format=jsonl')));
      assert.match(exported(installation), /^log,leaf,kind,/);
      assert.equal(exported(installation, '--to=2020-01-01').split('\r\n').length, 2);
      assert.equal(exported(installation, '--site=other.test').split('\r\n').length, 2);
      const moved = installation.run('export', '--data', 'x');
      assert.equal(moved.exitCode, 2);
      assert.match(moved.err, /--data is of no use/);
    });

    it('is counted as SQLite counts it, whatever is asked', () => {
      const made = clickHouseInstallation(cluster, 'r', { database: 'rated' });
      assert.equal(made.run('clickhouse-schema', '--apply').exitCode, 0);
      made.remove();
      const words = ['7', user, password, 'rated', 'r', ...cluster.urls];
      const run = spawnSync(ratesPeer, words, { encoding: 'utf8' });
      assert.equal(run.status, 0, run.stdout + run.stderr);
      assert.match(run.stdout, /^\d{3,} answers compared$/m);
    });

    it('is erased, chain by chain, and the log still holds', async () => {
      const [first, second] = chain;
      await until(() => installation.run('prove', second?.id ?? '').exitCode === 0, 'a head');
      const run = installation.run('erase', '--subject', first?.id ?? '');
      assert.equal(run.exitCode, 0, run.err);
      assert.match(run.out, /^2 records erased\nshard e: \d+ leaves, 2\d records, .* holds/);
      assert.equal(installation.run('prove', second?.id ?? '').exitCode, 1);
      for (const [number] of cluster.urls.entries()) {
        const left = `SELECT count() FROM kept.events WHERE lower(hex(id)) = '${second?.id.replace(/-/g, '')}'`;
        assert.equal(await cluster.ask(left, number), '0\n');
      }
      assert.equal(installation.run('erase', '--subject', newId()).exitCode, 1);
      // A new one has no head over it yet, or just got it: never half.
      const event = consent();
      await collector.send({ body: event });
      const soon = installation.run('erase', '--subject', event.id);
      if (soon.exitCode !== 0) assert.match(soon.err, /^nothing was erased: no signed head/);
      assert.equal(await collector.end(), 0);
      collector = await RunningCollector.start(installation);
      assert.equal(installation.run('check-log').exitCode, 0);
    });

    it('is copied by its replicas: backup says so and does nothing', () => {
      const target = join(installation.folder, 'copy');
      const run = installation.run('backup', '-o', target);
      assert.equal(run.exitCode, 1);
      assert.match(run.err, /docs\/collector-clickhouse\.md/);
    });

    it('is deleted when its time is over', async () => {
      const issued_s = Math.floor(Date.now() / 1000) - 2;
      const short = consent({ issued_s, expires_s: issued_s + 3 });
      assert.equal((await collector.send({ body: short })).status, 204);
      const long = consent();
      assert.equal((await collector.send({ body: long })).status, 204);
      await until(() => installation.run('prove', short.id).exitCode === 0, 'a head');
      assert.equal(await collector.end(), 0);
      const config = {
        ...installation.settings(),
        policies: [{ policy: 'small.json', retention_days: 0 }],
      };
      writeFileSync(installation.config, JSON.stringify(config));
      await until(() => Date.now() / 1000 > issued_s + 5, 'it to expire');
      collector = await RunningCollector.start(installation);
      await until(() => installation.run('prove', short.id).exitCode === 1, 'it to go', 120_000);
      assert.equal(installation.run('prove', long.id).exitCode, 0);
      const { exitCode, err } = installation.run('check-log');
      assert.equal(exitCode, 0, err);
    });
  });
}
