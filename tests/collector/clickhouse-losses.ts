// SPDX-License-Identifier: MIT
/** An acknowledged event is on a quorum of replicas: through kills of collector and replica. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Cluster } from './clickhouse-cluster.ts';
import { killBesideClickHouse, killHasty } from './kills.ts';

/** AKKOORD_KILLS=50 node tests/run.mjs --only collector: as often as the bar has it. */
const kills = Number(process.env['AKKOORD_KILLS'] ?? 3);

/** Its tests; `started` has the cluster that runs. */
export function lossesBesideClickHouse(started: () => Cluster): void {
  describe('a collector beside ClickHouse, killed under load', () => {
    it('has everything acknowledged once, in a log that verifies, with a replica killed too', async () => {
      const seen = await killBesideClickHouse(started(), kills);
      assert.equal(seen.kills, kills);
      assert.ok(seen.acknowledged > 50 && seen.heads > 0, JSON.stringify(seen));
    });

    it('would be seen to lose what is acknowledged before it is stored', async () => {
      await assert.rejects(killHasty(started()), /is lost$/);
    });
  });
}
