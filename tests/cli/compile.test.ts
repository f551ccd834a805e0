// SPDX-License-Identifier: MIT
/** `akkoord compile`: what it writes, and that a mistake leaves everything as it was. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Diagnostic } from '../../wasm/studio-api.ts';
import { readPolicy } from '../consent-config/policy-sources.ts';
import { patternOf, presets } from '../consent-config/presets.ts';
import { clinicFile, clinicText } from '../studio/studio-module.ts';
import { akkoord, filesIn, newFolder, service, smallPolicy } from './command-line.ts';

let folder = '';
before(() => {
  folder = newFolder();
});
after(() => rmSync(folder, { recursive: true }));

/** What a policy without embeds is compiled to. */
const smallFiles: readonly string[] = [
  ...['akkoord-declaration.js', 'akkoord-embeds.js', 'akkoord-inspector.js', 'akkoord-later.js'],
  ...['akkoord-settings.js', 'akkoord.js', 'declaration-en.json', 'en.json'],
  ...['header.html', 'presets.json', 'snippet.html', 'tag.html'],
];

/** A folder of its own with a policy in it. */
function home(name: string, policy: string): { file: string; site: string; path: string } {
  const path = join(folder, name);
  mkdirSync(path);
  writeFileSync(join(path, 'clinic.json'), policy);
  return { path, file: join(path, 'clinic.json'), site: join(path, 'site') };
}

