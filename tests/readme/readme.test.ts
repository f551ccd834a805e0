// SPDX-License-Identifier: MIT
/** The README tells the truth: its policy compiles, its commands and files exist, its links lead somewhere. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { akkoord, filesIn, newFolder } from '../cli/command-line.ts';

const readme = readFileSync('README.md', 'utf8');

/** The fenced blocks of a language. */
function blocks(language: string): string[] {
  const fences = readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'));
  return [...fences].map(([, text = '']) => text);
}

const commands = blocks('sh').flatMap((block) =>
  block
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== ''),
);

let folder = '';
before(() => {
  folder = newFolder();
});
after(() => rmSync(folder, { recursive: true }));

describe('the README', () => {
  it('has three sentences, a screenshot, two commands', () => {
    const [, introduction = ''] = /^# Akkoord\n\n(.*?)\n\n/s.exec(readme) ?? [];
    assert.equal(introduction.match(/[.](\s|$)/g)?.length, 3);
    assert.match(readme, /^!\[[^\]]{20,}\]\(docs\/[^)]+\.png\)$/m);
    assert.deepEqual(commands.slice(0, 2), ['./demo', './test']);
  });

  it('has a policy that its own command compiles as they stand', () => {
    const [policy = '', ...others] = blocks('json');
    assert.deepEqual(others, []);
    const command = commands.find((line) => line.includes(' compile '));
    assert.ok(command);
    const [program = '', verb = '', file = '', ...words] = command.split(/ +/);
    writeFileSync(join(folder, file), policy);
    const run = spawnSync(resolve(program), [verb, file, ...words], {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.equal(run.status, 0, run.stderr);
    assert.equal(run.stderr, '', 'not even a warning');
    const outdir = words[words.indexOf('-o') + 1] ?? '';
    assert.ok(Object.keys(filesIn(join(folder, outdir))).includes('snippet.html'));
  });

  it('names the lock as compile does', () => {
    const id = (JSON.parse(blocks('json')[0] ?? '{}') as { id: string }).id;
    const named = [...readme.matchAll(/[\w-]+\.lock\.json/g)].map(([name]) => name);
    const known = new Set([`${id}.lock.json`, 'ID.lock.json', '2pass.lock.json']);
    assert.deepEqual(
      named.filter((name) => !known.has(name)),
      [],
    );
  });

  it('has commands that exist, with options that they know', () => {
    const inline = [...readme.matchAll(/`(\.\/\w+(?: [^`]*)?)`/g)].map(([, text = '']) => text);
    for (const command of [...commands, ...inline]) {
      const [program = '', ...words] = command.split(/ +/);
      if (program === 'dist/bin/akkoord') {
        assert.equal(akkoord([words[0] ?? '', '--help']).exitCode, 0, command);
        continue;
      }
      assert.match(program, /^\.\/\w+$/);
      accessSync(program, constants.X_OK);
      const script = readFileSync(program, 'utf8');
      for (const word of words.filter((one) => one.startsWith('--'))) {
        assert.ok(script.includes(word), `${program} knows no ${word}`);
      }
    }
  });

  it('names subcommands that the program has', () => {
    const named = [...readme.matchAll(/`akkoord ([a-z]+)`/g)].map(([, name = '']) => name);
    assert.ok(named.length > 0);
    for (const name of named) assert.equal(akkoord([name, '--help']).exitCode, 0, name);
  });

  it('has a table of folders that exist, and of all that do', () => {
    const rows = [...readme.matchAll(/^\| `([^`]+\/)` \|/gm)].map(([, name = '']) => name);
    for (const name of rows) assert.ok(statSync(name).isDirectory(), name);
    for (const name of [
      'core/',
      'cli/',
      'wasm/',
      'web/',
      'consent-config/',
      'demo-site/',
      'tests/',
    ]) {
      assert.ok(rows.includes(name), name);
    }
  });

  it('has links that lead somewhere', () => {
    const links = [...readme.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    assert.ok(links.length >= 5);
    for (const target of links) {
      if (/^https?:/.test(target)) continue;
      assert.ok(existsSync(target.replace(/#.*/, '')), target);
    }
  });

  it('names the page API as it is', () => {
    const api = readFileSync('web/api.ts', 'utf8');
    const named = [...readme.matchAll(/\b(?:akkoord\.)?(\w+)\([^)]*\)/g)].map(
      ([, name = '']) => name,
    );
    const asked = ['state', 'acceptAll', 'rejectAll', 'accept', 'withdraw', 'open', 'on'];
    for (const name of asked) {
      assert.ok(named.includes(name), `the README does not name ${name}()`);
      assert.match(api, new RegExp(`\\b${name}\\(`), `web/api.ts has no ${name}()`);
    }
  });

  it('names cookies as the policy calls them', () => {
    const named = [...readme.matchAll(/`(cookie_consent_\w+)`/g)].map(([, name = '']) => name);
    assert.deepEqual(named, ['cookie_consent_set']);
    const { out } = akkoord([
      'compile',
      'consent-config/clinics/2pass.json',
      '-o',
      join(folder, 'c'),
      '--lock',
      'none',
    ]);
    assert.ok(out !== '');
    const snippet = filesIn(join(folder, 'c'))['snippet.html']?.toString('utf8') ?? '';
    for (const end of ['set', 'fu', 'ga', 'ma', 'so'])
      assert.ok(snippet.includes(`"cookie_consent_${end}"`), end);
  });
});
