// SPDX-License-Identifier: MIT
/** Several collectors beside one ClickHouse of three replicas: what one stores, another proves. */
import assert from 'node:assert/strict';
import { chmodSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { type Cluster, until } from './clickhouse-cluster.ts';
import { clickHouseInstallation } from './clickhouse-installation.ts';
import { Load } from './load.ts';
import {
  consent,
  type Installation,
  newId,
  RunningCollector,
  refusal,
  type SentEvent,
  shown,
} from './running-collector.ts';

/** Proves `id` as soon as it is signed; returns the receipt. */
async function proved(installation: Installation, id: string): Promise<string> {
  let receipt = '';
  await until(() => {
    const { exitCode, out, err } = installation.run('prove', id);
    receipt = out;
    if (exitCode !== 0) assert.match(err, /^no signed head covers this record yet/);
    return exitCode === 0;
  }, 'a head over the record');
  return receipt;
}

/** Their tests; `started` has the cluster that runs. */
export function severalCollectors(started: () => Cluster): void {
  describe('collectors beside ClickHouse', () => {
    let cluster: Cluster;
    const installations: Installation[] = [];
    let a: Installation;
    let b: Installation;
    let first: RunningCollector;
    let second: RunningCollector;
    let keys = '';

    /** A configuration for shard `name` of the cluster. */
    function shard(name: string, changes: Readonly<Record<string, unknown>> = {}): Installation {
      const installation = clickHouseInstallation(cluster, name, changes);
      installations.push(installation);
      return installation;
    }

    before(async () => {
      cluster = started();
      a = shard('a');
      b = shard('b');
      assert.match(a.run('collect', '--check').err, /lacks tables .*clickhouse-schema --apply/);
      assert.equal(a.run('check-log').exitCode, 3);
      for (const one of [a, b]) {
        const made = one.run('clickhouse-schema', '--apply');
        assert.equal(made.exitCode, 0, made.err);
      }
      [first, second] = await Promise.all([RunningCollector.start(a), RunningCollector.start(b)]);
    });
    after(async () => {
      for (const collector of [first, second]) await collector?.end('SIGKILL');
      for (const installation of installations) installation.remove();
    });

    it('are told by --check what is there', () => {
      const { exitCode, out, err } = a.run('collect', '--check');
      assert.equal(exitCode, 0, err);
      assert.equal(out, '1 policies: the configuration is fine\n');
      assert.match(
        shard('a', { quorum: 4 }).run('collect', '--check').err,
        /"quorum" is 4, and of 3 replicas 3 are there/,
      );
      const silent = shard('a', { urls: ['http://127.0.0.1:1', ...cluster.urls] });
      assert.match(silent.run('collect', '--check').err, /^warning: http:\/\/127\.0\.0\.1:1: /);
      assert.equal(silent.run('collect', '--check').exitCode, 0);
      const wrong = shard('a', {
        password_environment: undefined,
        password_file: 'collector.json',
      });
      assert.equal(wrong.run('collect', '--check').exitCode, 1);
    });

    it('prove a chain that came to both, by the keys of both logs', async () => {
      const chain = [consent()];
      for (const method of ['settings', 'banner', 'settings']) {
        chain.push(consent({ previous_id: chain.at(-1)?.id, method, layer: 2 }));
      }
      for (const [number, body] of chain.entries()) {
        const to = number % 2 === 0 ? first : second;
        assert.equal((await to.send({ body })).status, 204);
      }
      const ids = chain.map(({ id }) => id);
      const receipt = await proved(b, ids[0] ?? '');
      const recordsOf = (text: string): number =>
        JSON.parse(text)['akkoord:evidence'].records.length;
      assert.equal(recordsOf(receipt), chain.length);
      assert.equal(recordsOf(await proved(a, ids[3] ?? '')), chain.length);
      const file = b.write('receipt.json', receipt);
      keys = b.write('keys.json', b.run('log-key', '--format', 'json').out);
      const verified = b.verifyBy('--keys', file, keys);
      assert.equal(verified.exitCode, 0, verified.err);
      for (const id of ids) assert.match(verified.out, new RegExp(`id +${id}`));
      assert.equal(verified.out.match(/^The receipt holds: log /gm)?.length, 2);

      // The key of one log vouches for no other, and what is changed holds no more.
      const [own = ''] = b.run('log-key').out.split('\n');
      assert.match(b.verify(file, own).err, /it is of another log/);
      const logs = JSON.parse(receipt)['akkoord:evidence'].logs;
      assert.equal(logs.length, 2);
      for (const [from, to] of [
        ['"log": 0', '"log": 1'],
        ['"log": 1', '"log": 2'],
        ['"logs"', '"log"'],
      ] as const) {
        const changed = b.write('changed.json', receipt.replace(from, to));
        assert.equal(b.verifyBy('--keys', changed, keys).exitCode, 1, from);
      }
      const page = b.run('prove', ids[0] ?? '', '--format', 'html').out;
      assert.match(page, /akkoord verify FILE --keys KEYS/);
      assert.equal(b.verifyBy('--keys', b.write('page.html', page), keys).exitCode, 0);
    });

    it('give the visitor a receipt, and everyone the keys', async () => {
      const event = consent();
      await first.send({ body: event });
      await proved(a, event.id);
      const key = await second.send({ method: 'GET', path: '/consent/log-key' });
      const known = JSON.parse(key.body).logs ?? [JSON.parse(key.body)];
      assert.ok(known.length >= 1, key.body);
      const listed = a.run(
        ...['prove', '--list', '--site', 'www.small.test', '--format', 'json'],
        ...['--from', '2020-01-01', '--to', '2099-12-31'],
      );
      assert.equal(listed.exitCode, 0, listed.err);
      assert.ok(JSON.parse(listed.out).some(({ id }: { id: string }) => id === event.id));
      assert.equal(a.run('shown', event.id, '-o', `${a.folder}/shown`).exitCode, 1);
    });

    it('answer an event again, and another one of its id not', async () => {
      const event = consent();
      const refused = refusal();
      for (const body of [event, refused]) assert.equal((await first.send({ body })).status, 204);
      const [repeated, other] = [
        await first.metric('events_repeated_total'),
        await second.metric('events_repeated_total'),
      ];
      for (const to of [first, second]) {
        for (const body of [event, refused]) assert.equal((await to.send({ body })).status, 204);
        assert.equal((await to.send({ body: { ...event, language: 'nl' } })).status, 409);
      }
      assert.equal((await first.metric('events_repeated_total')) - repeated, 2);
      assert.equal((await second.metric('events_repeated_total')) - other, 2);
      const { id } = event;
      const count = `SELECT count() FROM akkoord.events WHERE lower(hex(id)) = '${id.replace(/-/g, '')}'`;
      assert.equal(await cluster.ask(count), '1\n');
    });

    it('each have a log of their own, and see that of the other', async () => {
      await first.send({ body: consent() });
      await second.send({ body: consent() });
      let said = '';
      await until(() => {
        const { exitCode, out, err } = a.run('check-log');
        assert.equal(exitCode, 0, err);
        said = out;
        return out.match(/ witnesses of other shards/g)?.length === 2;
      }, 'both to be witnesses');
      assert.match(
        said,
        /^shard a: \d+ leaves, \d+ records, \d+ heads, 1 keys: the proof log holds/m,
      );
      assert.match(
        said,
        /^shard b: \d+ leaves, \d+ records, \d+ heads, 1 keys: the proof log holds/m,
      );
    });

    it('do not write the log of another', async () => {
      const twin = shard('a');
      await assert.rejects(RunningCollector.start(twin), /the key|log-a\.key/i);
      chmodSync(twin.write('data/log-a.key', readFileSync(`${a.data}/log-a.key`, 'utf8')), 0o600);
      await assert.rejects(
        RunningCollector.start(twin),
        /another collector writes shard \\?"a\\?"/,
      );
      assert.equal((await first.send({ body: consent() })).status, 204);
    });

    it('tell whoever watches them', async () => {
      const { status, body } = await first.send({ method: 'GET', path: '/metrics' });
      assert.equal(status, 200);
      assert.match(body, /^akkoord_failing 0$/m);
      assert.match(body, /^akkoord_commits_total [1-9]/m);
      assert.doesNotMatch(body, /akkoord_disk_free_bytes/);
      assert.equal((await first.send({ method: 'GET', path: '/healthz' })).status, 200);
    });

    it('lose nothing when a replica is killed, and count it when it is back', async () => {
      const loads = [new Load(8, [204, 503]), new Load(8, [204, 503])];
      let isOver = false;
      const sending = [first, second].map((collector, number) =>
        loads[number]?.sendUntilGone({
          send: (sent) => (isOver ? Promise.reject(new Error('over')) : collector.send(sent)),
        }),
      );
      const answered = (): number => loads.reduce((sum, load) => sum + load.answered, 0);
      const more = async (count: number): Promise<void> => {
        const enough = answered() + count;
        await until(() => answered() >= enough, `${count} answers`);
      };
      await more(50);
      await cluster.replicas[0]?.kill();
      await more(100);
      await cluster.replicas[0]?.start();
      await more(50);
      isOver = true;
      await Promise.all(sending);

      const acknowledged = loads.flatMap((load) => load.acknowledged);
      const stored = async (events: readonly SentEvent[]): Promise<number> => {
        const before = await second.metric('events_repeated_total');
        await new Load().sendAgain(second, events);
        return (await second.metric('events_repeated_total')) - before;
      };
      assert.equal(await stored(acknowledged), acknowledged.length);
      const refused = loads.flatMap((load) => load.refusalsAcknowledged);
      assert.equal(await stored(refused), refused.length);
      await until(async () => {
        // The one that was gone has all of it again.
        const count = 'SELECT count() FROM akkoord.events WHERE kind < 3';
        return (await cluster.ask(count, 0)) === (await cluster.ask(count, 1));
      }, 'the replica to catch up');
      const { exitCode, err } = a.run('check-log');
      assert.equal(exitCode, 0, err);
    });

    it('go on under a new key', async () => {
      assert.match(b.run('rotate-key').err, /another akkoord-collector writes to/);
      assert.equal(await second.end(), 0);
      const rotated = b.run('rotate-key');
      assert.equal(rotated.exitCode, 0, rotated.err);
      second = await RunningCollector.start(b);
      const event = consent();
      assert.equal((await second.send({ body: event })).status, 204);
      assert.equal((await second.send({ path: '/consent/shown', body: shown() })).status, 204);
      const file = b.write('receipt.json', await proved(a, event.id));
      assert.equal(b.verifyBy('--keys', file, keys).exitCode, 0, 'by the former key too');
      assert.match(a.run('check-log').out, /^shard b: .*, 2 keys: the proof log holds/m);
      assert.equal(a.run('prove', newId()).exitCode, 1);
    });
  });
}
