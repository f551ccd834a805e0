// SPDX-License-Identifier: MIT
/**
 * A collector killed again and again under load, whatever it is at, and what is left then. A kill leaves what was
 * written in the system's memory: that it reached the disk is shown by tests/collector/durability_test.cc.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { query } from './database.ts';
import { Load, type Receiver } from './load.ts';
import { consent, Installation, program, RunningCollector } from './running-collector.ts';

/** What it is at when it is killed; each is killed with it. */
type Occasion = (installation: Installation, load: Load) => Promise<void>;

/** A signed head, as somebody outside may have kept it. */
interface KeptHead {
  readonly size: number;
  readonly root: string;
}

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
  installation: Installation,
  load: Load,
  beside?: (collector: RunningCollector) => Promise<void>,
): Promise<void> {
  const collector = await RunningCollector.start(installation);
  const sending = load.sendUntilGone(collector);
  const enough = load.answered + randomInt(50, 600);
  while (load.answered < enough) await new Promise(setImmediate);
  await beside?.(collector);
  assert.equal(await collector.end('SIGKILL'), 'SIGKILL');
  await sending;
}

/** Kept out of the load: what is erased may be gone. */
const erased: string[] = [];

const occasions: Readonly<Record<string, Occasion>> = {
  load: (installation, load) => killUnderLoad(installation, load),
  start: async (installation) => {
    for (let times = 0; times < 3; times += 1) {
      await killSoon(command(installation, 'collect'), 60);
    }
  },
  'key rotation': async (installation) => {
    for (let times = 0; times < 3; times += 1) {
      await killSoon(command(installation, 'rotate-key'), 40);
    }
  },
  erase: (installation, load) =>
    killUnderLoad(installation, load, async (collector) => {
      const event = consent();
      erased.push(event.id);
      await collector.send({ body: event });
      await killSoon(command(installation, 'erase', event.id), 40);
    }),
  'a signed head': (installation, load) =>
    killUnderLoad(installation, load, async () => {
      const heads = headsOf(installation).length;
      while (headsOf(installation).length === heads) await pause(1);
    }),
};

function headsOf(installation: Installation): KeptHead[] {
  const rows = query(installation, 'SELECT size, lower(hex(root)) FROM tree_heads ORDER BY size');
  return rows
    .split('\n')
    .filter((row) => row !== '')
    .map((row) => row.split('|'))
    .map(([size, root = '']) => ({ size: Number(size), root }));
}

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
function checkHeads(installation: Installation, kept: readonly KeptHead[]): void {
  const sql = 'SELECT hex(hashes) FROM log_tiles WHERE tier = 0 ORDER BY number';
  const digits = query(installation, sql).match(/[0-9A-F]{64}/g) ?? [];
  const leaves = digits.map((hash) => Buffer.from(hash, 'hex'));
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

/** What is lost of that is seen: fails as killAgainAndAgain() would. */
export async function killHasty(): Promise<void> {
  const installation = new Installation();
  const load = new Load();
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
    await checkEverything(installation, load);
  } finally {
    installation.remove();
  }
}

/** That everything acknowledged is there once, and of the rest nothing twice. */
async function checkEverything(installation: Installation, load: Load): Promise<void> {
  const number = (sql: string): number => Number(query(installation, sql));
  const counted = (what: number): number =>
    number(`SELECT IFNULL(SUM(times), 0) FROM counts WHERE what = ${what}`);
  assert.ok(counted(0) >= load.shownAcknowledged, 'a showing is lost');
  assert.ok(counted(0) <= load.shownAcknowledged + load.shownUnanswered, 'a showing counts twice');
  assert.ok(counted(1) >= load.refusalsAcknowledged.length, 'a refusal is lost');

  const collector = await RunningCollector.start(installation);
  const events = number('SELECT COUNT(*) FROM events');
  await load.sendAgain(collector, load.acknowledged);
  await load.sendAgain(collector, load.refusalsAcknowledged);
  const acknowledged = load.acknowledged.length + load.refusalsAcknowledged.length;
  assert.equal(await collector.metric('events_repeated_total'), acknowledged, 'an event is lost');
  assert.equal(number('SELECT COUNT(*) FROM events'), events);

  // What was not answered may be there or not; sent again it is there once.
  await load.sendAgain(collector, load.unanswered);
  await load.sendAgain(collector, load.refusalsUnanswered);
  const ids = erased.map((id) => `x'${id.replace(/-/g, '')}'`).join();
  const sent = load.acknowledged.length + load.unanswered.length;
  assert.equal(number(`SELECT COUNT(*) FROM events WHERE id NOT IN (${ids})`), sent);
  const refusals = load.refusalsAcknowledged.length + load.refusalsUnanswered.length;
  assert.equal(counted(1), refusals);
  assert.equal(await collector.end(), 0);
}

/** Kills a collector `kills` times; fails where anything acknowledged is lost, doubled or unproven. */
export async function killAgainAndAgain(kills: number): Promise<Losses> {
  const installation = new Installation({ tree_head_interval_s: 1 });
  const load = new Load();
  const kept: KeptHead[] = [];
  const names = Object.keys(occasions);
  const times: Record<string, number> = {};
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const name = names[kill % names.length] ?? 'load';
      await occasions[name]?.(installation, load);
      times[name] = (times[name] ?? 0) + 1;
      const checked = installation.run('check-log');
      assert.equal(checked.exitCode, 0, `after ${name}: ${checked.err}`);
      kept.push(...headsOf(installation).slice(-1));
    }
    await checkEverything(installation, load);
    checkHeads(installation, kept);
    assert.match(installation.run('check-log').out, /: the proof log holds\n$/);
    return { kills, acknowledged: load.answered, heads: kept.length, occasions: times };
  } finally {
    installation.remove();
  }
}
