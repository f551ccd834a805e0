// SPDX-License-Identifier: MIT
/** An acknowledged event is on disk: through kills, a full disk and a stop. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { killAgainAndAgain, killHasty } from './kills.ts';
import { Load } from './load.ts';
import { consent, Installation, RunningCollector, type SentEvent } from './running-collector.ts';

/** AKKOORD_KILLS=50 node tests/run.mjs --only collector: as often as the bar has it. */
const kills = Number(process.env['AKKOORD_KILLS'] ?? 5);

/** Sends all of `events` once more: each must be there already. */
async function allRepeated(
  collector: RunningCollector,
  events: readonly SentEvent[],
): Promise<void> {
  const before = await collector.metric('events_repeated_total');
  const leaves = await collector.metric('log_leaves');
  await new Load().sendAgain(collector, events);
  assert.equal((await collector.metric('events_repeated_total')) - before, events.length);
  assert.equal(await collector.metric('log_leaves'), leaves);
}

describe('a collector killed under load', () => {
  it('has everything acknowledged once, in a log that verifies', async () => {
    const seen = await killAgainAndAgain(kills);
    assert.equal(seen.kills, kills);
    assert.ok(seen.acknowledged > 50 && seen.heads > 0, JSON.stringify(seen));
  });

  it('would be seen to lose what is acknowledged before it is stored', async () => {
    await assert.rejects(killHasty(), /is lost$/);
  });
});

describe('a collector that is told to stop', () => {
  it('answers what it has received, signs the log and ends', async () => {
    const installation = new Installation({ tree_head_interval_s: 86_400 });
    const load = new Load();
    try {
      const collector = await RunningCollector.start(installation);
      const sending = load.sendUntilGone(collector);
      while (load.acknowledged.length < 200) await new Promise(setImmediate);
      assert.equal(await collector.end(), 0);
      await sending;
      const again = await RunningCollector.start(installation);
      await allRepeated(again, load.acknowledged);
      assert.equal(await again.metric('log_leaves'), await again.metric('log_leaves_signed'));
      await again.end();
      assert.match(collector.log.at(-1) ?? '', /"event":"stopped"/);
    } finally {
      installation.remove();
    }
  });
});

describe('a full disk', () => {
  it('is answered with 503, loses nothing acknowledged, and is over when there is room', async () => {
    const installation = new Installation();
    try {
      // No file may grow beyond 600 KiB: the write-ahead log is the first that would.
      const collector = await RunningCollector.start(installation, '-S -f 600');
      const acknowledged: SentEvent[] = [];
      let refused = 0;
      while (refused < 3 && acknowledged.length < 5_000) {
        const body = consent();
        const { status, headers } = await collector.send({ body });
        if (status === 204) {
          acknowledged.push(body);
        } else {
          assert.equal(status, 503);
          assert.equal(headers['retry-after'], '5');
          refused += 1;
        }
      }
      assert.equal(refused, 3);
      const health = await collector.send({ method: 'GET', path: '/healthz' });
      assert.equal(health.status, 503);
      assert.match((await collector.said("events can't be stored")).fault ?? '', /full|I\/O error/);

      spawnSync('prlimit', ['--pid', String(collector.pid), '--fsize=unlimited']);
      await collector.said('storing again');
      assert.equal((await collector.tell('/healthz')).status, 200);
      await allRepeated(collector, acknowledged);
      assert.equal((await collector.send({ body: consent() })).status, 204);
      await collector.end();
      assert.equal(installation.run('check-log').exitCode, 0);
    } finally {
      installation.remove();
    }
  });
});
