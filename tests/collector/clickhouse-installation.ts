// SPDX-License-Identifier: MIT
/** A collector's folder whose configuration names a cluster as its store. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cluster, password, user } from './clickhouse-cluster.ts';
import { Installation } from './running-collector.ts';

/**
 * For the shard `shard`, with a head every `headInterval_s`; `changes` replace or add keys of the store, undefined takes
 * one out.
 */
export function clickHouseInstallation(
  cluster: Cluster,
  shard: string,
  changes: Readonly<Record<string, unknown>> = {},
  headInterval_s: number = 1,
): Installation {
  const clickhouse = {
    urls: cluster.urls,
    user,
    password_file: 'password',
    quorum: 2,
    shard,
    ...changes,
  };
  const installation = new Installation({
    tree_head_interval_s: headInterval_s,
    store: { clickhouse },
  });
  writeFileSync(join(installation.folder, 'password'), `${password}\n`);
  return installation;
}
