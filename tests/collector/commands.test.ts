// SPDX-License-Identifier: MIT
/** The collector's commands. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { program as akkoord } from '../cli/command-line.ts';
import { consent, Installation, newId, program, RunningCollector } from './running-collector.ts';

function withInstallation(
  changes: Readonly<Record<string, unknown>>,
  look: (installation: Installation) => void,
): void {
  const installation = new Installation(changes);
  try {
    look(installation);
  } finally {
    installation.remove();
  }
}

/** A configuration with ClickHouse where no server is. */
function clickHouse(changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { store: { clickhouse: { urls: ['http://127.0.0.1:1'], shard: 'a', ...changes } } };
}

describe('collect --check', () => {
  it('reads configuration and policies, and makes nothing', () => {
    withInstallation({}, (installation) => {
      const { exitCode, out } = installation.run('collect', '--check');
      assert.equal(exitCode, 0);
      assert.equal(out, '1 policies: the configuration is fine\n');
      assert.ok(!existsSync(installation.data));
    });
  });

  const wrong: [Record<string, unknown>, RegExp][] = [
    [
      { dta: 'x' },
      /collector\.json:1:\d+: error: unknown key "dta" \(\/dta\)\n {4}Did you mean "data"\?/,
    ],
    [
      { colour: 'x' },
      /unknown key "colour" \(\/colour\)\n {4}Leave it out; akkoord collect --help/,
    ],
    [{ operations: '127.0.0.1' }, /"operations" is no address and port/],
    [{ tls: 'x' }, /"tls" is a text, not an object \(\/tls\)\n {4}It names two PEM files/],
    [{ tls: { certificate: 'x' } }, /"key" is missing \(\/tls\/key\)\n {4}It is the PEM file/],
    [{ policies: [5] }, /a number, not an object \(\/policies\/0\)/],
    [{ data: 'small.json' }, /small\.json is no folder/],
    [{ listen: '192.0.2.1:80' }, /192\.0\.2\.1:80: Cannot assign requested address\n {4}End the/],
    [{ listen: 'localhost' }, /"listen" is no address and port/],
    [{ data: 5 }, /"data" is a number, not a text \(\/data\)/],
    [{ policies: [] }, /"policies" is empty/],
    [{ policies: [{ policy: 'missing.json' }] }, /missing\.json can't be read: No such file/],
    [{ policies: [{ policy: 'small.json' }, { policy: 'small.json' }] }, /the same id "small"/],
    [{ policies: [{ policy: 'collector.json' }] }, /collector\.json:1:\d+: error: /],
    [{ policies: [{ policy: 'small.json', lock: 'small.json' }] }, /this is no lock of "small"/],
    [{ store: 'x' }, /"store" is a text, not an object \(\/store\)\n {4}It is \{"clickhouse"/],
    [{ store: {} }, /"clickhouse" is missing \(\/store\/clickhouse\)/],
    [clickHouse({ urls: [] }), /"urls" names no server/],
    [
      clickHouse({ urls: ['http://a/b'] }),
      /this is no server's address \(\/store\/clickhouse\/urls\/0\)/,
    ],
    [clickHouse({ shard: 'A-1' }), /"A-1" is no "shard" .*\n {4}It is this collector's own name/],
    [clickHouse({ shard: undefined }), /"shard" is missing/],
    [clickHouse({ quorum: 0 }), /"quorum" is 0 .*\n {4}It is a whole number from 1 to 64/],
    [clickHouse({ database: 'x; DROP' }), /"x; DROP" is no "database"/],
    [clickHouse({ shrd: 'a' }), /unknown key "shrd" .*\n {4}Did you mean "shard"\?/],
    [clickHouse({ password_file: 'none' }), /none can't be read: No such file .*password_file/],
    [
      clickHouse({ password_environment: 'AKKOORD_NO_SUCH' }),
      /the environment has no "AKKOORD_NO_SUCH"/,
    ],
    [
      clickHouse({ password_file: 'small.json', password_environment: 'PATH' }),
      /in a file and in the environment/,
    ],
    [clickHouse({}), /no server of "urls" answers: http:\/\/127\.0\.0\.1:1: /],
    [{ timeout_s: 0 }, /"timeout_s" is 0 \(\/timeout_s\)\n {4}It is a whole number from 1 to/],
  ];
  for (const [changes, said] of wrong) {
    it(`says what is wrong with ${JSON.stringify(changes)}`, () => {
      withInstallation(changes, (installation) => {
        const { exitCode, err } = installation.run('collect', '--check');
        assert.equal(exitCode, 1);
        assert.match(err, said);
      });
    });
  }
});

describe('collect', () => {
  it('has a line of help for every key that it reads', () => {
    const { stdout } = spawnSync(program, ['collect', '--help'], { encoding: 'utf8' });
    const read = readFileSync('collector/config.cc', 'utf8');
    const keys = [...read.matchAll(/^ {4}\{"(\w+)",/gm)].map(([, key]) => key ?? '');
    assert.ok(keys.length > 15, keys.join());
    for (const key of keys) assert.match(stdout, new RegExp(`^ {2,4}${key} |"${key}": `, 'm'), key);
  });

  it('goes by --listen and --data before its configuration', async () => {
    const installation = new Installation({ listen: '192.0.2.1:80', data: 'small.json' });
    try {
      const data = join(installation.folder, 'elsewhere');
      const words = ['--listen=127.0.0.1:0', '--data', data];
      const collector = await RunningCollector.start(installation, '', { words });
      assert.equal((await collector.send({ body: consent() })).status, 204);
      await collector.end();
      assert.ok(existsSync(join(data, 'events.db')));
      assert.match(installation.run('collect', '--listen', 'x').err, /--listen x is no address/);
    } finally {
      installation.remove();
    }
  });

  it('is told by --check that another program has its address, unless that is itself', async () => {
    const installation = new Installation();
    const collector = await RunningCollector.start(installation);
    try {
      const listen = `--listen=127.0.0.1:${collector.port}`;
      assert.equal(installation.run('collect', '--check', listen).exitCode, 0);
      const elsewhere = `--data=${join(installation.folder, 'elsewhere')}`;
      const { exitCode, err } = installation.run('collect', '--check', listen, elsewhere);
      assert.equal(exitCode, 1);
      assert.match(err, /127\.0\.0\.1:\d+: Address already in use\n {4}End the program/);
    } finally {
      await collector.end();
      installation.remove();
    }
  });
});

describe('a receipt', () => {
  const installation = new Installation();
  const policy = join(installation.folder, 'small.json');
  const policy_hash = `sha256:${createHash('sha256').update(readFileSync(policy)).digest('hex')}`;
  const first = consent({ policy_hash });
  const second = consent({
    previous_id: first.id,
    method: 'settings',
    layer: 2,
    services: { chat: true },
  });
  const choice = { functional: false, analytical: false, advertising: false, social: false };
  const last = consent({ previous_id: second.id, method: 'withdrawal', choice });
  const file = join(installation.folder, 'receipt.json');
  let key = '';

  const verify = (text: string, by: string): { exitCode: number | null; said: string } => {
    writeFileSync(file, text);
    const run = spawnSync(program, ['verify', file, '--key', by], { encoding: 'utf8' });
    return { exitCode: run.status, said: run.stdout + run.stderr };
  };
  const receipt = (): string => installation.run('prove', first.id).out;

  before(async () => {
    const collector = await RunningCollector.start(installation);
    for (const body of [consent(), first, consent(), second, last]) {
      assert.equal((await collector.send({ body })).status, 204);
    }
    await collector.end();
    key = installation.run('log-key').out.trim();
  });
  after(() => installation.remove());

  it('tells the whole chain and holds with nothing but the public key', () => {
    const text = receipt();
    assert.equal(installation.run('prove', last.id).out, text);
    const { exitCode, said } = verify(text, key);
    assert.equal(exitCode, 0, said);
    const states = [...said.matchAll(/ (\w+) at www\.small\.test$/gm)].map(([, state]) => state);
    assert.deepEqual(states, ['ConsentGiven', 'RenewedConsentGiven', 'ConsentWithdrawn']);
    assert.match(said, /granted {3}analytical \+chat\n/);
    assert.match(said, /granted {3}nothing\n/);
    assert.match(said, /^Asked by Small\.$/m);
    const json = JSON.parse(
      spawnSync(program, ['verify', file, '--key', key, '--format=json'], { encoding: 'utf8' })
        .stdout,
    );
    assert.equal(json.ok, true);
    assert.deepEqual(
      json.choices.map(({ id }: { id: string }) => id),
      [first.id, second.id, last.id],
    );
    assert.match(said, /^The receipt holds: log [0-9a-f]{64}, 5 leaves, signed /m);
  });

  it('speaks the words of ISO/IEC TS 27560 and DPV', () => {
    const json = JSON.parse(receipt());
    assert.equal(json['@type'], 'dpv:ConsentReceipt');
    assert.equal(json['dpv:hasIdentifier'], `urn:uuid:${last.id}`);
    assert.equal(json['dpv:hasDataSubject']['dpv:hasIdentifier'], `urn:uuid:${first.id}`);
    const [record] = json['dpv:hasRecordOfActivity'];
    assert.equal(record['dpv:hasDataController']['dpv:hasName'], 'Small');
    assert.deepEqual(record['dpv:hasConsentStatus']['@type'], [
      'dpv:ConsentGiven',
      'dpv:ExpressedConsent',
    ]);
  });

  it('holds no more when anything in it is changed', () => {
    const text = receipt();
    const changes: [string, string, RegExp][] = [
      ['"dpv:ConsentWithdrawn"', '"dpv:ConsentGiven"', /more, or other, than its evidence/],
      ['"@type": "dpv:ConsentReceipt"', '"@type": "dpv:ConsentReceipt", "x": 1', /more, or other/],
      ['\\"analytical\\":true', '\\"analytical\\":false', /record in it is not in the log/],
      ['"leaf": 1', '"leaf": 2', /record in it is not in the log/],
      ['"size": 5', '"size": 6', /head does not hold/],
      ['\\"name\\": \\"Small\\"', '\\"name\\": \\"Other\\"', /named by no record/],
      ['akkoord:evidence', 'akkoord:other', /no receipt, or a part of it is missing/],
    ];
    for (const [from, to, said] of changes) {
      assert.ok(text.includes(from), from);
      const call = verify(text.replace(from, to), key);
      assert.equal(call.exitCode, 1, from);
      assert.match(call.said, said);
    }
    assert.equal(verify('{', key).exitCode, 1);
    assert.match(verify(text, 'a'.repeat(64)).said, /it is of another log/);
    assert.equal(verify(text, 'a').exitCode, 2);
  });

  it('still holds under the key that came after', () => {
    const text = receipt();
    assert.equal(installation.run('rotate-key').exitCode, 0);
    const next = installation.run('log-key').out.trim();
    assert.notEqual(next, key);
    assert.equal(verify(receipt(), next).exitCode, 0);
    assert.equal(verify(receipt(), key).exitCode, 0);
    assert.match(verify(text, next).said, /it is of another log/, 'made before the next key was');
  });

  it('is made of records that are there', () => {
    const missing = installation.run('prove', newId());
    assert.equal(missing.exitCode, 1);
    assert.match(missing.err, /^no record has this id/);
  });
});

describe('akkoord-collector', () => {
  it('says how it is called', () => {
    const call = (...words: string[]) => spawnSync(program, words, { encoding: 'utf8' });
    assert.match(call('--help').stdout, /^usage: akkoord-collector COMMAND/);
    for (const words of [
      [],
      ['collect'],
      ['--config', 'x'],
      ['fly', '--config', 'x'],
      ['collect', '--fast'],
    ]) {
      assert.equal(call(...words).status, 2, words.join(' '));
    }
  });

  it('is what akkoord collect, prove and verify run', () => {
    const call = (...words: string[]) => spawnSync(akkoord, words, { encoding: 'utf8' });
    assert.equal(call('collect', '--check').status, 2);
    assert.equal(call('collect', '--check', '--config', 'missing.json').status, 1);
  });

  it('erases a chain beside a running collector, and lets the log go on under a new key', async () => {
    const installation = new Installation();
    try {
      const collector = await RunningCollector.start(installation);
      const first = consent();
      const second = consent({ previous_id: first.id });
      for (const body of [first, second, consent()]) await collector.send({ body });
      const erased = installation.run('erase', '--subject', first.id);
      assert.match(erased.out, /^2 records erased\n3 leaves, 1 records, .*the proof log holds\n$/);
      assert.equal(installation.run('erase', '--subject', newId()).exitCode, 1);
      assert.equal(installation.run('erase', '--subject', 'x').exitCode, 2);
      assert.match(installation.run('rotate-key').err, /another akkoord-collector writes to/);
      await collector.end();

      assert.equal(installation.run('rotate-key').exitCode, 0);
      const again = await RunningCollector.start(installation);
      await again.send({ body: consent() });
      await again.end();
      const { out } = installation.run('check-log');
      assert.match(out, /^4 leaves, 2 records, \d heads, 2 keys: the proof log holds\n$/);
    } finally {
      installation.remove();
    }
  });

  it('does not start with a spoiled log, nor without its key', async () => {
    const installation = new Installation();
    try {
      await (await RunningCollector.start(installation)).end();
      writeFileSync(join(installation.data, 'log.key'), 'x');
      await assert.rejects(RunningCollector.start(installation), /is no key: restore it/);
    } finally {
      installation.remove();
    }
  });
});
