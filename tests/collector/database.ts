// SPDX-License-Identifier: MIT
/** What a collector has on disk, read beside it. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Installation } from './running-collector.ts';

/** Runs SQL and returns what it says, a row a line, columns parted by '|'. */
export function query(installation: Installation, sql: string): string {
  const file = join(installation.data, 'events.db');
  const run = spawnSync('sqlite3', ['-readonly', file, sql], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (run.status !== 0) throw new Error(`sqlite3: ${run.stderr}`);
  return run.stdout;
}

/** Every row that a request can have led to, as SQL; heads are signed by the clock. */
export function storedIn(installation: Installation): string {
  return query(installation, '.dump events refusals counts log_tiles');
}
