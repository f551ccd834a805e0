// SPDX-License-Identifier: MIT
/** Whatever is wrong with what is sent: the answer says where, what and what to do, and nothing is stored. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { storedIn } from './database.ts';
import {
  type Answer,
  consent,
  Installation,
  newId,
  origin,
  RunningCollector,
  refusal,
  type Sent,
  type SentEvent,
  shown,
} from './running-collector.ts';

const now_s = (): number => Math.floor(Date.now() / 1000);
const day_s = 86_400;

/** A value of each type, by its name; none is right for a key of that type either. */
const ofType: Readonly<Record<string, unknown>> = {
  null: null,
  truth: true,
  number: -1,
  fraction: 0.5,
  text: '"\\',
  list: [[]],
  object: { '': {} },
};

/** What a key takes beyond the one right value, among those above. */
const takes: Readonly<Record<string, readonly string[]>> = {
  previous_id: ['null'],
  held: ['null'],
  unknown_hosts: ['null'],
  entry: ['truth'],
  sensitive: ['truth', 'null'],
};

/** A body, as text or to be written as JSON; where the fault lies; the fault; the status where it is not 400. */
type Case = readonly [
  what: string,
  body: unknown,
  pointer: string | RegExp,
  fault: RegExp,
  status?: number,
];

const event = (): SentEvent =>
  consent({ previous_id: newId(), held: {}, unknown_hosts: [], sensitive: true });

/** `json` as text, with `member` once more before the others. */
function twice(json: unknown, member: string): string {
  return JSON.stringify(json).replace('{', `{${member},`);
}

/** `json` with a byte that no UTF-8 has in the text of "language". */
function spoiled(json: unknown, bytes: readonly number[]): Buffer {
  const [before = '', behind = ''] = JSON.stringify(json).split('"en"');
  return Buffer.concat([Buffer.from(`${before}"`), Buffer.from(bytes), Buffer.from(`"${behind}`)]);
}

/** Every key with a value of every type that it has not. */
function* wrongTypes(whole: Readonly<Record<string, unknown>>): Generator<Case> {
  for (const key of Object.keys(whole)) {
    for (const [type, value] of Object.entries(ofType)) {
      if (takes[key]?.includes(type)) continue;
      yield [`${type} as "${key}"`, { ...whole, [key]: value }, new RegExp(`^/${key}(/0?)?$`), /./];
    }
  }
}

/** What is wrong with the JSON itself, whichever it is. */
function* spoiledJson(whole: Readonly<Record<string, unknown>>): Generator<Case> {
  const text = JSON.stringify(whole);
  for (const [key, value] of Object.entries(whole)) {
    const member = `${JSON.stringify(key)}:${JSON.stringify(value)}`;
    yield [`"${key}" twice`, twice(whole, member), `/${key}`, /^duplicate key/];
  }
  yield ['a key twice by an escape', twice(whole, '"\\u0073ite":"x"'), '/site', /^duplicate key/];
  yield ['a lone continuation byte', spoiled(whole, [0x80]), '', /is not UTF-8: \\x80/];
  yield ['an overlong form', spoiled(whole, [0xc0, 0xaf]), '', /is not UTF-8: \\xC0/];
  yield ['half a pair as bytes', spoiled(whole, [0xed, 0xa0, 0x80]), '', /is not UTF-8: \\xED/];
  yield ['half a pair escaped', text.replace('"en"', '"\\ud800"'), '', /^not JSON/];
  yield ['a byte order mark', `\ufeff${text}`, '', /byte order mark/];
  yield ['UTF-16', Buffer.from(text, 'utf16le'), '', /^not JSON/];
  yield ['a NUL', text.replace('"en"', '"\u0000"'), '', /^not JSON/];
  yield ['two values', `${text}${text}`, '', /^not JSON/];
  yield ['half of it', text.slice(0, text.length / 2), '', /^not JSON/];
  yield ['a number beyond all', text.replace('"revision":1', '"revision":1e999'), '', /number/];
  yield ['a number without end', text.replace('"revision":1', '"revision":NaN'), '', /^not JSON/];
  yield ['a comment', `/* */${text}`, '', /^not JSON/];
  yield ['a list of it', `[${text}]`, '', /^a list where an object belongs/];
  yield ['nothing but blanks', ' \n', '', /^not JSON/];
  yield ['a deep hole', `{"a":${'['.repeat(4000)}`, /^/, /nested deeper/];
  yield ['an unknown policy', { ...whole, policy: 'other' }, '/policy', /not known here/];
  yield ['a revision to come', { ...whole, revision: 2 }, '/revision', /has no revision 2/];
  yield ['revision 0', { ...whole, revision: 0 }, '/revision', /is 0/];
  yield ['a revision beyond 32 bits', { ...whole, revision: 2 ** 32 + 1 }, '/revision', /is 42949/];
  yield ['an unknown site', { ...whole, site: 'www.else.test' }, '/site', /is no host of policy/];
  yield ['a site in capitals', { ...whole, site: 'WWW.small.test' }, '/site', /WWW/];
  yield ['an unknown key', { ...whole, ip: '192.0.2.1' }, '/ip', /unknown key/];
}

