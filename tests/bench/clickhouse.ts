// SPDX-License-Identifier: MIT
/**
 * What a collector beside ClickHouse takes: consents a second, how long an answer takes, bytes on each replica's disk.
 * Three replicas, ZooKeeper, collectors and visitors share this machine, so a cluster of its own does better.
 */
import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { Cluster } from '../collector/clickhouse-cluster.ts';
import { clickHouseInstallation } from '../collector/clickhouse-installation.ts';
import {
  consent,
  type Installation,
  origin,
  RunningCollector,
} from '../collector/running-collector.ts';
import { median } from './median.ts';
import { printTable } from './table.ts';

const seconds = Number(process.env['AKKOORD_SECONDS'] ?? 15);

interface Taken {
  readonly stored: number;
  readonly refused: number;
  readonly took_s: number;
  readonly times_ms: number[];
}

const pages = new Agent({ keepAlive: true });

/** Sends a consent as a page would, each visitor on a connection of its own; returns the answer's status. */
function sendConsent(port: number): Promise<number> {
  const headers = { host: 'www.small.test', origin, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, method: 'POST', path: '/consent/events' };
    const sending = request({ ...options, agent: pages, headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    sending.on('error', reject);
    sending.end(JSON.stringify(consent()));
  });
}

/** Lets visitors send one consent after another. */
async function send(collectors: readonly RunningCollector[], visitors: number): Promise<Taken> {
  const times_ms: number[] = [];
  let refused = 0;
  const start_ms = performance.now();
  const end_ms = start_ms + seconds * 1000;
  const visit = async (number: number): Promise<void> => {
    const { port = 0 } = collectors[number % collectors.length] ?? {};
    while (performance.now() < end_ms) {
      const sent_ms = performance.now();
      if ((await sendConsent(port)) === 204) times_ms.push(performance.now() - sent_ms);
      else refused += 1;
    }
  };
  await Promise.all(Array.from({ length: visitors }, (_, number) => visit(number)));
  const took_s = (performance.now() - start_ms) / 1000;
  return { stored: times_ms.length, refused, took_s, times_ms };
}

function row(what: string, { stored, refused, took_s, times_ms }: Taken): (string | number)[] {
  times_ms.sort((a, b) => a - b);
  const p99 = times_ms[Math.floor(times_ms.length * 0.99)] ?? 0;
  return [
    what,
    Math.round(stored / took_s),
    refused,
    Math.round(median(times_ms)),
    Math.round(p99),
  ];
}

async function main(): Promise<void> {
  const cluster = await Cluster.start();
  const installations: Installation[] = [];
  try {
    const collectors: RunningCollector[] = [];
    for (const shard of ['a', 'b']) {
      const installation = clickHouseInstallation(cluster, shard, {}, 60);
      installations.push(installation);
      assert.equal(installation.run('clickhouse-schema', '--apply').exitCode, 0);
      collectors.push(await RunningCollector.start(installation));
    }
    const one = collectors.slice(0, 1);
    const rows = [
      row('1 collector, 1 visitor at a time', await send(one, 1)),
      row('1 collector, 64 visitors', await send(one, 64)),
      row('1 collector, 512 visitors', await send(one, 512)),
      row('2 collectors, 512 visitors', await send(collectors, 512)),
    ];
    await cluster.replicas[2]?.kill();
    rows.push(row('2 collectors, 512 visitors, a replica dead', await send(collectors, 512)));
    printTable(
      'Consents beside ClickHouse 18.16: three replicas on one machine, quorum 2',
      ['', 'a second', 'answered 503', 'median ms', '99 % ms'],
      rows,
    );
    for (const collector of collectors) await collector.end();
    for (const table of ['events', 'links', 'hashes', 'heads', 'writers']) {
      for (const shard of ['a', 'b']) {
        await cluster.ask(`OPTIMIZE TABLE akkoord.${table}_${shard} FINAL`).catch(() => '');
      }
    }
    const sizes = await cluster.ask(
      "SELECT splitByChar('_', table)[1] AS name, sum(bytes), sum(rows) FROM system.parts " +
        "WHERE database = 'akkoord' AND active GROUP BY name ORDER BY sum(bytes) DESC",
    );
    const events = Number(await cluster.ask('SELECT count() FROM akkoord.events WHERE kind < 3'));
    printTable(
      `On the disk of one replica, for ${events} consents`,
      ['table', 'bytes', 'rows', 'bytes a consent'],
      sizes
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.split('\t'))
        .map(([name = '', bytes = '', count = '']) => [
          name,
          Number(bytes),
          Number(count),
          (Number(bytes) / events).toFixed(1),
        ]),
    );
  } finally {
    for (const installation of installations) installation.remove();
    await cluster.end();
  }
}

await main();
process.exit(0);