describe('compile', () => {
  it('writes the script, what it loads later, the lines to paste and the lock', () => {
    const { path, file, site } = home('clinic', clinicText);
    const { exitCode, out, err } = akkoord(['compile', file, '-o', site]);
    assert.equal(exitCode, 0, err);
    const policy = JSON.parse(clinicText) as { services: (string | { preset?: string })[] };
    const used = policy.services.map((one) => (typeof one === 'string' ? one : one.preset));
    const embeds = presets.filter(({ id, embed }) => used.includes(id) && embed === 'placeholder');
    const names = [
      ...[
        'akkoord-declaration.js',
        'akkoord-embeds.js',
        'akkoord-inspector.js',
        'akkoord-later.js',
      ],
      ...['akkoord-settings.js', 'akkoord.js'],
      ...['declaration-en.json', 'declaration-fr.json', 'declaration-nl.json'],
      ...embeds.map(({ id }) => `embed-${id}.html`),
      ...['en.json', 'fr.json', 'header.html', 'nl.json', 'presets.json', 'snippet.html'],
      'tag.html',
    ];
    assert.ok(embeds.length > 3);
    assert.deepEqual(Object.keys(filesIn(site)), names);
    for (const name of names) assert.match(out, new RegExp(`^ {2}${name} +[\\d,]+ bytes$`, 'm'));
    const lock = JSON.parse(readFileSync(join(path, '2pass.lock.json'), 'utf8')) as object;
    assert.deepEqual(Object.keys(lock), ['policy', 'revisions']);
    for (const file of Object.values(filesIn(site))) {
      assert.ok(!file.toString('utf8').includes('\ufffd'));
    }
  });

  it('leaves no temporary file, and files that others may read', () => {
    const { path, file, site } = home('modes', smallPolicy());
    akkoord(['compile', file, '-o', site]);
    assert.deepEqual(Object.keys(filesIn(site)), smallFiles);
    for (const name of Object.keys(filesIn(site))) {
      assert.equal(statSync(join(site, name)).mode & 0o777, 0o644, name);
    }
    assert.equal(statSync(join(path, 'small.lock.json')).mode & 0o777, 0o644);
  });

  it('does not touch what is as it should be', () => {
    const { path, file, site } = home('again', smallPolicy());
    akkoord(['compile', file, '-o', site]);
    const written = (): number[] =>
      [
        ...Object.keys(filesIn(site)).map((name) => join(site, name)),
        join(path, 'small.lock.json'),
      ].map((name) => statSync(name).ino);
    const first = written();
    assert.equal(akkoord(['compile', file, '-o', site]).exitCode, 0);
    assert.deepEqual(written(), first);
  });

  it('reads standard input, with no lock unless one is named', () => {
    const { path, site } = home('stdin', '');
    const input = smallPolicy();
    assert.equal(akkoord(['compile', '-', '-o', site], { input, cwd: path }).exitCode, 0);
    assert.deepEqual(Object.keys(filesIn(site)), smallFiles);
    const lock = join(path, 'deep', 'a.lock');
    assert.equal(akkoord(['compile', '-', '-o', site, '--lock', lock], { input }).exitCode, 0);
    assert.match(readFileSync(lock, 'utf8'), /"policy": "small"/);
    const { err } = akkoord(['compile', '-', '-o', site], { input: '{' });
    assert.match(err, /^\(standard input\):1:2: error: not JSON: /);
  });

  it('has the snippet ask for the script at the base', () => {
    const { file, site } = home('base', smallPolicy());
    for (const [base, address] of [
      ['/akkoord/', '/akkoord/akkoord.js'],
      ['/x', '/x/akkoord.js'],
      ['https://cdn.small.test/a/', 'https://cdn.small.test/a/akkoord.js'],
    ] as const) {
      assert.equal(akkoord(['compile', file, '-o', site, '--base', base]).exitCode, 0);
      const snippet = filesIn(site)['snippet.html']?.toString('utf8') ?? '';
      assert.match(snippet, new RegExp(`<script async src="${address}\\?v=[\\da-f]{8}"></script>`));
      assert.equal(
        snippet.includes('cdn.small.test ') || snippet.includes('cdn.small.test;'),
        base.startsWith('https'),
      );
    }
    assert.equal(akkoord(['compile', file, '-o', site]).exitCode, 0);
    assert.match(
      filesIn(site)['snippet.html']?.toString('utf8') ?? '',
      /src="\/akkoord\/akkoord\.js\?v=/,
    );
  });

  it('has the snippet stand in a page: one script inline, nothing that ends it early', () => {
    const { file, site } = home('snippet', clinicText);
    akkoord(['compile', file, '-o', site]);
    const snippet = filesIn(site)['snippet.html']?.toString('latin1') ?? '';
    assert.match(
      snippet,
      /^<!-- .* -->\n<meta http-equiv="Content-Security-Policy" content="[^"]*">\n<script>.*<\/script>\n<script async src="[^"]*"><\/script>\n<noscript><meta http-equiv="Content-Security-Policy" content="default-src [^"]*"><\/noscript>\n$/s,
    );
    assert.equal(snippet.split('</script>').length, 3);
    assert.ok(
      [...snippet].every((c) => c < '\u0080'),
      'ASCII, whatever the page is encoded in',
    );
  });

  it('gives another address to another script, and the same to the same', () => {
    const { file, site } = home('versions', smallPolicy());
    const version = (): string => {
      assert.equal(akkoord(['compile', file, '-o', site]).exitCode, 0);
      return (
        /\?v=([\da-f]{8})/.exec(filesIn(site)['snippet.html']?.toString('utf8') ?? '')?.[1] ?? ''
      );
    };
    const first = version();
    assert.equal(version(), first);
    writeFileSync(file, smallPolicy({ banner: { layout: 'bar' } }));
    assert.notEqual(version(), first);
  });
});

