// SPDX-License-Identifier: MIT
/** What a collector has kept, read beside it: out of its folder, or out of a cluster. */
import type { Cluster } from './clickhouse-cluster.ts';
import { query } from './database.ts';
import type { Installation } from './running-collector.ts';

/** A signed head, as somebody outside may have kept it. */
export interface KeptHead {
  readonly size: number;
  readonly root: string;
}

/** Records that are there. */
export interface KeptEvents {
  /** Rows that have their place in the log. */
  readonly rows: number;
  /** Ids among all. */
  readonly ids: number;
}

/** What is looked at. */
export interface KeptRows {
  /** Heads, by size. */
  heads(): Promise<readonly KeptHead[]>;
  /** The log's leaf hashes, as far as they are stored. */
  leaves(): Promise<readonly Buffer[]>;
  /** Showings (0) or refusals (1). */
  counted(what: 0 | 1): Promise<number>;
  /** Events whose ids are not `without`. */
  events(without?: readonly string[]): Promise<KeptEvents>;
}

const digitsOf = (id: string): string => id.replace(/-/g, '');

function headsIn(rows: string, parted: string): KeptHead[] {
  return rows
    .split('\n')
    .filter((row) => row !== '')
    .map((row) => row.split(parted))
    .map(([size, root = '']) => ({ size: Number(size), root }));
}

const hashesIn = (digits: string): Buffer[] =>
  (digits.match(/[0-9A-F]{64}/g) ?? []).map((hash) => Buffer.from(hash, 'hex'));

/** Out of SQLite. */
export function rowsInFolder(installation: Installation): KeptRows {
  const number = (sql: string): number => Number(query(installation, sql));
  return {
    heads: async () =>
      headsIn(
        query(installation, 'SELECT size, lower(hex(root)) FROM tree_heads ORDER BY size'),
        '|',
      ),
    leaves: async () =>
      hashesIn(
        query(installation, 'SELECT hex(hashes) FROM log_tiles WHERE tier = 0 ORDER BY number'),
      ),
    counted: async (what) =>
      number(`SELECT IFNULL(SUM(times), 0) FROM counts WHERE what = ${what}`),
    events: async (without = []) => {
      const ids = without.map((id) => `x'${digitsOf(id)}'`).join();
      const rows = number(`SELECT COUNT(*) FROM events WHERE id NOT IN (${ids})`);
      return { rows, ids: rows };
    },
  };
}

/** Out of the tables of `shard`. */
export function rowsInCluster(cluster: Cluster, shard: string): KeptRows {
  const ask = (sql: string): Promise<string> => cluster.askAny(sql);
  return {
    heads: async () =>
      headsIn(
        await ask(`SELECT size, lower(hex(root)) FROM akkoord.heads_${shard} ORDER BY size`),
        '\t',
      ),
    leaves: async () =>
      hashesIn(
        await ask(
          `SELECT hex(hash) FROM akkoord.hashes_${shard} WHERE level = 0 GROUP BY number, hash ORDER BY number`,
        ),
      ),
    counted: async (what) =>
      Number(await ask(`SELECT sum(times) FROM akkoord.counts_${shard} WHERE what = ${what}`)),
    events: async (without = []) => {
      const ids = ["''", ...without.map((id) => `'${digitsOf(id)}'`)].join();
      const of = `akkoord.events_${shard} WHERE kind < 3 AND lower(hex(id)) NOT IN (${ids})`;
      const begun = await ask(
        `SELECT epoch, max(leaf) FROM akkoord.writers_${shard} WHERE what = 1 GROUP BY epoch ORDER BY epoch`,
      );
      // A row has its place unless a later epoch began at its leaf or before it.
      const lost = begun
        .split('\n')
        .filter((row) => row !== '')
        .map((row) => row.split('\t'))
        .map(([epoch, leaf]) => `(epoch < ${epoch} AND leaf >= ${leaf})`)
        .join(' OR ');
      const rows = Number(await ask(`SELECT count() FROM ${of} AND NOT (${lost || '0'})`));
      return { rows, ids: Number(await ask(`SELECT uniqExact(id) FROM ${of}`)) };
    },
  };
}
