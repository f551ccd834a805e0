// SPDX-License-Identifier: MIT
/** TLS of the collector's own: what it shows, what it takes, and how a certificate is renewed. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { copyFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';
import { makeCertificate } from './certificate.ts';
import { Load } from './load.ts';
import { consent, Installation, RunningCollector } from './running-collector.ts';

const files = { certificate: 'shown.pem', key: 'shown.key' };

/** Puts another certificate where the configuration looks for it. */
function show(installation: Installation, name: string, days = 90): string {
  const { certificate, key, pem } = makeCertificate(installation.folder, name, days);
  copyFileSync(certificate, join(installation.folder, files.certificate));
  copyFileSync(key, join(installation.folder, files.key));
  return pem;
}

/** Shakes hands; fails where it comes to nothing. */
async function shakeHands(
  collector: RunningCollector,
  wishes: ConnectionOptions,
): Promise<TLSSocket> {
  const { port } = collector;
  const socket = connectTls({ host: '127.0.0.1', port, servername: 'www.small.test', ...wishes });
  await once(socket, 'secureConnect');
  return socket;
}

/** The next that comes; fails where the connection ends first. */
async function heard(socket: TLSSocket): Promise<string> {
  const gone = once(socket, 'close').then(() => assert.fail('the connection has been cut'));
  const [text] = await Promise.race([once(socket, 'data'), gone]);
  return String(text);
}

