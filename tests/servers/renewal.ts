// SPDX-License-Identifier: MIT
/** Records that a server issues again: what is left of their life, in the core's own form, and no more. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { entropy } from '../studio/visitors.ts';
import { chosen, everything, nothing, now_s, type Site, visit } from './compare.ts';
import type { Answer } from './running-server.ts';

const day_s = 86_400;
const page = { 'sec-fetch-dest': 'document' };

function setCookies(answer: Answer): string[] {
  return [...(answer.headers['set-cookie'] ?? [])].sort();
}

function ask(site: Site, cookie: string, more: Readonly<Record<string, string>>): Promise<Answer> {
  return site.server.get('/', { host: 'www.odd.test', cookie, ...more });
}

/** Seconds that pass between a choice and the request may be counted or not. */
function withoutLife(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(/Max-Age=\d+/, 'Max-Age'));
}

function lives(lines: readonly string[]): number[] {
  return lines.map((line) => Number(/Max-Age=(\d+)/.exec(line)?.[1]));
}

/** Registers what a server that can compute the remaining life must do: for the odd policy. */
export function issuesRecordsAgain(site: () => Site): void {
  it('issues the records again as the core writes them, for what is left of their life', async () => {
    const { policy } = site();
    const written = {
      choice: { ...everything, sensitive: true },
      services: { chat: false },
      host: 'www.odd.test',
      now_s: now_s - 100 * day_s,
      entropy,
    };
    for (const secure of [false, true]) {
      const lines = policy.writeRecords({ ...written, secure });
      const cookie = lines.map((line) => line.replace(/;.*/, '')).join('; ');
      const more = secure ? { ...page, 'x-forwarded-proto': 'https' } : page;
      const again = setCookies(await ask(site(), cookie, more));
      assert.deepEqual(withoutLife(again), withoutLife([...lines].sort()));
      for (const life_s of lives(again)) {
        const left_s = policy.lifetime_s - 100 * day_s;
        assert.ok(life_s <= left_s && life_s > left_s - 120, `${life_s}`);
      }
    }
  });

  it('does so for a refusal too, and with a category that a twin refuses', async () => {
    const cookie = chosen(site().policy, nothing);
    const again = setCookies(await ask(site(), cookie, page));
    assert.equal(again.length, 5);
    assert.match(again.join('\n'), /\.00000000-0000-0000-0000-000000000000;/);
    const all = chosen(site().policy, everything);
    const [, name] = /; ([^=;]*fu)=1/.exec(all) ?? [];
    const twin = setCookies(await ask(site(), `${all}; ${name}=0`, page));
    assert.equal(twin.filter((line) => line.startsWith(`${name}=0;`)).length, 1);
    assert.equal(twin.filter((line) => line.startsWith(`${name}=`)).length, 1);
  });

  it('does so with pages alone, whoever asks for them', async () => {
    const cookie = chosen(site().policy, everything);
    const count = async (more: Readonly<Record<string, string>>): Promise<number> =>
      setCookies(await ask(site(), cookie, more)).length;
    assert.equal(await count(page), 5);
    assert.equal(await count({ accept: 'text/html,*/*;q=0.8' }), 5);
    assert.equal(await count({ accept: '*/*' }), 0);
    assert.equal(await count({ ...page, 'sec-purpose': 'prefetch;prerender' }), 0);
    assert.equal(await count({ 'sec-fetch-dest': 'iframe', accept: 'text/html' }), 0);
    assert.equal(await count({ 'sec-fetch-dest': 'empty', accept: 'text/html' }), 0);
  });

  it('keeps to the host where the cookie domain does not cover it', async () => {
    const cookie = chosen(site().policy, everything);
    const domains = async (host: string): Promise<boolean[]> =>
      setCookies(await ask(site(), cookie, { ...page, host })).map((line) =>
        line.includes('; Domain=odd.test'),
      );
    assert.deepEqual(await domains('odd.test:8080'), Array(5).fill(true));
    assert.deepEqual(await domains('evilodd.test'), Array(5).fill(false));
    assert.deepEqual(await domains('localhost'), Array(5).fill(false));
  });

  it('never brings back what is expired, forged, foreign or odd', async () => {
    const cookie = chosen(site().policy, everything);
    const fields = (issued_s: number, expires_s: number, revision = 42): string =>
      cookie.replace(/=1\.42\.\d+\.\d+\./, `=1.${revision}.${issued_s}.${expires_s}.`);
    const spoilt = [
      '',
      fields(now_s - 200, now_s - 100),
      fields(now_s + 1000, now_s + 2000),
      fields(now_s - 401 * day_s, now_s + day_s),
      fields(now_s, now_s + day_s, 41),
      fields(now_s, now_s - 1),
      cookie.replace(/-[0-9a-f]{12}/, '-xxxxxxxxxxxx'),
      cookie.replace(/; [^;]*fu=1/, ''),
      cookie.replace(/fu=1/, 'fu=2'),
      `${cookie}; Toestemming=1`,
    ];
    for (const one of spoilt) {
      assert.deepEqual(setCookies(await ask(site(), one, page)), [], one);
      assert.equal((await visit(site().server, { cookies: one })).headers['set-cookie'], undefined);
    }
  });

  it('cuts a forged life at 400 days from the day of issue', async () => {
    const cookie = chosen(site().policy, everything);
    const long = cookie.replace(/=1\.42\.\d+\.\d+\./, `=1.42.${now_s - day_s}.999999999999.`);
    for (const life_s of lives(setCookies(await ask(site(), long, page)))) {
      assert.ok(life_s <= 399 * day_s && life_s > 399 * day_s - 120, `${life_s}`);
    }
  });
}

/** Registers the edges of a record's life: the last second that counts, and the first that does not. */
export function comparesTimes(site: () => Site): void {
  it('counts a record until it expires, from five minutes before it was issued', async () => {
    const cookie = chosen(site().policy, everything);
    const granted = async (issued_s: number, expires_s: number): Promise<boolean> => {
      const cookies = cookie.replace(/=1\.42\.\d+\.\d+\./, `=1.42.${issued_s}.${expires_s}.`);
      const answer = await visit(site().server, { cookies });
      return JSON.stringify(answer.headers).includes(' chat.test ');
    };
    const now = Math.floor(Date.now() / 1000);
    assert.equal(await granted(now - day_s, now + 60), true);
    assert.equal(await granted(now - day_s, now), false);
    assert.equal(await granted(now + 295, now + 600), true);
    assert.equal(await granted(now + 360, now + 600), false);
    assert.equal(await granted(now - 400 * day_s + 60, now + 600), true);
    assert.equal(await granted(now - 400 * day_s, now + 600), false);
  });
}
