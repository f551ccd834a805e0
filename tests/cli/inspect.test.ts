// SPDX-License-Identifier: MIT
/** `akkoord inspect` against the demo: with Akkoord nothing is found, without it everything is. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Demo, startDemo } from '../../demo-site/server/demo.ts';
import {
  certificateIn,
  compilePolicy,
  demoFiles,
  out,
  policyFile,
  site,
  unprotectedSite,
} from '../browser/clinic.ts';
import { akkoord, newFolder, program } from './command-line.ts';

interface Finding {
  readonly known_from: string;
  readonly service: string | null;
  readonly category: string | null;
  readonly before_consent: boolean;
}
interface Page {
  readonly url: string;
  readonly status: number;
  readonly akkoord: boolean;
  readonly before_consent: boolean;
  readonly requests: readonly (Finding & { host: string; paths: string[]; count: number })[];
  readonly refused: readonly (Finding & { host: string })[];
  readonly cookies: readonly (Finding & { name: string; domain: string; set_by: string })[];
  readonly storage: readonly (Finding & { kind: string; name: string; origin: string })[];
  readonly remedies: readonly string[];
}
interface Inspection {
  readonly ok: boolean;
  readonly mode: string;
  readonly pages: readonly Page[];
  readonly draft?: { readonly services: readonly unknown[] };
}
interface Ended {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

let demo: Demo;
let folder = '';
before(async () => {
  mkdirSync(out, { recursive: true });
  folder = newFolder();
  compilePolicy(`${folder}/compiled`);
  const compiledReal = `${folder}/compiled`;
  demo = await startDemo({ ...demoFiles(), compiledReal, ...certificateIn(out) });
});
after(async () => {
  await demo.close();
  rmSync(folder, { recursive: true });
});

/** The demo runs in this process, so the command must not be waited for in a blocking way. */
function inspect(words: readonly string[]): Promise<Ended> {
  const mapping = [
    `--host-rules=MAP * 127.0.0.1:${demo.port}`,
    '--browser-option=--ignore-certificate-errors',
  ];
  const child = spawn(program, ['inspect', ...words, ...mapping, '--wait', '1']);
  let [text, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    err += part;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, out: text, err }));
  });
}

async function inspectJson(words: readonly string[]): Promise<[Ended, Inspection]> {
  const ended = await inspect([...words, '--format', 'json']);
  return [ended, JSON.parse(ended.out) as Inspection];
}

function pageOf({ pages }: Inspection): Page {
  const [page] = pages;
  assert.ok(page);
  return page;
}