describe('a collector with TLS of its own', () => {
  const installation = new Installation({
    tls: files,
    operations: '127.0.0.1:0',
    timeout_s: 1,
    max_connections: 20,
  });
  let collector: RunningCollector;
  let trust = '';

  before(async () => {
    trust = show(installation, 'first');
    collector = await RunningCollector.start(installation, '', { trust });
  });
  after(async () => {
    await collector.end();
    installation.remove();
  });
  const handshake = (wishes: ConnectionOptions): Promise<TLSSocket> =>
    shakeHands(collector, { ca: trust, ...wishes });

  it('takes events, and tells how it is at another address alone', async () => {
    assert.equal((await collector.send({ body: consent() })).status, 204);
    assert.equal((await collector.send({ method: 'GET', path: '/healthz' })).status, 404);
    assert.equal((await collector.send({ method: 'GET', path: '/metrics' })).status, 404);
    assert.equal((await collector.tell('/healthz')).body, 'ok\n');
    assert.equal((await collector.tell('/consent/events')).status, 404);
  });

  it('speaks TLS 1.2 and 1.3 with forward secrecy, and http/1.1 above it', async () => {
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const socket = await handshake({
        minVersion: version,
        maxVersion: version,
        ALPNProtocols: ['h2', 'http/1.1'],
      });
      assert.equal(socket.getProtocol(), version);
      assert.equal(socket.alpnProtocol, 'http/1.1');
      assert.match(socket.getCipher().standardName, /_(GCM_SHA(256|384)|POLY1305_SHA256)$/);
      socket.destroy();
    }
    const refused: ConnectionOptions[] = [
      { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' },
      { maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA:ECDHE-ECDSA-AES128-SHA' },
      { ALPNProtocols: ['h2'] },
    ];
    const before = await collector.metric('handshakes_failed_total');
    for (const wishes of refused) await assert.rejects(handshake(wishes), JSON.stringify(wishes));
    assert.equal((await collector.metric('handshakes_failed_total')) - before, refused.length);
  });

  it('cuts who shakes hands too slowly, or speaks no TLS', async () => {
    const start_ms = Date.now();
    const silent = connect(collector.port, '127.0.0.1');
    const plain = connect(collector.port, '127.0.0.1');
    plain.write('POST /consent/events HTTP/1.1\r\nHost: www.small.test\r\n\r\n');
    await Promise.all(
      [silent, plain].map((socket) => {
        socket.on('error', () => {});
        socket.resume();
        return once(socket, 'close');
      }),
    );
    assert.ok(Date.now() - start_ms < 5_000);
    const held = Array.from({ length: 30 }, () => connect(collector.port, '127.0.0.1'));
    await Promise.all(
      held.map((socket) => {
        socket.on('error', () => {});
        return once(socket, 'close');
      }),
    );
    assert.ok((await collector.metric('connections_turned_away_total')) >= 10);
    assert.equal((await collector.send({ body: consent() })).status, 204);
  });
});

describe('a certificate that is renewed', () => {
  // A connection that waits while openssl makes a key on a busy machine outlives no short timeout.
  const installation = new Installation({ tls: files, operations: '127.0.0.1:0', timeout_s: 600 });
  let collector: RunningCollector;
  let trust = '';

  before(async () => {
    trust = show(installation, 'first');
    collector = await RunningCollector.start(installation, '', { trust });
  });
  after(async () => {
    await collector.end();
    installation.remove();
  });

  /** The name of the certificate that is shown now. */
  async function shownName(): Promise<string> {
    const socket = await shakeHands(collector, { ca: trust });
    const { CN } = socket.getPeerCertificate().subject;
    socket.destroy();
    return CN;
  }

  it('is shown after SIGHUP, and the connections there are stay', async () => {
    const held = await shakeHands(collector, { ca: trust });
    trust = show(installation, 'second', 9);
    const before = collector.log.length;
    await collector.reload('the certificate expires soon');
    await collector.said('reloaded', before);
    held.write('GET / HTTP/1.1\r\nHost: www.small.test\r\n\r\n');
    assert.match(await heard(held), /^HTTP\/1\.1 404 /);
    held.destroy();
    assert.equal(await shownName(), 'second');
    const left_s = (await collector.metric('certificate_not_after_seconds')) - Date.now() / 1000;
    assert.ok(left_s > 8 * 86_400 && left_s < 10 * 86_400, `${left_s}`);
  });

  it('stays the former where the new one is wrong, and says what to do', async () => {
    copyFileSync(join(installation.folder, 'first.key'), join(installation.folder, files.key));
    const before = collector.log.length;
    const said = await collector.reload('the former certificate stays');
    assert.equal(said.level, 'error');
    assert.match(said.fault ?? '', /shown\.key is not the key of .*shown\.pem\n {4}It holds/);
    await collector.said('reloaded', before);
    assert.equal(await shownName(), 'second');
  });
});

describe('a collector that is told to stop while hands are shaken', () => {
  it('ends at once, and has every event that it acknowledged', async () => {
    const installation = new Installation({ tls: files });
    try {
      const trust = show(installation, 'shown');
      const collector = await RunningCollector.start(installation, '', { trust });
      const load = new Load();
      const sending = load.sendUntilGone(collector);
      const half = Array.from({ length: 50 }, () => connect(collector.port, '127.0.0.1'));
      for (const socket of half) {
        socket.on('error', () => {});
        socket.write(Buffer.from([22, 3, 1, 2, 0, 1])); // the first bytes of a ClientHello
      }
      while (load.acknowledged.length < 50) await new Promise(setImmediate);
      const start_ms = Date.now();
      assert.equal(await collector.end(), 0);
      assert.ok(Date.now() - start_ms < 5_000, 'their 15 seconds are not waited for');
      await sending;
      const again = await RunningCollector.start(installation, '', { trust });
      const leaves = await again.metric('log_leaves');
      await load.sendAgain(again, load.acknowledged);
      assert.equal(await again.metric('log_leaves'), leaves);
      await again.end();
    } finally {
      installation.remove();
    }
  });
});

describe('a certificate', () => {
  const wrong: [string, (installation: Installation) => void, RegExp][] = [
    ['that is missing', () => {}, /shown\.pem can't be read: No such file/],
    [
      'that is none',
      (installation) => {
        show(installation, 'one');
        writeFileSync(join(installation.folder, files.certificate), 'x');
      },
      /shown\.pem is no certificate: .*\n {4}It holds PEM/,
    ],
    [
      'whose key is of another',
      (installation) => {
        const { key } = makeCertificate(installation.folder, 'other');
        show(installation, 'one');
        copyFileSync(key, join(installation.folder, files.key));
      },
      /shown\.key is not the key of/,
    ],
  ];
  for (const [what, make, said] of wrong) {
    it(`${what} is named by --check`, () => {
      const installation = new Installation({ tls: files });
      try {
        make(installation);
        const { exitCode, err } = installation.run('collect', '--check');
        assert.equal(exitCode, 1);
        assert.match(err, said);
      } finally {
        installation.remove();
      }
    });
  }
});
