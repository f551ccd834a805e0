// SPDX-License-Identifier: MIT
/**
 * A collector killed again and again under load, whatever it is at, and what is left then. A kill leaves what was
 * written in the system's memory: that it reached the disk is shown by tests/collector/durability_test.cc.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { type Cluster, until } from './clickhouse-cluster.ts';
import { clickHouseInstallation } from './clickhouse-installation.ts';
import { type KeptHead, type KeptRows, rowsInCluster, rowsInFolder } from './kept-rows.ts';
import { Load, type Receiver } from './load.ts';
import { consent, Installation, program, RunningCollector } from './running-collector.ts';

/** What is killed, and where it keeps things. */
interface Subject {
  readonly installation: Installation;
  readonly rows: KeptRows;
  readonly load: Load;
  /** Kept out of the load: what is erased may be gone. */
  readonly erased: string[];
}

/** What it is at when it is killed; each is killed with it. */
type Occasion = (subject: Subject) => Promise<void>;

/** What was seen. */
export interface Losses {
  readonly kills: number;
  readonly acknowledged: number;
  readonly heads: number;
  readonly occasions: Readonly<Record<string, number>>;
}

function command(installation: Installation, ...words: string[]): ChildProcess {
  return spawn(program, [...words, '--config', installation.config], { stdio: 'ignore' });
}

async function killSoon(child: ChildProcess, within_ms: number): Promise<void> {
  const ended = once(child, 'exit');
  await pause(randomInt(0, within_ms));
  child.kill('SIGKILL');
  await ended;
}

function pause(time_ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, time_ms));
}

/** Starts it, lets visitors send until enough was answered, and kills it then; `beside` runs meanwhile. */
async function killUnderLoad(
  { installation, load }: Subject,
  beside?: (collector: RunningCollector) => Promise<void>,
): Promise<void> {
  const collector = await RunningCollector.start(installation);
  const sending = load.sendUntilGone(collector);
  const enough = load.answered + randomInt(50, 600);
  await until(() => load.answered >= enough, `${enough} answers`);
  await beside?.(collector);
  assert.equal(await collector.end('SIGKILL'), 'SIGKILL');
  await sending;
}

/** Kills a command again and again, at any moment of its time. */
const killCommand =
  (within_ms: number, ...words: string[]): Occasion =>
  async ({ installation }) => {
    for (let times = 0; times < 3; times += 1) {
      await killSoon(command(installation, ...words), within_ms);
    }
  };

const erase: Occasion = (subject) =>
  killUnderLoad(subject, async (collector) => {
    const event = consent();
    subject.erased.push(event.id);
    await collector.send({ body: event });
    await killSoon(command(subject.installation, 'erase', '--subject', event.id), 40);
  });

const signedHead: Occasion = (subject) =>
  killUnderLoad(subject, async () => {
    const heads = (await subject.rows.heads()).length;
    await until(async () => (await subject.rows.heads()).length > heads, 'a head');
  });

const inFolder: Readonly<Record<string, Occasion>> = {
  load: killUnderLoad,
  start: killCommand(60, 'collect'),
  'key rotation': killCommand(40, 'rotate-key'),
  erase,
  'a signed head': signedHead,
};

/** The replica of the number given is killed amid the load, and back before the next. */
const withoutReplica =
  (cluster: Cluster, number: number): Occasion =>
  async (subject) => {
    const replica = cluster.replicas[number];
    await killUnderLoad(subject, async () => {
      await replica?.kill();
      const enough = subject.load.answered + randomInt(1, 200);
      await until(() => subject.load.answered >= enough, 'answers without a replica');
    });
    // Who starts while it is gone finds all the same.
    await killUnderLoad(subject);
    await replica?.start();
  };

const inCluster = (cluster: Cluster): Readonly<Record<string, Occasion>> => ({
  load: killUnderLoad,
  'a dead replica (0)': withoutReplica(cluster, 0),
  start: killCommand(400, 'collect'),
  'a dead replica (1)': withoutReplica(cluster, 1),
  'key rotation': killCommand(200, 'rotate-key'),
  'a signed head': signedHead,
});

const hashOf = (...parts: readonly Buffer[]): Buffer =>
  createHash('sha256').update(Buffer.concat(parts)).digest();

/** The root over leaf hashes (RFC 9162, 2.1.1); this test's own, so that it trusts no line of the collector's. */
function rootOf(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return hashOf();
  if (leaves.length === 1) return leaves[0] ?? hashOf();
  const half = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return hashOf(Buffer.from([1]), rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half)));
}

/** That each head kept is a head of the log as it is now. */
function checkHeads(leaves: readonly Buffer[], kept: readonly KeptHead[]): void {
  for (const { size, root } of kept) {
    assert.ok(size <= leaves.length, `a head over ${size} leaves was signed and is lost`);
    assert.equal(rootOf(leaves.slice(0, size)).toString('hex'), root, `over ${size} leaves`);
  }
}

