// SPDX-License-Identifier: MIT
/**
 * kill -9 under load: 50 times, or AKKOORD_KILLS, with either store; ends with 1 where anything acknowledged is lost.
 * AKKOORD_STORE=sqlite or clickhouse takes one alone.
 */
import { Cluster } from '../collector/clickhouse-cluster.ts';
import { killAgainAndAgain, killBesideClickHouse, type Losses } from '../collector/kills.ts';
import { printTable } from './table.ts';

const kills = Number(process.env['AKKOORD_KILLS'] ?? 50);
const store = process.env['AKKOORD_STORE'];

function report(title: string, { acknowledged, heads, occasions }: Losses, took_s: number): void {
  printTable(
    title,
    ['killed', 'times'],
    Object.entries(occasions).map(([name, times]) => [`at ${name}`, times]),
  );
  console.log(
    `${kills} kills in ${took_s} s, ${acknowledged} acknowledged, ${heads} heads kept: nothing lost, nothing twice, the log holds`,
  );
}

async function timed(title: string, run: () => Promise<Losses>): Promise<void> {
  const start_ms = Date.now();
  report(title, await run(), Math.round((Date.now() - start_ms) / 1000));
}

if (store !== 'clickhouse') {
  await timed('A collector killed under load: SQLite', () => killAgainAndAgain(kills));
}
if (store !== 'sqlite') {
  const cluster = await Cluster.start();
  await timed('A collector killed under load: ClickHouse, three replicas', () =>
    killBesideClickHouse(cluster, kills),
  );
  await cluster.end();
}
process.exit(0);