describe('inspect', () => {
  it('passes a page with Akkoord, and names what its policy held', async () => {
    const [{ exitCode, err }, said] = await inspectJson([`${site}/`, '--policy', policyFile]);
    const page = pageOf(said);
    assert.equal(exitCode, 0, err);
    assert.deepEqual([said.ok, page.status, page.akkoord], [true, 200, true]);
    assert.deepEqual(page.requests, []);
    assert.deepEqual(page.storage, []);
    assert.deepEqual(
      page.cookies.map(({ name, service, set_by }) => [name, service, set_by]),
      [['October', 'october', 'server']],
    );
    const held = page.refused.map(({ service }) => service);
    for (const service of ['google-tag-manager', 'google-analytics', 'meta-pixel', 'youtube']) {
      assert.ok(held.includes(service), `${service} was held`);
    }
  });

  it('fails a page without it, and says whose each request, cookie and item is', async () => {
    const words = [`${unprotectedSite}/?campaign=secret`, '--policy', policyFile];
    const [{ exitCode, out: text }, said] = await inspectJson(words);
    const page = pageOf(said);
    assert.equal(exitCode, 1);
    assert.equal(page.url, `${unprotectedSite}/`);
    const hosts = new Set(page.requests.map(({ host }) => host));
    const missed = demo.visits.requests().filter(({ host }) => !hosts.has(host));
    assert.deepEqual(missed, [], 'what reached a vendor was seen to leave');
    const owner = (name: string): string | null | undefined =>
      page.cookies.find((cookie) => cookie.name === name)?.service;
    assert.equal(owner('_ga'), 'google-analytics');
    assert.equal(owner('_fbp'), 'meta-pixel');
    assert.equal(owner('YSC'), 'youtube');
    assert.ok(page.storage.some(({ service }) => service === 'meta-pixel'));
    const linkedin = page.requests.find(({ service }) => service === 'linkedin-insight');
    assert.equal(linkedin?.known_from, 'preset', 'it is not in the policy');
    assert.match(page.remedies.join('\n'), /Add to "services" .*"linkedin-insight"/);
    assert.match(page.remedies.join('\n'), /Akkoord does not run on this page/);
    assert.doesNotMatch(text, /secret|2020202020202020|[?&]/, 'no query is printed');
  });

  it('tells people the same, by service', async () => {
    const { exitCode, out: text } = await inspect([`${site}/`, `${unprotectedSite}/`]);
    assert.equal(exitCode, 1);
    assert.match(
      text,
      /^https:\/\/www\.2passclinic\.test\/\n {2}nothing optional before a choice$/m,
    );
    assert.match(text, /^ {4}google-analytics \(analytical, a preset\)\n {6}asked {2}www\.google/m);
    assert.match(text, /cookie October, set by a server, until the browser closes/);
    assert.match(text, /^2 pages, 1 with something before consent\.$/m);
  });

  it('observes without failing, and drafts a policy that compiles', async () => {
    const draft = join(folder, 'draft.json');
    const ended = await inspect([`${unprotectedSite}/`, '--observe', '-o', draft]);
    assert.equal(ended.exitCode, 0, ended.err);
    assert.doesNotMatch(ended.err, /does not compile/);
    const { services } = JSON.parse(readFileSync(draft, 'utf8')) as { services: unknown[] };
    for (const preset of ['google-analytics', 'linkedin-insight', 'youtube']) {
      assert.ok(services.includes(preset), preset);
    }
    const compiled = akkoord(['compile', draft, '-o', join(folder, 'drafted'), '--lock', 'none']);
    assert.equal(compiled.exitCode, 0, compiled.err);
  });

  it("observes past the page's own policy, and adds to the policy given", async () => {
    const [{ exitCode }, said] = await inspectJson([
      `${site}/`,
      '--observe',
      '--policy',
      policyFile,
    ]);
    assert.equal(exitCode, 0);
    const named = pageOf(said).requests.map(({ service }) => service);
    assert.ok(named.includes('google-tag-manager') && named.includes('youtube'));
    assert.ok(said.draft?.services.includes('linkedin-insight'));
  });

  it('ends with 3 where a page cannot be reached, and leaves no browser profile behind', async () => {
    const temporary = newFolder(); // others' tests leave theirs in the machine's
    const words = ['https://nowhere.test/a?b', '--host-rules=MAP * ~NOTFOUND', '--wait', '0'];
    const { exitCode, out: text, err } = akkoord(['inspect', ...words], { temporary });
    assert.deepEqual([exitCode, text], [3, '']);
    assert.match(
      err,
      /^akkoord inspect: https:\/\/nowhere\.test\/a can't be inspected: net::ERR_/m,
    );
    const left = readdirSync(temporary).filter((name) => name.startsWith('akkoord-'));
    assert.deepEqual(left, []);
    rmSync(temporary, { recursive: true });
  });

  it('ends with 3 where there is no Chromium, and names the package', () => {
    const run = akkoord(['inspect', 'https://www.small.test/', '--chromium', '/nowhere/chromium']);
    assert.equal(run.exitCode, 3);
    assert.match(run.err, /\/nowhere\/chromium is no program/);
    const words = ['inspect', 'https://www.small.test/'];
    const without = spawnSync(program, words, { env: { PATH: '/nowhere' }, encoding: 'utf8' });
    assert.equal(without.status, 3);
    assert.match(without.stderr, /no Chromium here\. On Debian: apt install chromium;/);
  });

  it('refuses a wrong call', () => {
    for (const words of [
      [],
      ['www.small.test'],
      ['file:///etc/passwd'],
      ['https://www.small.test/', '--wait', '301'],
      ['https://www.small.test/', '--wait', '-1'],
      ['https://www.small.test/', '--format', 'xml'],
      ['https://www.small.test/', '--map-hosts', 'x.json'],
      ['https://www.small.test/', '--policy', join(folder, 'absent.json')],
    ]) {
      assert.equal(akkoord(['inspect', ...words]).exitCode, 2, words.join(' '));
    }
  });
});