describe('the files that load later', () => {
  it('are scripts that parse, and JSON', () => {
    const { file, site } = home('later', clinicText);
    akkoord(['compile', file, '-o', site]);
    const files = filesIn(site);
    const { presets: listed } = JSON.parse(`${files['presets.json']}`) as {
      presets: { id: string; urls: string[] }[];
    };
    assert.deepEqual(
      listed.map(({ id }) => id),
      presets.map(({ id }) => id),
    );
    assert.deepEqual(
      listed.map(({ urls }) => urls),
      presets.map(({ urls = [] }) => urls.map(patternOf)),
    );
    for (const name of Object.keys(files).filter((one) => one.startsWith('akkoord-'))) {
      assert.match(`${files[name]}`, /\bexport\s*\{/, name);
    }
  });

  it('are the pages of embeds, which the browser checks by the hashes of what they hold', () => {
    const { file, site } = home('embeds', clinicText);
    akkoord(['compile', file, '-o', site]);
    const hash = (text = ''): string =>
      `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const pages = Object.entries(filesIn(site)).filter(([name]) => name.startsWith('embed-'));
    for (const [name, bytes] of pages) {
      const page = bytes.toString('utf8');
      const [, policy = ''] = /<meta [^>]*Security-Policy" content="([^"]*)">/.exec(page) ?? [];
      const { directives } = readPolicy(policy);
      const [, script] = /<script>(.*?)<\/script>/s.exec(page) ?? [];
      const [, style] = /<style>(.*?)<\/style>/s.exec(page) ?? [];
      assert.deepEqual(directives.get('script-src'), [hash(script)], name);
      assert.deepEqual(directives.get('style-src'), [hash(style)], name);
      assert.deepEqual(directives.get('default-src'), ["'none'"], name);
      const service = presets.find(({ id }) => name === `embed-${id}.html`);
      assert.deepEqual(directives.get('frame-src'), service?.urls?.map(patternOf), name);
    }
    assert.ok(pages.length > 3);
  });
});

describe('--map-hosts', () => {
  it('sends every host of the policy elsewhere, with its port', () => {
    const map = join(folder, 'map.json');
    writeFileSync(
      map,
      '{ "*": "*.localhost:8137", "www.2passclinic.test": "2pass.localhost:8137" }',
    );
    const site = join(folder, 'mapped');
    const words = ['compile', clinicFile, '-o', site, '--lock', 'none', '--map-hosts', map];
    assert.equal(akkoord(words).exitCode, 0);
    const snippet = filesIn(site)['snippet.html']?.toString('utf8') ?? '';
    assert.match(snippet, /\*\.crazyegg\.com\.localhost:8137[ "]/);
    assert.match(snippet, /www\.facebook\.com\.localhost:8137\/tr[ "]/);
    assert.doesNotMatch(snippet, /\.(com|net|ms)[ "/]/);
  });

  it('is refused with its place where it is no map', () => {
    const map = join(folder, 'no-map.json');
    for (const [text, at] of [
      ['[]', '1:1'],
      ['{ "*": "localhost:81" }', '1:8'],
      ['{ "*": "*.*.localhost" }', '1:8'],
      ['{ "a.test": "http://b.test" }', '1:13'],
      ['{ "a.test": true }', '1:13'],
      ['{ "a.test": null }', '1:13'],
      ['{ "a.test": 5 }', '1:13'],
      ['{ "a.test/x": "b.test" }', '1:15'],
      ['{ "a.test": "b.test", "a.test": "c.test" }', '1:23'],
      ['{', '1:2'],
    ] as const) {
      writeFileSync(map, text);
      const { exitCode, err } = akkoord([
        'compile',
        clinicFile,
        '-o',
        join(folder, 'none'),
        '--map-hosts',
        map,
      ]);
      assert.equal(exitCode, 1, text);
      assert.ok(
        err.split('\n').some((line) => line.startsWith(`${map}:${at}: error: `)),
        `${text}: ${err}`,
      );
      assert.deepEqual(filesIn(join(folder, 'none')), {});
    }
  });
});

/** Five mistakes of five kinds. */
const fiveMistakes = smallPolicy({
  revision: '1',
  site: { hosts: ['WWW.small.test'] },
  jurisdictions: [],
  colour: 'red',
  services: [service('counter', 'analytic', ['counter.test'])],
});

describe('an error', () => {
  it('comes with all others, and nothing is written', () => {
    const { path, file, site } = home('mistakes', smallPolicy());
    assert.equal(akkoord(['compile', file, '-o', site]).exitCode, 0);
    writeFileSync(file, fiveMistakes);
    const before = { ...filesIn(site), lock: readFileSync(join(path, 'small.lock.json')) };
    const times = Object.keys(filesIn(site)).map((name) => statSync(join(site, name)).mtimeMs);
    const { exitCode, out, err } = akkoord(['compile', file, '-o', site]);
    assert.deepEqual([exitCode, out], [1, '']);
    assert.equal(err.match(/: error: /g)?.length, 5, err);
    assert.deepEqual(
      { ...filesIn(site), lock: readFileSync(join(path, 'small.lock.json')) },
      before,
    );
    const later = Object.keys(filesIn(site)).map((name) => statSync(join(site, name)).mtimeMs);
    assert.deepEqual(later, times);
  });

  it('makes no folder', () => {
    const { path, file, site } = home('no-folder', fiveMistakes);
    akkoord(['compile', file, '-o', site]);
    assert.deepEqual(Object.keys(filesIn(path)), ['clinic.json']);
  });

  it('names place, fault and remedy in the form that editors jump to', () => {
    const { file, site } = home('form', fiveMistakes);
    const { err } = akkoord(['compile', file, '-o', site]);
    const lines = err.split('\n');
    assert.equal(lines.pop(), '');
    assert.equal(lines.pop(), '5 errors. Nothing was written.');
    const source = fiveMistakes.split('\n');
    for (const line of lines.filter((one) => !one.startsWith('    '))) {
      const form = /^(.+):(\d+):(\d+): error: (.+) \((\/[^ ]*)\)$/.exec(line);
      assert.ok(form, line);
      assert.equal(form[1], file);
      const pointed = (source[Number(form[2]) - 1] ?? '').slice(Number(form[3]) - 1);
      assert.match(pointed, /^["[{\d]/, 'points at the key or value');
    }
    for (const line of lines.filter((one) => one.startsWith('    '))) assert.match(line, /\.$/);
    assert.match(err, /:\d+:\d+: error: unknown key "colour" \(\/colour\)\n {4}/);
    assert.match(err, /Did you mean "analytical"\?/);
  });

  it('has a remedy, whatever the kind of mistake', () => {
    const { out } = akkoord(['compile', '-', '-o', join(folder, 'none'), '--format', 'json'], {
      input: fiveMistakes,
    });
    const { diagnostics } = JSON.parse(out) as { diagnostics: Diagnostic[] };
    const without = diagnostics.filter(({ remedy }) => remedy === '').map(({ fault }) => fault);
    assert.deepEqual(without, []);
  });

  it('is the same as JSON', () => {
    const { file, site } = home('json', fiveMistakes);
    const { exitCode, out, err } = akkoord(['compile', file, '-o', site, '--format', 'json']);
    assert.deepEqual([exitCode, err], [1, '']);
    const said = JSON.parse(out) as { ok: boolean; diagnostics: Diagnostic[]; files: object[] };
    assert.deepEqual([said.ok, said.files], [false, []]);
    const text = akkoord(['compile', file, '-o', site]).err;
    for (const { path, line, column, severity, fault, pointer, remedy } of said.diagnostics) {
      const wanted = `${path}:${line}:${column}: ${severity}: ${fault} (${pointer})\n`;
      assert.ok(text.includes(remedy ? `${wanted}    ${remedy}\n` : wanted), wanted);
    }
    assert.equal(said.diagnostics.length, 5);
  });

  it('is not coloured where no terminal reads it', () => {
    const { file, site } = home('plain', fiveMistakes);
    assert.ok(!akkoord(['compile', file, '-o', site]).err.includes('\u001b'));
  });
});

describe('--format json', () => {
  it('names the files, their bytes and the hash', () => {
    const { file, site } = home('report', smallPolicy());
    const { exitCode, out, err } = akkoord(['compile', file, '-o', site, '--format=json']);
    assert.deepEqual([exitCode, err], [0, '']);
    const said = JSON.parse(out) as {
      ok: boolean;
      files: { name: string; bytes: number }[];
      bootstrap_hash: string;
    };
    assert.equal(said.ok, true);
    const sizes = Object.fromEntries(said.files.map(({ name, bytes }) => [name, bytes]));
    const there = Object.entries(filesIn(site)).map(([name, bytes]) => [name, bytes.length]);
    assert.deepEqual(sizes, Object.fromEntries(there));
    assert.match(said.bootstrap_hash, /^sha256-[A-Za-z\d+/]{43}=$/);
  });

  it('stays JSON whatever the policy says', () => {
    const odd = smallPolicy({ '\u001b"\\\u2028': 1, revision: 'a"b\\c\u0001' });
    const { exitCode, out } = akkoord(
      ['compile', '-', '-o', join(folder, 'none'), '--format', 'json'],
      { input: odd },
    );
    assert.equal(exitCode, 1);
    assert.equal((JSON.parse(out) as { diagnostics: object[] }).diagnostics.length, 2);
    const spoilt = Buffer.from(smallPolicy({ revision: 'x' })).map((b) => (b === 0x78 ? 0xff : b));
    const call = akkoord(['compile', '-', '-o', join(folder, 'none'), '--format', 'json'], {
      input: spoilt,
    });
    assert.equal((JSON.parse(call.out) as { diagnostics: object[] }).diagnostics.length, 1);
  });
});
