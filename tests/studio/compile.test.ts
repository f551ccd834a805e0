// SPDX-License-Identifier: MIT
/** The studio compiles what the command line compiles, byte for byte, and says as much about faults. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { CompileOptions, Diagnostic, Studio } from '../../wasm/studio-api.ts';
import { akkoord, filesIn, newFolder, smallPolicy } from '../cli/command-line.ts';
import { clinicFile, clinicText, loadBuiltStudio } from './studio-module.ts';

let studio: Studio;
let folder = '';
before(async () => {
  studio = await loadBuiltStudio();
  folder = newFolder();
});
after(() => rmSync(folder, { recursive: true }));

const lockText = readFileSync('consent-config/clinics/2pass.lock.json', 'utf8');
const date = '2026-11-21';
const hostMap = '{ "*": "*.localhost:8137", "www.2passclinic.test": "2pass.localhost:8137" }';

/** Compiles the clinic's policy both ways and compares all that is written. */
function compareWithCommandLine(words: readonly string[], options: CompileOptions): void {
  const home = join(folder, `${words.length}-${Object.keys(options).join('-')}`);
  const outdir = join(home, 'site');
  const call = akkoord([
    'compile',
    clinicFile,
    '-o',
    outdir,
    '--lock',
    join(home, 'lock'),
    '--date',
    date,
    ...words,
  ]);
  assert.equal(call.exitCode, 0, call.err);
  const compiled = studio.compile(clinicText, { date, ...options });
  assert.equal(compiled.ok, true);
  const written = filesIn(outdir);
  assert.deepEqual(Object.keys(compiled.files).sort(), Object.keys(written));
  for (const [name, text] of Object.entries(compiled.files)) {
    assert.ok(
      Buffer.from(text, 'utf8').equals(written[name] ?? Buffer.alloc(0)),
      `${name} differs`,
    );
  }
  assert.equal(compiled.lock, readFileSync(join(home, 'lock'), 'utf8'));
}

describe('compile', () => {
  it('gives the same files as the command line', () => compareWithCommandLine([], {}));

  it('gives the same files for another base', () => {
    const base = 'https://cdn.2passclinic.test/consent';
    compareWithCommandLine(['--base', base], { base });
  });

  it('gives the same files for mapped hosts', () => {
    const map = join(folder, 'map.json');
    writeFileSync(map, hostMap);
    compareWithCommandLine(['--map-hosts', map], { host_map: hostMap });
  });

  it('carries a former lock on as the command line does', () => {
    const home = join(folder, 'locked');
    assert.equal(
      akkoord(['compile', clinicFile, '-o', home, '--lock', join(home, 'l')]).exitCode,
      0,
    );
    copyFileSync('consent-config/clinics/2pass.lock.json', join(home, 'l'));
    assert.equal(
      akkoord(['compile', clinicFile, '-o', home, '--lock', join(home, 'l')]).exitCode,
      0,
    );
    const compiled = studio.compile(clinicText, { lock: lockText });
    assert.equal(compiled.lock, readFileSync(join(home, 'l'), 'utf8'));
  });

  it('is the same each time', () => {
    assert.deepEqual(studio.compile(clinicText), studio.compile(clinicText));
  });

  it('names the hash of the inline script as a policy names it', () => {
    const { files, bootstrap_hash } = studio.compile(clinicText);
    const [, inline = ''] = /<script>(.*?)<\/script>/s.exec(files['snippet.html'] ?? '') ?? [];
    const digest = createHash('sha256').update(inline).digest('base64');
    assert.equal(bootstrap_hash, `sha256-${digest}`);
  });

  it('has the script begin with a byte order mark, so that any page decodes it as UTF-8', () => {
    assert.equal(studio.compile(clinicText).files['akkoord.js']?.charCodeAt(0), 0xfeff);
  });
});

/** The one diagnostic of a policy's compilation. */
function onlyDiagnostic(policy: string, options: CompileOptions = {}): Diagnostic {
  const { ok, files, lock, bootstrap_hash, diagnostics } = studio.compile(policy, options);
  assert.deepEqual(
    { ok, files, lock, bootstrap_hash },
    { ok: false, files: {}, lock: '', bootstrap_hash: '' },
  );
  assert.equal(diagnostics.length, 1, JSON.stringify(diagnostics));
  return diagnostics[0] as Diagnostic;
}

describe('a diagnostic', () => {
  it('has file, line, column, pointer, fault and remedy', () => {
    const text = '{\n  "id": "small",\n  "revison": 1\n}';
    const { diagnostics } = studio.compile(text, { path: 'clinic.json' });
    const misspelt = diagnostics.find(({ pointer }) => pointer === '/revison');
    assert.deepEqual(misspelt, {
      severity: 'error',
      path: 'clinic.json',
      line: 3,
      column: 3,
      pointer: '/revison',
      fault: 'unknown key "revison"',
      remedy: 'Did you mean "revision"?',
    });
  });

  it('counts columns in characters of the line, from 1', () => {
    const text = smallPolicy({ controller: { name: 'Klinik \u00c4rzte', country: 'Be' } });
    const oneLine = JSON.stringify(JSON.parse(text));
    const { diagnostics } = studio.compile(oneLine);
    const country = diagnostics.find(({ pointer }) => pointer === '/controller/country');
    assert.equal(country?.line, 1);
    assert.equal(country?.column, oneLine.indexOf('"Be"') + 1);
  });

  it('names the policy as it is called, and "policy.json" unless told', () => {
    assert.equal(onlyDiagnostic('[').path, 'policy.json');
    assert.equal(onlyDiagnostic('[', { path: 'a/b.json' }).path, 'a/b.json');
  });

  it('about the host map, the lock and the base names them', () => {
    assert.match(onlyDiagnostic(smallPolicy(), { host_map: '{"*": 5}' }).path, /host map/);
    assert.match(onlyDiagnostic(smallPolicy(), { lock: '[]' }).path, /lock/);
    const { path, line } = onlyDiagnostic(smallPolicy(), { base: 'akkoord' });
    assert.deepEqual({ path, line }, { path: '--base', line: 0 });
  });

  it('comes with all others, in the order of the file', () => {
    const text = smallPolicy({ revision: 0, jurisdictions: ['be'], languages: ['xx'], colour: 1 });
    const { diagnostics } = studio.compile(text);
    const lines = diagnostics.map(({ line }) => line);
    assert.deepEqual(
      lines,
      [...lines].sort((a, b) => a - b),
    );
    const pointers = diagnostics.map(({ pointer }) => pointer);
    assert.deepEqual(pointers, ['/revision', '/jurisdictions/0', '/languages/0', '/colour']);
  });

  it('is the text that the command line prints', () => {
    const text = smallPolicy({ revision: 0, jurisdictions: ['be'] });
    const { diagnostics } = studio.compile(text, { path: '(standard input)' });
    const printed = diagnostics.map(
      ({ path, line, column, severity, fault, pointer, remedy }) =>
        `${path}:${line}:${column}: ${severity}: ${fault} (${pointer})\n    ${remedy}\n`,
    );
    const call = akkoord(['compile', '-', '-o', join(folder, 'none')], { input: text });
    assert.equal(call.err, `${printed.join('')}2 errors. Nothing was written.\n`);
  });
});
