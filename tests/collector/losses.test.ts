// SPDX-License-Identifier: MIT
/** An acknowledged event is on disk: through kills, a full disk and a stop. */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { describe, it } from 'node:test';
import { consent, Installation, RunningCollector } from './running-collector.ts';

const visitors = 32;
const kills = 5;

interface Load {
  readonly acknowledged: Record<string, unknown>[];
  unanswered: number;
}

/** Visitors who send one event after another until the collector is gone. */
async function sendUntilGone(collector: RunningCollector, load: Load): Promise<void> {
  const visit = async (): Promise<void> => {
    for (;;) {
      const event = consent();
      try {
        const { status } = await collector.send({ body: event });
        assert.equal(status, 204);
        load.acknowledged.push(event);
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        load.unanswered += 1;
        return;
      }
    }
  };
  await Promise.all(Array.from({ length: visitors }, visit));
}

/** Sends all of `events` once more: each must be there already. */
async function allRepeated(collector: RunningCollector, events: readonly unknown[]): Promise<void> {
  const before = await collector.metric('events_repeated_total');
  const leaves = await collector.metric('log_leaves');
  const rest = [...events];
  const visit = async (): Promise<void> => {
    for (let body = rest.pop(); body !== undefined; body = rest.pop()) {
      assert.equal((await collector.send({ body })).status, 204);
    }
  };
  await Promise.all(Array.from({ length: visitors }, visit));
  assert.equal((await collector.metric('events_repeated_total')) - before, events.length);
  assert.equal(await collector.metric('log_leaves'), leaves);
}

describe('a collector killed under load', () => {
  it('has every acknowledged event once, in a log that verifies', async () => {
    const installation = new Installation({ tree_head_interval_s: 1 });
    const load: Load = { acknowledged: [], unanswered: 0 };
    try {
      for (let kill = 0; kill < kills; kill += 1) {
        const collector = await RunningCollector.start(installation);
        const sending = sendUntilGone(collector, load);
        const moment = load.acknowledged.length + randomInt(50, 600);
        while (load.acknowledged.length < moment) await new Promise(setImmediate);
        assert.equal(await collector.end('SIGKILL'), 'SIGKILL');
        await sending;
        const checked = installation.run('check-log');
        assert.equal(checked.exitCode, 0, checked.err);
      }
      const collector = await RunningCollector.start(installation);
      await allRepeated(collector, load.acknowledged);
      const leaves = await collector.metric('log_leaves');
      assert.ok(leaves >= load.acknowledged.length);
      assert.ok(leaves <= load.acknowledged.length + load.unanswered);
      assert.equal(await collector.end(), 0);
      const { out } = installation.run('check-log');
      assert.match(out, new RegExp(`^${leaves} leaves, ${leaves} records, `));
    } finally {
      installation.remove();
    }
  });
});

describe('a collector that is told to stop', () => {
  it('answers what it has received, signs the log and ends', async () => {
    const installation = new Installation({ tree_head_interval_s: 86_400 });
    const load: Load = { acknowledged: [], unanswered: 0 };
    try {
      const collector = await RunningCollector.start(installation);
      const sending = sendUntilGone(collector, load);
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
  it('is answered with 503, and nothing that was acknowledged is lost', async () => {
    const installation = new Installation();
    try {
      // No file may grow beyond 600 KiB: the write-ahead log is the first that would.
      const collector = await RunningCollector.start(installation, '-f 600');
      const acknowledged: unknown[] = [];
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
      assert.ok(collector.log.some((line) => line.includes("events can't be stored")));
      await collector.end();

      const roomy = await RunningCollector.start(installation);
      await allRepeated(roomy, acknowledged);
      assert.equal((await roomy.send({ body: consent() })).status, 204);
      await roomy.end();
      assert.equal(installation.run('check-log').exitCode, 0);
    } finally {
      installation.remove();
    }
  });
});