/** Acknowledges what the collector has not answered yet: what a kill must show. */
function hasty(collector: RunningCollector): Receiver {
  return {
    send: async (sent) => {
      collector.send(sent).catch(() => {});
      await pause(1);
      return { status: 204, headers: {}, body: '' };
    },
  };
}

function subjectInFolder(changes: Readonly<Record<string, unknown>> = {}): Subject {
  const installation = new Installation(changes);
  return { installation, rows: rowsInFolder(installation), load: new Load(), erased: [] };
}

function subjectInCluster(cluster: Cluster, shard: string): Subject {
  const installation = clickHouseInstallation(cluster, shard);
  const made = installation.run('clickhouse-schema', '--apply');
  assert.equal(made.exitCode, 0, made.err);
  // While a replica's end is not known yet, a collector may have to say: later.
  const load = new Load(32, [204, 503]);
  return { installation, rows: rowsInCluster(cluster, shard), load, erased: [] };
}

/** What is lost of that is seen: fails as killAgainAndAgain() would, or with a cluster killBesideClickHouse(). */
export async function killHasty(cluster?: Cluster): Promise<void> {
  const subject = cluster === undefined ? subjectInFolder() : subjectInCluster(cluster, 'h');
  const { installation, load } = subject;
  try {
    const collector = await RunningCollector.start(installation);
    let isThere = true;
    const receiver = hasty(collector);
    const sending = load.sendUntilGone({
      send: (sent) => (isThere ? receiver.send(sent) : Promise.reject(new Error('gone'))),
    });
    while (load.answered < 200) await pause(1);
    await collector.end('SIGKILL');
    isThere = false;
    await sending;
    await checkEverything(subject);
  } finally {
    installation.remove();
  }
}

/** That everything acknowledged is there once, and of the rest nothing twice. */
async function checkEverything({ installation, rows, load, erased }: Subject): Promise<void> {
  const shown = await rows.counted(0);
  assert.ok(shown >= load.shownAcknowledged, 'a showing is lost');
  assert.ok(shown <= load.shownAcknowledged + load.shownUnanswered, 'a showing counts twice');
  assert.ok((await rows.counted(1)) >= load.refusalsAcknowledged.length, 'a refusal is lost');

  const collector = await RunningCollector.start(installation);
  const { ids } = await rows.events();
  await load.sendAgain(collector, load.acknowledged);
  await load.sendAgain(collector, load.refusalsAcknowledged);
  const acknowledged = load.acknowledged.length + load.refusalsAcknowledged.length;
  assert.equal(await collector.metric('events_repeated_total'), acknowledged, 'an event is lost');
  assert.equal((await rows.events()).ids, ids);

  // What was not answered may be there or not; sent again it is there once.
  await load.sendAgain(collector, load.unanswered);
  await load.sendAgain(collector, load.refusalsUnanswered);
  const sent = load.acknowledged.length + load.unanswered.length;
  const refusals = load.refusalsAcknowledged.length + load.refusalsUnanswered.length;
  assert.equal(await collector.end(), 0);
  assert.deepEqual(await rows.events(erased), { rows: sent, ids: sent });
  assert.equal(await rows.counted(1), refusals);
}

async function killAtEach(
  subject: Subject,
  occasions: Readonly<Record<string, Occasion>>,
  kills: number,
): Promise<Losses> {
  const { installation, rows, load } = subject;
  const kept: KeptHead[] = [];
  const names = Object.keys(occasions);
  const times: Record<string, number> = {};
  for (let kill = 0; kill < kills; kill += 1) {
    const name = names[kill % names.length] ?? 'load';
    await occasions[name]?.(subject);
    times[name] = (times[name] ?? 0) + 1;
    const checked = installation.run('check-log');
    assert.equal(checked.exitCode, 0, `after ${name}: ${checked.err}`);
    kept.push(...(await rows.heads()).slice(-1));
  }
  await checkEverything(subject);
  checkHeads(await rows.leaves(), kept);
  assert.match(installation.run('check-log').out, /: the proof log holds/);
  return { kills, acknowledged: load.answered, heads: kept.length, occasions: times };
}

/** Kills a collector `kills` times; fails where anything acknowledged is lost, doubled or unproven. */
export async function killAgainAndAgain(kills: number): Promise<Losses> {
  const subject = subjectInFolder({ tree_head_interval_s: 1 });
  try {
    return await killAtEach(subject, inFolder, kills);
  } finally {
    subject.installation.remove();
  }
}

/** The same with the store in a cluster, a replica of which is killed too. */
export async function killBesideClickHouse(cluster: Cluster, kills: number): Promise<Losses> {
  const subject = subjectInCluster(cluster, 'k');
  try {
    return await killAtEach(subject, inCluster(cluster), kills);
  } finally {
    subject.installation.remove();
  }
}
