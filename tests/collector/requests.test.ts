// SPDX-License-Identifier: MIT
/** What the collector takes, and what it turns away, over real connections. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  consent,
  Installation,
  newId,
  origin,
  RunningCollector,
  refusal,
  shown,
} from './running-collector.ts';

const visitorsAgent = 'VisitorBrowser/1.0 (unmistakable)';

describe('the collector', () => {
  const installation = new Installation({ timeout_s: 1, max_connections: 70 });
  let collector: RunningCollector;

  before(async () => {
    collector = await RunningCollector.start(installation);
  });
  after(async () => {
    await collector.end();
    installation.remove();
  });

  /** What it says to bytes that no HTTP library would send. */
  async function saidTo(...parts: string[]): Promise<string> {
    const socket = connect(collector.port, '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8').on('data', (part) => {
      text += part;
    });
    socket.on('error', () => {}); // a reset is an end too
    for (const part of parts) socket.write(part);
    await once(socket, 'close');
    return text;
  }

  it('takes a consent once, however often it is sent', async () => {
    const event = consent();
    assert.equal((await collector.send({ body: event })).status, 204);
    assert.equal((await collector.send({ body: event })).status, 204);
    assert.equal(await collector.metric('log_leaves'), 1);
    const other = { ...event, layer: 2 };
    const answer = await collector.send({ body: other });
    assert.equal(answer.status, 409);
    assert.match(answer.body, /another event has this id/);
  });

  it('takes refusals and showings as counts', async () => {
    const leaves = await collector.metric('log_leaves');
    assert.equal((await collector.send({ body: refusal() })).status, 204);
    assert.equal((await collector.send({ path: '/consent/shown', body: shown() })).status, 204);
    assert.equal(await collector.metric('log_leaves'), leaves);
    assert.equal(await collector.metric('shown_counted_total'), 1);
  });

  it('says what is wrong with an event, to the page that sent it', async () => {
    const answer = await collector.send({ body: consent({ revision: 2 }) });
    assert.equal(answer.status, 400);
    assert.equal(answer.headers['access-control-allow-origin'], origin);
    assert.equal(answer.headers.vary, 'Origin');
    const { error } = JSON.parse(answer.body);
    assert.equal(error.pointer, '/revision');
    assert.equal(error.fault, 'policy "small" has no revision 2');
    assert.match(error.remedy, /^Give the collector the policy/);
  });

  it('stores nothing of what breaks the format', async () => {
    const leaves = await collector.metric('log_leaves');
    const broken = ['', '{', '[]', '"\\ud800"', '{"id":1,"id":2}', '['.repeat(4000), '\u0000'];
    for (const body of broken) assert.equal((await collector.send({ body })).status, 400, body);
    const skewed = consent({ issued_s: Math.floor(Date.now() / 1000) + 400 });
    assert.equal((await collector.send({ body: skewed })).status, 400);
    assert.equal(await collector.metric('log_leaves'), leaves);
  });

  it('believes no origin but the hosts of its policies', async () => {
    const forged = [
      'https://evil.test',
      'http://www.small.test',
      'null',
      'https://www.small.test.evil.test',
      'https://www.small.test:8443',
      '',
    ];
    for (const one of forged) {
      const answer = await collector.send({ body: consent(), headers: { origin: one } });
      assert.equal(answer.status, 403, one);
      assert.equal(answer.headers['access-control-allow-origin'], undefined);
    }
    const navigated = { 'sec-fetch-site': 'none' };
    assert.equal((await collector.send({ body: consent(), headers: navigated })).status, 403);
    assert.equal(await collector.metric('requests_forged_total'), forged.length + 1);
  });

  it('lets known pages of other hosts ask first', async () => {
    const asked = { 'access-control-request-method': 'POST' };
    const answer = await collector.send({ method: 'OPTIONS', headers: asked });
    assert.equal(answer.status, 204);
    assert.equal(answer.headers['access-control-allow-origin'], origin);
    assert.equal(answer.headers['access-control-allow-methods'], 'POST');
    assert.equal(answer.headers['access-control-allow-headers'], 'content-type');
    const forged = { ...asked, origin: 'https://evil.test' };
    assert.equal((await collector.send({ method: 'OPTIONS', headers: forged })).status, 403);
  });

  it('answers other paths, methods and types by their name', async () => {
    assert.equal((await collector.send({ path: '/' })).status, 404);
    assert.equal((await collector.send({ method: 'GET' })).status, 405);
    const typed = { 'content-type': 'text/plain' };
    assert.equal((await collector.send({ body: consent(), headers: typed })).status, 415);
    assert.equal((await collector.send({ method: 'GET', path: '/healthz' })).body, 'ok\n');
  });

  it('reads bodies and heads up to 8 KiB', async () => {
    const text = JSON.stringify(consent());
    const padded = (size: number): string => text.padEnd(size, ' ');
    assert.equal((await collector.send({ body: padded(8192) })).status, 204);
    const head = `POST /consent/events HTTP/1.1\r\nHost: a\r\nContent-Length: `;
    assert.match(await saidTo(`${head}8193\r\n\r\n`), /^HTTP\/1\.1 413 /);
    assert.match(await saidTo(`${head}1\r\nX: ${'x'.repeat(9000)}\r\n\r\n`), /^HTTP\/1\.1 431 /);
    assert.match(await saidTo('nonsense\r\n\r\n'), /^HTTP\/1\.1 400 /);
  });

  it('cuts who sends too slowly, or not at all', async () => {
    const start_ms = Date.now();
    const head = 'POST /consent/events HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n';
    assert.deepEqual(await Promise.all([saidTo(), saidTo(head), saidTo(`${head}\r\n`, '{')]), [
      '',
      '',
      '',
    ]);
    assert.ok(Date.now() - start_ms < 5_000);
  });

  it('turns away connections beyond its bound', async () => {
    const many = Array.from({ length: 80 }, () => connect(collector.port, '127.0.0.1'));
    await Promise.all(
      many.map((socket) => {
        socket.on('error', () => {});
        return once(socket, 'close');
      }),
    );
    assert.ok((await collector.metric('connections_turned_away_total')) >= 10);
    assert.equal((await collector.send({ body: consent() })).status, 204);
  });

  it('issues records again for the rest of their life, to their own origin alone', async () => {
    const issued_s = Math.floor(Date.now() / 1000) - 100;
    const set = `1.1.${issued_s}.${issued_s + 1000}.${newId()}`;
    const cookie = `cookie_consent_set=${set}; cookie_consent_fu=0; cookie_consent_ga=1; cookie_consent_ma=0; cookie_consent_so=0; ChatId=7; Other=1`;
    const path = '/consent/records';
    const answer = await collector.send({
      path,
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
    });
    assert.equal(answer.status, 204);
    const cookies = answer.headers['set-cookie'] ?? [];
    const first = cookies[0] ?? '';
    assert.ok(first.startsWith(`cookie_consent_set=${set}; Path=/; Max-Age=`), first);
    const rest_s = Number(/Max-Age=(\d+)/.exec(first)?.[1]);
    assert.ok(rest_s > 890 && rest_s <= 900, first);
    assert.ok(first.endsWith('; SameSite=Lax; Secure'), first);
    assert.ok(cookies.some((one) => one.startsWith('cookie_consent_ga=1; ')));
    const ended = cookies.filter((one) => one.startsWith('ChatId=; Path=/; Max-Age=0'));
    assert.equal(ended.length, 3, 'on the host alone, on it as a domain, and above');
    assert.ok(!cookies.some((one) => one.startsWith('Other')));

    const granted = cookie.replace('_fu=0', '_fu=1');
    const kept = await collector.send({ path, headers: { cookie: granted } });
    assert.ok(!kept.headers['set-cookie']?.some((one) => one.startsWith('ChatId')));
    const expired = cookie.replace(`${issued_s + 1000}`, `${issued_s + 50}`);
    const none = await collector.send({ path, headers: { cookie: expired } });
    assert.equal(none.headers['set-cookie'], undefined);
    for (const wrong of [
      { host: 'other.small.test' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.test' },
    ]) {
      assert.equal((await collector.send({ path, headers: { cookie, ...wrong } })).status, 403);
    }
  });

  // Facts, Consent record: never an IP address, a full user agent or a page URL.
  it('keeps and says nothing of who sent a request', async () => {
    const refused = refusal();
    const headers = { 'user-agent': visitorsAgent, referer: 'https://www.small.test/treatments/x' };
    assert.equal((await collector.send({ body: consent(), headers })).status, 204);
    assert.equal((await collector.send({ body: refused, headers })).status, 204);
    const kept = readdirSync(installation.data).map((name) =>
      readFileSync(join(installation.data, name)),
    );
    const all = Buffer.concat([...kept, Buffer.from(collector.log.slice(1).join('\n'))]);
    for (const trace of [visitorsAgent, '/treatments/', '127.0.0.1', refused.id]) {
      assert.ok(!all.includes(trace), trace);
    }
  });
});

describe('a busy connection', () => {
  it('is held to its rate, and then to that of its site', async () => {
    const installation = new Installation({ requests_per_connection_s: 2, requests_per_site_s: 5 });
    const collector = await RunningCollector.start(installation);
    try {
      const bodies = Array.from({ length: 40 }, consent);
      const answers = await Promise.all(bodies.map((body) => collector.send({ body })));
      const taken = answers.filter(({ status }) => status === 204).length;
      assert.ok(taken >= 10 && taken < 20, `${taken} taken`);
      for (const { status, headers } of answers) {
        assert.ok(status === 204 || (status === 429 && headers['retry-after'] !== undefined));
      }
    } finally {
      await collector.end();
      installation.remove();
    }
  });
});
