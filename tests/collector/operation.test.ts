// SPDX-License-Identifier: MIT
/** What whoever runs a collector sees of it, and how it is changed while it runs. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { service, smallPolicy } from '../cli/command-line.ts';
import { readExposition } from './exposition.ts';
import {
  consent,
  Installation,
  type LogLine,
  program,
  RunningCollector,
  refusal,
} from './running-collector.ts';

describe('/metrics', () => {
  it('keeps to the text format of Prometheus, and counts what it says', async () => {
    const installation = new Installation({ operations: '127.0.0.1:0' });
    const collector = await RunningCollector.start(installation);
    try {
      for (const body of [consent(), refusal(), '{']) await collector.send({ body });
      const { body, type } = await collector.tell('/metrics');
      assert.equal(type, 'text/plain; version=0.0.4; charset=utf-8');
      const families = readExposition(body);
      const value = (family: string, labels = ''): number | undefined =>
        families.get(family)?.samples.find((one) => one.labels === labels)?.value;
      assert.equal(value('akkoord_responses_total', 'code="2xx"'), 2);
      assert.equal(value('akkoord_responses_total', 'code="4xx"'), 1);
      assert.equal(value('akkoord_request_duration_seconds', 'le="+Inf"'), 3);
      assert.equal(value('akkoord_log_leaves'), 1);
      assert.ok((value('akkoord_database_bytes') ?? 0) > 4096);
      assert.ok((value('akkoord_disk_free_bytes') ?? 0) > 0);
      assert.ok((value('process_resident_memory_bytes') ?? 0) > 1 << 20);
      assert.ok((value('process_open_fds') ?? 0) > 5);
      assert.match(body, /^akkoord_build_info\{version="\d+\.\d+\.\d+"\} 1$/m);
      assert.ok(!families.has('akkoord_certificate_not_after_seconds'), 'it has none');
    } finally {
      await collector.end();
      installation.remove();
    }
  });

  it('is read by a test that would see a fault', () => {
    const help = '# HELP a_total A.\n# TYPE a_total counter\n';
    assert.equal(readExposition(`${help}a_total 1\n`).size, 1);
    for (const wrong of [
      `${help}a_total 1`,
      `${help}a_total -1\n`,
      `${help}b_total 1\n`,
      `${help}a_total{x=1} 1\n`,
      `${help}a_total 1\na_total 2\n`,
      `${help}a_total one\n`,
      `${help}a_total 1\n${help}a_total 1\n`,
      'a_total 1\n',
      '# HELP a A.\n# TYPE a histogram\na_bucket{le="1"} 2\na_bucket{le="+Inf"} 1\na_sum 1\na_count 1\n',
    ]) {
      assert.throws(() => readExposition(wrong), wrong);
    }
  });
});

describe('SIGHUP', () => {
  const installation = new Installation();
  const policy = join(installation.folder, 'small.json');
  const chat = service('chat', 'functional', ['chat.test']);
  const counter = service('counter', 'analytical', ['counter.test']);
  const records = { lifetime_days: 182 };
  let collector: RunningCollector;

  before(async () => {
    collector = await RunningCollector.start(installation);
  });
  after(async () => {
    await collector.end();
    installation.remove();
  });

  it('takes up a changed policy, archives it, and serves meanwhile', async () => {
    const own = 'https://shop.small.test';
    const asked = { headers: { origin: own, host: 'shop.small.test' } };
    const event = { ...asked, body: consent({ site: 'shop.small.test' }) };
    assert.equal((await collector.send(event)).status, 403);
    const site = { ...JSON.parse(readFileSync(policy, 'utf8')).site };
    site.hosts = [...site.hosts, 'shop.small.test'];
    const newer = { ...chat, purpose: { en: 'What the newer chat does.' } };
    writeFileSync(policy, smallPolicy({ site, services: [counter, newer], records }));
    assert.equal((await collector.reload()).policies, 1);
    assert.equal((await collector.send(event)).status, 204);
    const kept = readdirSync(installation.data).map((name) =>
      readFileSync(join(installation.data, name)),
    );
    assert.ok(Buffer.concat(kept).includes('What the newer chat does.'));
  });

  it('keeps the former where anything is wrong, and says what', async () => {
    const right = readFileSync(policy, 'utf8');
    const config = readFileSync(installation.config, 'utf8');
    const failed = (): Promise<number> => collector.metric('reloads_failed_total');
    const before = await failed();

    writeFileSync(policy, right.replace('"services"', '"servces"'));
    const of_policy = await collector.reload('the former policies stay');
    assert.match(of_policy.fault ?? '', /small\.json:\d+:\d+: error: unknown key "servces"/);

    writeFileSync(policy, right);
    writeFileSync(installation.config, '{');
    const of_config = await collector.reload('the former policies stay');
    assert.match(of_config.fault ?? '', /collector\.json:1:\d+: error: /);

    assert.equal((await failed()) - before, 2);
    assert.equal((await collector.send({ body: consent() })).status, 204);
    writeFileSync(installation.config, config);
  });

  it('says which keys take a restart', async () => {
    const config = readFileSync(installation.config, 'utf8');
    writeFileSync(installation.config, JSON.stringify({ ...JSON.parse(config), timeout_s: 3 }));
    const said = await collector.reload('a restart is needed for some keys');
    assert.equal(said.keys, 'timeout_s');
    await collector.said('reloaded', collector.log.length - 1);
    writeFileSync(installation.config, config);
  });

  it('is heard under load, often, and loses nothing', async () => {
    const bodies = Array.from({ length: 300 }, consent);
    const sending = bodies.map((body) => collector.send({ body }));
    for (let i = 0; i < 5; i += 1) await collector.reload();
    for (const { status } of await Promise.all(sending)) assert.equal(status, 204);
  });
});

describe('the log', () => {
  // Facts, Consent record: never an IP address, a full user agent or a page URL.
  it('is lines of JSON about the service, in which no visitor can be found', async () => {
    const installation = new Installation({ timeout_s: 1 });
    const collector = await RunningCollector.start(installation);
    const headers = {
      'user-agent': 'Unmistakable/1.0',
      referer: 'https://www.small.test/treatments/secret',
      cookie: 'name=marked-visitor',
      'x-forwarded-for': '203.0.113.77',
    };
    const event = consent();
    try {
      await collector.send({ body: event, headers });
      await collector.send({ body: '{"page":"/treatments/secret"', headers });
      await collector.send({ body: event, headers: { ...headers, origin: 'https://evil.test' } });
      await collector.send({ path: '/treatments/secret?name=marked-visitor', headers });
      await collector.reload();
    } finally {
      await collector.end();
      installation.remove();
    }
    const lines: LogLine[] = collector.log.map((line) => JSON.parse(line));
    assert.deepEqual(
      lines.map(({ event: what }) => what),
      ['listening', 'reloaded', 'stopping', 'stopped'],
    );
    for (const { time, level } of lines) {
      assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      assert.equal(level, 'info');
    }
    const said = collector.log.join('\n').replace(/"address":"127.0.0.1"/, '');
    const traces = [event.id, 'Unmistakable', 'secret', 'marked', '203.0.113.77', 'evil', 'small'];
    for (const trace of traces) assert.ok(!said.includes(trace), trace);
  });

  it('is written for people on a terminal, and cannot steer it', () => {
    const installation = new Installation({ data: 'a\u001b[2Jb' });
    try {
      writeFileSync(join(installation.folder, 'a\u001b[2Jb'), '');
      const call = `${program} collect --config ${installation.config}`;
      const { stdout } = spawnSync('script', ['-qec', call, '/dev/null'], { encoding: 'utf8' });
      assert.match(stdout, /^\d\d:\d\d:\d\d error {4}not started {2}fault=\S+/);
      assert.ok(stdout.includes("can't be written"));
      assert.ok(!stdout.includes('\u001b'), JSON.stringify(stdout));
    } finally {
      installation.remove();
    }
  });
});
