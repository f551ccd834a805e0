// SPDX-License-Identifier: MIT
/** Collectors beside ClickHouse: one cluster of three replicas for all tests, since it takes long to start. */
import { after, before, describe } from 'node:test';
import { Cluster } from './clickhouse-cluster.ts';
import { severalCollectors } from './clickhouse-collectors.ts';
import { keepingInClickHouse } from './clickhouse-keeping.ts';
import { lossesBesideClickHouse } from './clickhouse-losses.ts';

describe('ClickHouse', () => {
  let cluster: Cluster;
  const started = (): Cluster => cluster;
  before(async () => {
    cluster = await Cluster.start();
  });
  after(() => cluster.end());

  severalCollectors(started);
  keepingInClickHouse(started);
  lossesBesideClickHouse(started);
});
