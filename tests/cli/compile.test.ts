// SPDX-License-Identifier: MIT
/** `akkoord compile`: what it writes, and what it says of it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readPolicy } from '../consent-config/policy-sources.ts';
import { patternOf, presets } from '../consent-config/presets.ts';
import { clinicFile, clinicText } from '../studio/studio-module.ts';
import { akkoord, filesIn, newFolder, newHome, smallPolicy } from './command-line.ts';

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

describe('compile', () => {
  it('writes the script, what it loads later, the lines to paste and the lock', () => {
    const { path, file, site } = newHome(join(folder, 'clinic'), clinicText);
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
      ...['akkoord-settings.js', 'akkoord-tell.js', 'akkoord.js', 'bundle.json'],
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
    const { path, file, site } = newHome(join(folder, 'modes'), smallPolicy());
    akkoord(['compile', file, '-o', site]);
    assert.deepEqual(Object.keys(filesIn(site)), smallFiles);
    for (const name of Object.keys(filesIn(site))) {
      assert.equal(statSync(join(site, name)).mode & 0o777, 0o644, name);
    }
    assert.equal(statSync(join(path, 'small.lock.json')).mode & 0o777, 0o644);
  });

  it('does not touch what is as it should be', () => {
    const { path, file, site } = newHome(join(folder, 'again'), smallPolicy());
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
    const { path, site } = newHome(join(folder, 'stdin'), '');
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
    const { file, site } = newHome(join(folder, 'base'), smallPolicy());
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
    const { file, site } = newHome(join(folder, 'snippet'), clinicText);
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
    const { file, site } = newHome(join(folder, 'versions'), smallPolicy());
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
    const { file, site } = newHome(join(folder, 'later'), clinicText);
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
    const { file, site } = newHome(join(folder, 'embeds'), clinicText);
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

describe('--format json', () => {
  it('names the files, their bytes and the hash', () => {
    const { file, site } = newHome(join(folder, 'report'), smallPolicy());
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
});