function* wrongEvents(): Generator<Case> {
  const issued_s = now_s();
  const id = newId();
  const none = { functional: false, analytical: false, advertising: false, social: false };
  yield ['a choice to come', consent({ issued_s: issued_s + 400 }), '/issued_s', /in the future/];
  const old_s = issued_s - 400 * day_s - 60;
  const old = { issued_s: old_s, expires_s: old_s + day_s };
  yield ['a choice of long ago', consent(old), '/issued_s', /too far back/];
  yield ['milliseconds', consent({ issued_s: Date.now() }), '/issued_s', /is 1\d{12}/];
  yield [
    'an end before the start',
    consent({ expires_s: issued_s - 1 }),
    '/expires_s',
    /ends before/,
  ];
  const long = consent({ expires_s: issued_s + 401 * day_s });
  yield ['a life too long', long, '/expires_s', /can't last so long/];
  yield [
    'an event after itself',
    consent({ id, previous_id: id }),
    '/previous_id',
    /follows itself/,
  ];
  yield [
    'an id of no version',
    consent({ id: `${id.slice(0, 14)}4${id.slice(15)}` }),
    '/id',
    /is no "id"/,
  ];
  yield [
    'an id of zeros',
    consent({ id: `${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}` }),
    '/id',
    /is no "id"/,
  ];
  const sensitive = { ...refusal(), sensitive: true };
  yield ['a refusal for sensitive pages', sensitive, '/sensitive', /only a consent/];
  yield ['no consent for them', consent({ sensitive: false }), '/sensitive', /is false/];
  const follows = consent({ choice: none, previous_id: newId() });
  yield ['a refusal that follows', follows, '/previous_id', /follows no other/];
  const held = { ...refusal(), held: { chat: 1 } };
  yield ['a refusal that says what was held', held, '/held', /only a consent/];
  yield [
    'a service unheard of',
    consent({ services: { else: true } }),
    '/services/else',
    /no service/,
  ];
  yield [
    'a service neither yes nor no',
    consent({ services: { chat: 1 } }),
    '/services/chat',
    /neither/,
  ];
  yield ['a count of nothing', consent({ held: { chat: 0 } }), '/held/chat', /no count/];
  yield [
    'an address as host',
    consent({ unknown_hosts: ['192.0.2.1'] }),
    '/unknown_hosts/0',
    /no host/,
  ];
  yield [
    'a choice with a category more',
    consent({ choice: { ...none, all: true } }),
    '/choice/all',
    /unknown key/,
  ];
  yield [
    "a page's address",
    { ...consent(), url: 'https://www.small.test/' },
    '/url',
    /unknown key/,
  ];
}

describe('what breaks its format', () => {
  const installation = new Installation();
  let collector: RunningCollector;
  let stored = '';

  before(async () => {
    collector = await RunningCollector.start(installation);
    // Something of each is there: whatever a refused one changed would show.
    assert.equal((await collector.send({ body: consent() })).status, 204);
    assert.equal((await collector.send({ body: refusal() })).status, 204);
    assert.equal((await collector.send({ path: '/consent/shown', body: shown() })).status, 204);
    stored = storedIn(installation);
  });
  after(async () => {
    await collector.end();
    installation.remove();
  });

  /** Holds an answer against what it has to say. */
  function refused(
    answer: Answer,
    status: number,
    pointer: string | RegExp,
    fault: RegExp,
    what: string,
  ): void {
    assert.equal(answer.status, status, `${what}: ${answer.body}`);
    assert.equal(answer.headers['content-type'], 'application/json', what);
    assert.equal(answer.headers['x-content-type-options'], 'nosniff', what);
    const { error } = JSON.parse(answer.body);
    if (typeof pointer === 'string')
      assert.equal(error.pointer, pointer, `${what}: ${answer.body}`);
    else assert.match(error.pointer, pointer, what);
    assert.match(error.fault, fault, what);
    assert.match(error.remedy, /^[A-Z].*[.?}]$/, `${what}: ${answer.body}`);
    assert.ok(answer.body.length < 1_000, what);
  }

  async function refuseAll(path: string, cases: Iterable<Case>): Promise<void> {
    const leaves = await collector.metric('log_leaves');
    let count = 0;
    for (const [what, body, pointer, fault, status = 400] of cases) {
      refused(await collector.send({ path, body }), status, pointer, fault, what);
      count += 1;
    }
    assert.ok(count > 10);
    assert.equal(await collector.metric('log_leaves'), leaves);
    assert.equal(storedIn(installation), stored);
  }

  it('in an event: a value of another type', () =>
    refuseAll('/consent/events', wrongTypes(event())));
  it('in a showing: a value of another type', () =>
    refuseAll('/consent/shown', wrongTypes(shown())));
  it('in an event: the JSON, the policy, the site', () =>
    refuseAll('/consent/events', spoiledJson(consent())));
  it('in a showing: the JSON, the policy, the site', () =>
    refuseAll('/consent/shown', spoiledJson(shown())));
  it('in an event: times, ids and what its kind may say', () =>
    refuseAll('/consent/events', wrongEvents()));

  it('says of every key what belongs there', async () => {
    const remedies: readonly (readonly [string, RegExp])[] = [
      ['version', /^It is 1\.$/],
      ['id', /UUID of version 7/],
      ['revision', /whole number from 1 to 4294967295/],
      ['policy_hash', /sha256: and 64/],
      ['language', /"nl-BE"/],
      ['method', /one of "banner", "settings"/],
      ['layer', /whole number from 0 to 2/],
      ['choice', /"functional", "analytical", "advertising" and "social"/],
      ['services', /services of the policy by id/],
      ['unknown_hosts', /list of hosts by name/],
    ];
    for (const [key, remedy] of remedies) {
      const answer = await collector.send({ body: consent({ [key]: true }) });
      assert.match(JSON.parse(answer.body).error.remedy, remedy, key);
    }
  });

  it('is a megabyte, told or in chunks, and is not waited for', async () => {
    const text = JSON.stringify(consent({ language: 'x'.repeat(1 << 20) }));
    const head = `POST /consent/events HTTP/1.1\r\nHost: www.small.test\r\nOrigin: ${origin}\r\nContent-Type: application/json\r\n`;
    const chunk = `${(1 << 13).toString(16)}\r\n${'x'.repeat(1 << 13)}\r\n`;
    for (const [start, rest] of [
      [`${head}Content-Length: ${text.length}\r\n\r\n${text.slice(0, 100)}`, text.slice(100)],
      [`${head}Transfer-Encoding: chunked\r\n\r\n${chunk}${chunk}`, chunk.repeat(126)],
    ] as const) {
      const socket = connect(collector.port, '127.0.0.1');
      socket.on('error', () => {}); // a reset is an end too
      socket.write(start);
      let said = '';
      const closed = new Promise((resolve) => socket.on('close', resolve));
      await new Promise<void>((resolve) => {
        socket.setEncoding('utf8').on('data', (part) => {
          said += part;
          resolve();
        });
      });
      socket.write(rest);
      await closed;
      assert.match(said, /^HTTP\/1\.1 413 [\s\S]*"fault":"the body has more than 8192 bytes"/);
    }
    assert.equal(storedIn(installation), stored);
  });

  it('comes from nowhere, or from elsewhere than it says', async () => {
    const elsewhere: readonly (readonly [Sent['headers'], RegExp])[] = [
      [{ origin: undefined }, /no Origin/],
      [{ origin: 'https://evil.test' }, /no policy names the origin "https:\/\/evil\.test"/],
      [{ origin: 'http://www.small.test' }, /no policy names/],
      [{ origin: 'https://www.small.test/' }, /no policy names/],
      [{ origin: 'https://user@www.small.test' }, /no policy names/],
      [{ origin: 'HTTPS://www.small.test' }, /no policy names/],
      [{ origin: `https://${'x'.repeat(4_000)}.test` }, /no policy names/],
      [{ 'sec-fetch-site': 'none' }, /no page has sent/],
      [{ 'sec-fetch-site': 'Same-Origin' }, /no page has sent/],
      [{ 'sec-fetch-site': 'same-origin, cross-site' }, /no page has sent/],
    ];
    const before = await collector.metric('requests_forged_total');
    for (const path of ['/consent/events', '/consent/shown', '/consent/records']) {
      for (const [headers = {}, fault] of elsewhere) {
        const body = path === '/consent/shown' ? shown() : consent();
        const answer = await collector.send({ path, headers, body });
        refused(answer, 403, '', fault, `${path} ${JSON.stringify(headers)}`);
      }
    }
    const forged = (await collector.metric('requests_forged_total')) - before;
    assert.equal(forged, 3 * elsewhere.length);
    const two = { origin: undefined, Origin: [origin, 'https://evil.test'] };
    const several = await collector.send({ headers: two, body: consent() });
    refused(several, 400, '', /several Origins/, 'two origins');
    assert.equal(storedIn(installation), stored);
  });

  it('names another site of the same collector', async () => {
    const other = new Installation();
    const both = new Installation({
      policies: [{ policy: 'small.json' }, { policy: other.write('other.json', otherPolicy) }],
    });
    const one = await RunningCollector.start(both);
    try {
      const named = { site: 'www.other.test', policy: 'other' };
      for (const [path, body] of [
        ['/consent/events', consent(named)],
        ['/consent/shown', { ...shown(), ...named }],
      ] as const) {
        refused(await one.send({ path, body }), 403, '/site', /of another site/, path);
        const mixed = { ...body, policy: 'small' };
        refused(await one.send({ path, body: mixed }), 400, '/site', /no host of policy/, path);
      }
      assert.equal(await one.metric('log_leaves'), 0);
    } finally {
      await one.end();
      both.remove();
      other.remove();
    }
  });
});

