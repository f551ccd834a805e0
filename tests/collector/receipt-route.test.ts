// SPDX-License-Identifier: MIT
/** The visitor's own receipt, asked for by a page. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  type Answer,
  consent,
  Installation,
  newId,
  program,
  RunningCollector,
  type SentEvent,
} from './running-collector.ts';

const path = '/consent/receipt';

describe('POST /consent/receipt', () => {
  // Heads are signed once a day here: what a receipt needs is signed for it.
  const installation = new Installation({ tree_head_interval_s: 86_400 });
  let collector: RunningCollector;

  before(async () => {
    collector = await RunningCollector.start(installation);
  });
  after(async () => {
    await collector.end();
    installation.remove();
  });

  const ask = (id: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> => {
    const cookie = `a=b; cookie_consent_set=1.1.100.200.${id}; cookie_consent_ga=1`;
    return collector.send({
      path,
      headers: { cookie, 'sec-fetch-site': 'same-origin', ...headers },
    });
  };
  const choose = async (event: SentEvent): Promise<SentEvent> => {
    assert.equal((await collector.send({ body: event })).status, 204);
    return event;
  };
  const first = consent();

  it('gives a file that holds by the keys that everybody may have', async () => {
    await choose(first);
    const answer = await ask(first.id);
    assert.equal(answer.status, 200, answer.body);
    assert.equal(answer.headers['content-type'], 'application/ld+json');
    assert.equal(
      answer.headers['content-disposition'],
      'attachment; filename="consent-receipt.json"',
    );
    assert.equal(answer.headers['cache-control'], 'no-store');
    assert.equal(answer.headers['access-control-allow-origin'], undefined);

    const keys = await collector.send({ method: 'GET', path: '/consent/log-key' });
    assert.equal(keys.status, 200);
    assert.equal(keys.headers['content-type'], 'application/json');
    assert.equal(keys.headers['cache-control'], 'public, max-age=3600');
    assert.equal(keys.headers['access-control-allow-origin'], '*');
    const [{ public_key }] = JSON.parse(keys.body).keys;
    const file = join(installation.folder, 'receipt.json');
    writeFileSync(file, answer.body);
    const check = spawnSync(program, ['verify', file, '--key', public_key], { encoding: 'utf8' });
    assert.equal(check.status, 0, check.stderr);
    assert.equal(await collector.metric('receipts_given_total'), 1);
  });

  it('says where there is none', async () => {
    const none = await collector.send({ path });
    assert.equal(none.status, 404);
    assert.match(none.body, /this browser names no consent/);
    const refused = await ask('00000000-0000-0000-0000-000000000000');
    assert.equal(refused.status, 404);
    assert.match(refused.body, /a refusal is counted and leaves no record/);
    const unknown = await ask(newId());
    assert.equal(unknown.status, 404);
    assert.match(unknown.body, /is not kept here/);
    assert.equal((await ask('x')).status, 404);
  });

  it('is told to pages of the same origin alone', async () => {
    const forged: Readonly<Record<string, string>>[] = [
      { origin: 'https://evil.test' },
      { origin: '' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { host: 'shop.small.test' },
    ];
    for (const headers of forged) {
      const answer = await ask(first.id, headers);
      assert.equal(answer.status, 403, JSON.stringify(headers));
      assert.equal(answer.headers['access-control-allow-origin'], undefined);
    }
    assert.equal((await collector.send({ method: 'GET', path })).status, 405);
  });

  it('answers or defers everyone who asks at once, and events go on', async () => {
    const [answers] = await Promise.all([
      Promise.all(Array.from({ length: 200 }, () => ask(first.id))),
      Promise.all(Array.from({ length: 50 }, () => choose(consent()))),
    ]);
    const given = answers.filter(({ status }) => status === 200);
    assert.ok(given.length > 0);
    assert.equal(answers.filter(({ status }) => status === 503).length, 200 - given.length);
  });

  it('does not have the log signed at every wish', async () => {
    let soon = await ask((await choose(consent())).id);
    // A head has just been signed then: the next has to wait.
    if (soon.status === 200) soon = await ask((await choose(consent())).id);
    assert.equal(soon.status, 503);
    assert.equal(soon.headers['retry-after'], '5');
    assert.match(soon.body, /not ready yet/);
  });
});
