// SPDX-License-Identifier: MIT
/** Bytes that no browser sends, over plain TCP and over TLS: refused or cut, and others are served meanwhile. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { makeCertificate } from './certificate.ts';
import { consent, Installation, origin, RunningCollector } from './running-collector.ts';

const host = 'Host: www.small.test\r\n';
const length = 'Content-Length: ';
const chunked = 'Transfer-Encoding: chunked\r\n';
const post = `POST /consent/events HTTP/1.1\r\n${host}`;

/** An event as a browser would send it. */
function whole(more = ''): string {
  const body = JSON.stringify(consent());
  const json = 'Content-Type: application/json\r\n';
  return `${post}Origin: ${origin}\r\n${json}${more}${length}${body.length}\r\n\r\n${body}`;
}

/** What is sent, and how all that comes back has to begin; 'cut' is a connection closed in silence. */
const hostile: [string, string, RegExp | 'cut'][] = [
  ['two lengths', `${post}${length}1\r\n${length}2\r\n\r\n12`, /^HTTP\/1\.1 400 /],
  ['a length that is none', `${post}${length}-1\r\n\r\n`, /^HTTP\/1\.1 400 /],
  ['a length beyond all numbers', `${post}${length}${'9'.repeat(40)}\r\n\r\n`, /^HTTP\/1\.1 400 /],
  ['a length and chunks', `${post}${length}4\r\n${chunked}\r\n0\r\n\r\n`, /^HTTP\/1\.1 400 /],
  ['chunks and a length', `${post}${chunked}${length}4\r\n\r\n0\r\n\r\n`, /^HTTP\/1\.1 400 /],
  [
    'an encoding that hides a request',
    `${post}Transfer-Encoding: xchunked\r\n\r\nGET /healthz HTTP/1.1\r\n${host}\r\n`,
    /^HTTP\/1\.1 400 (?![\s\S]*HTTP\/1\.1 )/,
  ],
  [
    'chunks beyond the bound',
    `${post}${chunked}\r\n4000\r\n${'x'.repeat(0x4000)}\r\n0\r\n\r\n`,
    /^HTTP\/1\.1 413 /,
  ],
  ['a chunk without a size', `${post}${chunked}\r\nzz\r\n`, /^HTTP\/1\.1 400 /],
  ['one huge header', `${post}X: ${'x'.repeat(20_000)}\r\n\r\n`, /^HTTP\/1\.1 431 /],
  ['many small headers', `${post}${'X: x\r\n'.repeat(5_000)}\r\n`, /^HTTP\/1\.1 431 /],
  ['a huge target', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n`, /^HTTP\/1\.1 431 /],
  ['a NUL in the target', `GET /\0 HTTP/1.1\r\n${host}\r\n`, /^HTTP\/1\.1 400 /],
  ['a NUL in a header', `GET / HTTP/1.1\r\n${host}X: \0\r\n\r\n`, /^HTTP\/1\.1 400 /],
  ['a blank before the colon', 'GET / HTTP/1.1\r\nHost : a\r\n\r\n', /^HTTP\/1\.1 400 /],
  ['bare line feeds', 'GET / HTTP/1.1\nHost: a\n\n', /^HTTP\/1\.1 400 /],
  ['no host', 'GET / HTTP/1.1\r\n\r\n', /^HTTP\/1\.1 400 /],
  ['two hosts', `GET / HTTP/1.1\r\n${host}${host}\r\n`, /^HTTP\/1\.1 400 /],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', /^HTTP\/1\.1 400 /],
  [
    'an older HTTP that asks to stay',
    'GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n',
    /^HTTP\/1\.1 404 [\s\S]*Connection: close/,
  ],
  ['an older HTTP', 'GET / HTTP/1.0\r\n\r\n', /^HTTP\/1\.1 404 [\s\S]*Connection: close/],
  [
    'a target with a host in it',
    `GET http://evil.test/ HTTP/1.1\r\n${host}\r\n`,
    /^HTTP\/1\.1 404 /,
  ],
  ['a request to pass on', `CONNECT evil.test:443 HTTP/1.1\r\n${host}\r\n`, /^HTTP\/1\.1 404 /],
  ['a head that stops', `${post}X: `, 'cut'],
  ['a body that stops', `${post}${length}10\r\n\r\n{`, 'cut'],
  ['nothing', '', 'cut'],
];