const otherPolicy = JSON.stringify({
  id: 'other',
  revision: 1,
  site: { hosts: ['www.other.test'] },
  controller: { name: 'Other', country: 'BE', privacy_notice: '/privacy/' },
  jurisdictions: ['BE'],
  languages: ['en'],
  services: [],
});

describe('what is sent again, or out of turn', () => {
  const installation = new Installation();
  let collector: RunningCollector;

  before(async () => {
    collector = await RunningCollector.start(installation);
  });
  after(async () => {
    await collector.end();
    installation.remove();
  });

  it('is stored once, in whatever order and spelling its keys come', async () => {
    const first = consent();
    assert.equal((await collector.send({ body: first })).status, 204);
    const stored = storedIn(installation);
    const turned = JSON.stringify(Object.fromEntries(Object.entries(first).reverse()), null, 2);
    const escaped = JSON.stringify(first).replace('"small"', '"\\u0073mall"');
    for (const body of [first, turned, escaped]) {
      assert.equal((await collector.send({ body })).status, 204);
    }
    assert.equal(storedIn(installation), stored);
  });

  it('is refused where its id is of another event, whatever differs', async () => {
    const first = consent();
    assert.equal((await collector.send({ body: first })).status, 204);
    const stored = storedIn(installation);
    const none = { functional: false, analytical: false, advertising: false, social: false };
    for (const changed of [
      { language: 'nl' },
      { previous_id: newId() },
      { choice: { ...none, advertising: true } },
      { choice: none, method: 'withdrawal', previous_id: newId() },
      { issued_s: Number(first['issued_s']) - 1 },
      { unknown_hosts: ['a.example'] },
    ]) {
      const answer = await collector.send({ body: { ...first, ...changed } });
      assert.equal(answer.status, 409, JSON.stringify(changed));
      const { error } = JSON.parse(answer.body);
      assert.equal(error.pointer, '/id');
      assert.match(error.remedy, /own\.$/);
    }
    assert.equal(storedIn(installation), stored);
  });

  it('is a chain all the same: the withdrawal first, the middle last', async () => {
    const [first, middle] = [newId(), newId()];
    const none = { functional: false, analytical: false, advertising: false, social: false };
    const events = [
      consent({ choice: none, method: 'withdrawal', previous_id: middle }),
      consent({ id: first }),
      consent({ id: middle, previous_id: first, method: 'settings', layer: 2 }),
    ];
    const last = events[0]?.id ?? '';
    for (const body of events) assert.equal((await collector.send({ body })).status, 204);
    await collector.end();
    for (const asked of [first, middle, last]) {
      const proof = installation.run('prove', asked);
      assert.equal(proof.exitCode, 0, proof.err);
      const path = installation.write('chain.json', proof.out);
      const key = installation.run('log-key').out.trim().split(/\s+/).at(-1) ?? '';
      const verified = installation.verify(path, key);
      assert.equal(verified.exitCode, 0, `${verified.out}${verified.err}`);
      const at = [first, middle, last].map((id) => proof.out.indexOf(`urn:uuid:${id}`));
      assert.ok(
        at.every((place) => place >= 0),
        `${asked}: ${at}`,
      );
    }
    collector = await RunningCollector.start(installation);
  });
});
