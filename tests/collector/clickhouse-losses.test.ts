// SPDX-License-Identifier: MIT
/** An acknowledged event is on a quorum of replicas: through kills of collector and replica. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Cluster } from './clickhouse-cluster.ts';
import { killBesideClickHouse, killHasty } from './kills.ts';

/** AKKOORD_KILLS=50 node tests/run.mjs --only collector: as often as the bar has it. */
const kills = Number(process.env['AKKOORD_KILLS'] ?? 3);

describe('a collector beside ClickHouse, killed under load', () => {
  let cluster: Cluster;
  before(async () => {
    cluster = await Cluster.start();
  });
  after(() => cluster.end());

  it('has everything acknowledged once, in a log that verifies, with a replica killed too', async () => {
    const seen = await killBesideClickHouse(cluster, kills);
    assert.equal(seen.kills, kills);
    assert.ok(seen.acknowledged > 50 && seen.heads > 0, JSON.stringify(seen));
  });

  it('would be seen to lose what is acknowledged before it is stored', async () => {
    await assert.rejects(killHasty(cluster), /is lost$/);
  });
});