for (const carrier of ['TCP', 'TLS'] as const) {
  describe(`over ${carrier} the collector`, () => {
    const installation = new Installation({
      operations: '127.0.0.1:0',
      timeout_s: 2,
      ...(carrier === 'TLS' ? { tls: { certificate: 'shown.pem', key: 'shown.key' } } : {}),
    });
    let collector: RunningCollector;
    let trust: string | undefined;

    before(async () => {
      if (carrier === 'TLS') trust = makeCertificate(installation.folder, 'shown').pem;
      const how = trust === undefined ? {} : { trust };
      collector = await RunningCollector.start(installation, '', how);
    });
    after(async () => {
      assert.equal(await collector.end(), 0);
      installation.remove();
    });

    async function opened(): Promise<Socket> {
      const socket = connect({ port: collector.port, host: '127.0.0.1', allowHalfOpen: true });
      socket.on('error', () => {}); // a reset is an end too
      await once(socket, 'connect');
      if (trust === undefined) return socket;
      const over = connectTls({ socket, ca: trust, servername: 'www.small.test' });
      over.on('error', () => {});
      await once(over, 'secureConnect');
      return over;
    }

    /** All that comes back until the end. */
    async function heard(socket: Socket): Promise<string> {
      let text = '';
      socket.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      if (!socket.readableEnded) await Promise.race([once(socket, 'end'), once(socket, 'close')]);
      socket.destroy();
      return text;
    }

    it('answers by a status, or not at all, and goes on serving', async () => {
      await Promise.all(
        hostile.map(async ([what, bytes, said]) => {
          const socket = await opened();
          socket.write(bytes);
          const text = await heard(socket);
          if (said === 'cut') assert.equal(text, '', what);
          else assert.match(text, said, what);
        }),
      );
      assert.equal((await collector.send({ body: consent() })).status, 204);
    });

    it('cuts who sends a head byte by byte', async () => {
      const socket = await opened();
      let sent = 0;
      const dripping = setInterval(() => socket.write(sent++ === 0 ? 'G' : 'E'), 100);
      try {
        assert.equal(await heard(socket), '');
        assert.ok(sent < 60, `${sent} bytes were waited for`);
      } finally {
        clearInterval(dripping);
      }
    });

    it('answers requests that come in one piece one after another', async () => {
      const socket = await opened();
      const other = `GET /nothing HTTP/1.1\r\n${host}\r\n`;
      socket.write(whole() + other + whole('Connection: close\r\n'));
      const statuses = [...(await heard(socket)).matchAll(/HTTP\/1\.1 (\d+) /g)].map(
        ([, one]) => one,
      );
      assert.deepEqual(statuses, ['204', '404', '204']);
    });

    it('answers who has closed its own half', async () => {
      const socket = await opened();
      socket.end(whole());
      assert.match(await heard(socket), /^HTTP\/1\.1 204 /);
    });
  });
}

describe('two thousand idle connections', () => {
  it('take little memory, and others are served meanwhile', async () => {
    const installation = new Installation({ max_connections: 2_100 });
    const collector = await RunningCollector.start(installation, '-n 4096');
    const idle = Array.from({ length: 2_000 }, () => connect(collector.port, '127.0.0.1'));
    try {
      await Promise.all(idle.map((socket) => once(socket, 'connect')));
      assert.equal((await collector.send({ body: consent() })).status, 204);
      assert.ok((await collector.metric('connections')) > 2_000);
      const { body } = await collector.tell('/metrics');
      const resident = Number(/^process_resident_memory_bytes (\S+)$/m.exec(body)?.[1]);
      assert.ok(resident < 64 << 20, `${resident} bytes`);
    } finally {
      for (const socket of idle) socket.destroy();
      assert.equal(await collector.end(), 0);
      installation.remove();
    }
  });
});
