// SPDX-License-Identifier: MIT
/** `akkoord headers`: the page policy for one visitor, as a server sends it. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { clinicFile } from '../studio/studio-module.ts';
import { akkoord, filesIn, newFolder, service, smallPolicy } from './command-line.ts';

let folder = '';
before(() => {
  folder = newFolder();
});
after(() => rmSync(folder, { recursive: true }));

const id = '01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12';
const now_s = 1_795_737_600;
const record = `cookie_consent_set=1.1.${now_s}.${now_s + 1000}.${id}`;
const analyticalAlone = `cookie_consent_fu=0; cookie_consent_ga=1; cookie_consent_ma=0; cookie_consent_so=0`;
const opening = "default-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' data: blob:";

function header(words: readonly string[], input: string = smallPolicy()): string {
  const { exitCode, out, err } = akkoord(['headers', '-', '--for', 'plain', ...words], { input });
  assert.equal(exitCode, 0, err);
  return out;
}

describe('headers', () => {
  it('prints one line, for a new visitor unless cookies are given', () => {
    const nothing = `Content-Security-Policy: ${opening}; form-action 'self'\n`;
    assert.equal(header([]), nothing);
    assert.equal(header(['--cookie', 'a=1; b']), nothing);
  });

  it('grants what current records grant', () => {
    const cookie = `${record}; ${analyticalAlone}`;
    const granted = `Content-Security-Policy: ${opening} counter.test; form-action 'self'\n`;
    assert.equal(header(['--cookie', cookie, '--now', `${now_s}`]), granted);
    assert.equal(header([`--cookie=${cookie}`, `--now=${now_s + 999}`]), granted);
    assert.equal(header(['--cookie', cookie, '--now', `${now_s + 1000}`]), header([]));
  });

  it("takes this machine's clock unless told the time", () => {
    const at_s = Math.floor(Date.now() / 1000);
    const fresh = `cookie_consent_set=1.1.${at_s}.${at_s + 60}.${id}; ${analyticalAlone}`;
    assert.match(header(['--cookie', fresh]), / counter\.test;/);
  });

  it('heeds --gpc and --route', () => {
    const services = [
      service('counter', 'analytical', ['counter.test']),
      service('pixel', 'advertising', ['pixel.test']),
    ];
    const policy = smallPolicy({ services, sensitive_routes: ['/booking/'] });
    const cookie = `${record}; ${analyticalAlone.replace('ma=0', 'ma=1')}`;
    const print = (...more: string[]): string =>
      header(['--cookie', cookie, '--now', `${now_s}`, ...more], policy);
    assert.match(print(), / counter\.test pixel\.test;/);
    assert.match(print('--gpc'), / counter\.test;/);
    assert.match(print('--route', '/booking/tuesday'), / counter\.test;/);
    assert.match(print('--route', '/about/'), / counter\.test pixel\.test;/);
  });

  it('heeds whose pages they are: --route, --host, and what a page names itself', () => {
    const ask = (...words: string[]): string =>
      akkoord(['headers', 'consent-config/clinics/lazeo.json', '--for', 'plain', ...words]).out;
    assert.match(ask('--route', '/fr/'), /matomo/);
    for (const words of [
      ['--route', '/be/fr/'],
      ['--route', '/lu/'],
      ['--host', 'www.lazeo.test'],
      ['--route', '/fr/', '--jurisdiction', 'BE'],
      ['--route', '/fr/', '--jurisdiction', 'XX'],
    ]) {
      assert.doesNotMatch(ask(...words), /matomo/, words.join(' '));
    }
    assert.match(ask('--jurisdiction', 'FR'), /matomo/);
  });

  it('names what the site declares, and where its forms go', () => {
    const site = {
      hosts: ['www.small.test'],
      first_party: ['cdn.small.test'],
      forms: ['forms.small.test'],
    };
    assert.match(
      header([], smallPolicy({ site })),
      / blob: cdn\.small\.test; form-action 'self' forms\.small\.test\n$/,
    );
  });

  it('maps hosts as compile does', () => {
    const map = join(folder, 'map.json');
    writeFileSync(map, '{ "*": "*.localhost:81" }');
    const cookie = `${record}; ${analyticalAlone}`;
    const line = header(['--cookie', cookie, '--now', `${now_s}`, '--map-hosts', map]);
    assert.match(line, / counter\.test\.localhost:81;/);
  });

  it('prints JSON where a program reads it', () => {
    const call = akkoord(['headers', clinicFile, '--for', 'plain', '--format', 'json']);
    assert.equal(call.exitCode, 0);
    const said = JSON.parse(call.out) as { ok: boolean; headers: Record<string, string> };
    assert.equal(said.ok, true);
    const line = akkoord(['headers', clinicFile, '--for', 'plain']).out;
    assert.equal(`Content-Security-Policy: ${said.headers['Content-Security-Policy']}\n`, line);
    const bad = akkoord(['headers', '-', '--for', 'plain', '--format', 'json'], { input: '{}' });
    assert.equal(bad.exitCode, 1);
    const refused = JSON.parse(bad.out) as { ok: boolean; headers: object; diagnostics: object[] };
    assert.deepEqual([refused.ok, refused.headers], [false, {}]);
    assert.ok(refused.diagnostics.length > 0);
  });

  it('never throws over odd cookies: nothing is granted', () => {
    for (const odd of [
      '\u00e9=\u0001',
      `${record}; ${analyticalAlone};${'x'.repeat(70_000)}=1`,
      ';;;===',
    ]) {
      assert.equal(header(['--cookie', odd, '--now', `${now_s}`]), header([]));
    }
  });

  it("keeps a clinic's header, everything granted, under 4,096 bytes", () => {
    const all = analyticalAlone.replace(/=0/g, '=1');
    const cookie = `${record}; ${all}`;
    const call = akkoord([
      'headers',
      clinicFile,
      '--for',
      'plain',
      '--cookie',
      cookie,
      '--now',
      `${now_s}`,
    ]);
    assert.match(call.out, /www\.facebook\.com\/tr /);
    assert.ok(call.out.length <= 4096, `${call.out.length} bytes`);
  });

  it('agrees with the snippet about a visitor without scripts', () => {
    const site = join(folder, 'site');
    akkoord(['compile', clinicFile, '-o', site, '--lock', 'none']);
    const snippet = filesIn(site)['snippet.html']?.toString('utf8') ?? '';
    const [, content] = /<noscript><meta [^>]*content="([^"]*)"/.exec(snippet) ?? [];
    const line = akkoord(['headers', clinicFile, '--for', 'plain']).out;
    assert.equal(`Content-Security-Policy: ${content}\n`, line);
  });

  it('can be told where the script lies, as compile is: else the header refuses the script', () => {
    const base = 'https://cdn.scripts.test/akkoord/';
    const site = join(folder, 'cdn');
    assert.equal(
      akkoord(['compile', clinicFile, '-o', site, '--lock', 'none', '--base', base]).exitCode,
      0,
    );
    assert.match(readFileSync(join(site, 'snippet.html'), 'utf8'), / cdn\.scripts\.test/);
    const { exitCode, out, err } = akkoord([
      'headers',
      clinicFile,
      '--for',
      'plain',
      '--base',
      base,
    ]);
    assert.equal(exitCode, 0, err);
    assert.match(out, / cdn\.scripts\.test;/);
  });

  const kinds = ['nginx', 'apache', 'htaccess', 'lighttpd'];

  it('writes the files of each server, or prints them', () => {
    for (const kind of kinds) {
      const site = join(folder, kind);
      const written = akkoord(['headers', clinicFile, '--for', kind, '-o', site]);
      assert.deepEqual([written.exitCode, written.err], [0, ''], kind);
      const files = Object.entries(filesIn(site));
      assert.ok(files.length > 0, kind);
      const { out } = akkoord(['headers', clinicFile, '--for', kind]);
      for (const [name, text] of files) {
        assert.match(written.out, new RegExp(`^ {2}${name}$`, 'm'));
        assert.ok(out.includes(text.toString('utf8')), name);
        if (files.length > 1) assert.ok(out.includes(`# ---- ${name} ----\n`), name);
      }
      const again = JSON.parse(
        akkoord(['headers', clinicFile, '--for', kind, '-o', site, '--format', 'json']).out,
      ) as { ok: boolean; files: { name: string; bytes: number }[] };
      const listed = again.files.map(({ name, bytes }) => [name, bytes]).sort();
      assert.deepEqual(
        [again.ok, listed],
        [true, files.map(([name, text]) => [name, text.length]).sort()],
      );
    }
  });

  it('writes nothing for a server from a policy with errors', () => {
    const site = join(folder, 'none');
    const call = akkoord(['headers', '-', '--for', 'nginx', '-o', site], { input: '{}' });
    assert.deepEqual([call.exitCode, call.out, filesIn(site)], [1, '', {}]);
    assert.match(call.err, /No header was printed\.\n$/);
  });

  it('refuses what has no meaning for a kind', () => {
    for (const words of [
      ['--for', 'plain', '-o', folder],
      ['--for', 'nginx', '--gpc'],
      ['--for', 'nginx', '--cookie', 'a=1'],
      ['--for', 'nginx', '--now', '1'],
    ]) {
      const call = akkoord(['headers', clinicFile, ...words]);
      assert.deepEqual([call.exitCode, call.out], [2, ''], words.join(' '));
    }
    assert.match(akkoord(['headers', clinicFile, '--for', 'iis']).err, /plain nginx apache/);
    assert.match(akkoord(['headers', clinicFile]).err, /--for is one of: plain/);
  });

  it('names each server in its help', () => {
    const { out } = akkoord(['headers', '--help']);
    for (const kind of ['plain', ...kinds]) assert.match(out, new RegExp(`^ {4}${kind} `, 'm'));
  });

  it('only reports in observe mode', () => {
    const policy = smallPolicy({ enforcement: 'observe' });
    assert.match(header([], policy), /^Content-Security-Policy-Report-Only: default-src /);
  });
});
