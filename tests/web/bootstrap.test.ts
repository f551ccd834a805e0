// SPDX-License-Identifier: MIT
/** The bootstrap as it is built, in a page made of the little that it touches. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import type { HandOver } from '../../web/hand-over.ts';
import { cookies, table } from './table.ts';

const literal = `{...${JSON.stringify(table)},m:${table.m}}`;
let folder = '';
let bootstrap = '';

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'akkoord-'));
  execFileSync('node', ['web/build.mjs', folder]);
  bootstrap = readFileSync(join(folder, 'bootstrap.js'), 'utf8');
});
after(() => rmSync(folder, { recursive: true }));

interface Page {
  readonly window: { akkoord?: HandOver };
  readonly document: { cookie: string; referrer: string };
  readonly localStorage: Record<string, string> & Storage;
  readonly policies: readonly string[];
  readonly stored: readonly string[];
  dispatch(event: object): void;
}

/** Runs the bootstrap; `cookie` undefined stands for a browser that refuses cookies and storage. */
function visit(cookie: string | undefined, session: Record<string, string> = {}): Page {
  const policies: string[] = [];
  const stored = cookie ? cookie.split('; ') : [];
  const listeners: ((event: object) => void)[] = [];
  class Document {
    referrer = 'http://clinic.test/';
    head = { append: (meta: { content: string }) => policies.push(meta.content) };
    get cookie(): string {
      if (cookie === undefined) throw new Error('SecurityError');
      return stored.join('; ');
    }
    set cookie(line: string) {
      stored.push(line);
    }
    createElement(): object {
      return {};
    }
    addEventListener(_type: string, listener: (event: object) => void): void {
      listeners.push(listener);
    }
  }
  class Area {
    constructor(items: Record<string, string>) {
      Object.assign(this, items);
    }
    getItem(key: string): string | null {
      return (this as unknown as Record<string, string>)[key] ?? null;
    }
    setItem(key: string, value: string): void {
      Object.assign(this, { [key]: value });
    }
    removeItem(key: string): void {
      Reflect.deleteProperty(this, key);
    }
  }
  const window: Record<string, unknown> = {
    Document,
    Storage: Area,
    document: new Document(),
    location: { pathname: '/', href: 'http://clinic.test/' },
    navigator: {},
    addEventListener: () => {},
  };
  Object.assign(window, { window });
  for (const name of ['localStorage', 'sessionStorage']) {
    const area = new Area(name === 'sessionStorage' ? session : {});
    Object.defineProperty(window, name, {
      configurable: true,
      get: () => {
        if (cookie === undefined) throw new Error('SecurityError');
        return area;
      },
    });
  }
  runInNewContext(
    bootstrap.replace('AKKOORD_TABLE', () => literal),
    window,
  );
  const dispatch = (event: object): void => {
    for (const listener of listeners) listener(event);
  };
  const read = { policies, stored, dispatch };
  return Object.assign(Object.create(window), read, { window }) as Page;
}

/** A record that counts at the real clock. */
function current(categories: string): string {
  const now_s = Math.floor(Date.now() / 1000);
  const id = '01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12';
  return cookies(categories, '', `1.7.${now_s}.${now_s + 60}.${id}`);
}

describe('the bootstrap', () => {
  it('writes one policy, from the records', () => {
    const [granted = ''] = visit(current('1000')).policies;
    assert.match(granted, / maps\.test /);
    const page = visit('');
    assert.equal(page.policies.length, 1);
    assert.doesNotMatch(page.policies[0] ?? '', /maps\.test/);
    assert.equal(page.window.akkoord?.p, page.policies[0]);
    assert.equal(page.window.akkoord?.r, 7);
  });

  it('writes the policy for nothing granted where the browser refuses cookies and storage', () => {
    const page = visit(undefined);
    assert.deepEqual(page.policies, visit('').policies);
    assert.ok(page.window.akkoord);
  });

  it('keeps cookie writes back, and shows them to those who read', () => {
    const page = visit('a=1');
    page.document.cookie = '_ga=GA1; Path=/; Max-Age=100';
    page.document.cookie = '_ga=GA2; Path=/';
    assert.equal(page.document.cookie, '_ga=GA2; a=1');
    assert.deepEqual(page.stored, ['a=1']);
  });

  it('lets mandatory names pass at once', () => {
    const page = visit('');
    for (const pair of ['October=1', 'XSRF-TOKEN=2']) {
      page.document.cookie = pair;
      assert.equal(page.stored[page.stored.length - 1], pair);
    }
    page.document.cookie = 'OctoberX=1';
    assert.equal(page.stored.length, 2);
  });

  it('keeps storage writes back, and shows them to those who read', () => {
    const page = visit('', { kept: '0' });
    page.localStorage.setItem('a', '1');
    page.localStorage.setItem('b', '2');
    const read = ['a', 'b', 'c'].map((key) => page.localStorage.getItem(key));
    assert.deepEqual(read, ['1', '2', null]);
    assert.deepEqual(Object.keys(page.localStorage), []);
    page.localStorage.removeItem('a');
    assert.equal(page.localStorage.getItem('a'), null);
    assert.deepEqual([...(page.window.akkoord?.k.keys() ?? [])], ['0b']);
  });

  it('remembers which names were stored before', () => {
    const before = visit('', { kept: '0' }).window.akkoord?.s;
    assert.equal(JSON.stringify(before), '[[],["kept"]]');
  });

  it('restores the referrer of the page before the reload, once', () => {
    const page = visit('', { akkoord: 'http://campaign.test/' });
    assert.equal(page.document.referrer, 'http://campaign.test/');
    assert.equal(visit('').document.referrer, 'http://clinic.test/');
  });

  it('buffers at most 200 violations', () => {
    const page = visit('');
    for (let i = 0; i < 300; i++) page.dispatch({});
    assert.equal((page.window.akkoord as HandOver).v[199] !== undefined, true);
    assert.equal((page.window.akkoord as HandOver).v[200], undefined);
  });

  it('stands in markup without ending its script', () => {
    assert.doesNotMatch(bootstrap, /<\/script|<!--/i);
    assert.ok(gzipSync(bootstrap, { level: 9 }).length < 1700);
  });
});
