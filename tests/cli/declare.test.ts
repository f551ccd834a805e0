// SPDX-License-Identifier: MIT
/** `akkoord declare`: the cookie declaration as HTML, Markdown and JSON, with a date that is the lock's first. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { lifetimeWords } from '../../web/banner/lifetime.ts';
import type { DeclarationText, Lines } from '../../web/declaration/document.ts';
import { languages } from '../consent-config/presets.ts';
import { clinicFile } from '../studio/studio-module.ts';
import { akkoord, type Call, newFolder, service, smallPolicy } from './command-line.ts';

let folder = '';
let policy = '';
before(() => {
  folder = newFolder();
  policy = join(folder, 'small.json');
  writeFileSync(policy, smallPolicy());
});
after(() => rmSync(folder, { recursive: true }));

function declare(words: readonly string[], file: string = policy): Call {
  return akkoord(['declare', file, ...words]);
}

describe('declare', () => {
  it('writes HTML, Markdown or JSON by the file\u2019s name', () => {
    for (const [name, begins] of [
      ['d.html', /^<section class="akkoord-declaration" lang="en"/],
      ['d.md', /^# Cookie declaration\n/],
      ['d.markdown', /^# Cookie declaration\n/],
      ['d.json', /^\{"language":"en"/],
      ['declaration', /^<section /],
    ] as const) {
      const file = join(folder, 'new', name);
      const { exitCode, out, err } = declare(['-o', file]);
      assert.deepEqual([exitCode, out, err], [0, '', '']);
      assert.match(readFileSync(file, 'utf8'), begins);
    }
  });

  it('prints where there is no file, in the form that --format says', () => {
    assert.match(declare([]).out, /^<section /);
    assert.match(declare(['-o', '-', '--format', 'markdown']).out, /^# Cookie declaration\n/);
    assert.match(declare(['--format', 'json', '-o', '-']).out, /^\{"language"/);
  });

  it('reads a policy from standard input', () => {
    const call = akkoord(['declare', '-'], { input: smallPolicy() });
    assert.equal(call.exitCode, 0, call.err);
    assert.match(call.out, /counter Ltd/);
  });

  it('tells what holds in one of the policy\u2019s countries', () => {
    const file = 'consent-config/clinics/lazeo.json';
    const words = ['--format', 'markdown', '--language', 'fr', '--jurisdiction'];
    const french = declare([...words, 'FR'], file);
    assert.equal(french.exitCode, 0, french.err);
    assert.match(french.out, /CNIL 2020-091/);
    assert.match(french.out, /Informatique|CNIL/);
    assert.doesNotMatch(french.out, /APD/);
    const belgian = declare([...words, 'BE'], file);
    assert.doesNotMatch(belgian.out, /CNIL/);
    assert.match(belgian.out, /\(APD\)/);
    const none = declare([...words, 'DE'], file);
    assert.equal(none.exitCode, 2);
    assert.match(none.err, /no jurisdiction "DE"; it has BE, FR, LU/);
  });

  it('speaks each language of the policy, and the first unless told', () => {
    for (const [language, title] of [
      ['en', 'Cookie declaration'],
      ['nl', 'Cookieverklaring'],
      ['fr', 'Déclaration relative aux cookies'],
    ]) {
      const { out } = declare(['--language', `${language}`], clinicFile);
      assert.ok(out.includes(`lang="${language}"`) && out.includes(`${title}</h2>`));
    }
    assert.match(declare([], clinicFile).out, /lang="en"/);
  });

  it('names each service, cookie and company of the clinic', () => {
    const { out } = declare(['--format', 'markdown', '--language', 'nl'], clinicFile);
    for (const told of ['Crazy Egg', '`_ga`', '2 jaar', 'Google Ireland Limited', 'Ierland']) {
      assert.ok(out.includes(told), told);
    }
    assert.match(out, /Crazy Egg, Inc\..*Verenigde Staten \*\*buiten de EER\*\*/);
  });

  it('gives a whole page or a style sheet when asked', () => {
    const page = declare(['--page']).out;
    assert.match(page, /^<!doctype html>\n<html lang="en" dir="ltr">/);
    assert.ok(page.includes('<style>') && page.includes('https://www.small.test/'));
    const styled = declare(['--style']).out;
    assert.match(styled, /^<style>\.akkoord-declaration\{.*<\/style>\n<section /s);
    const plain = declare([]).out;
    assert.ok(!/<style|style=/.test(plain) && plain.includes('href="#akkoord"'));
  });

  it('names the language that the policy has not, and those it has', () => {
    const { exitCode, out, err } = declare(['--language', 'de']);
    assert.deepEqual([exitCode, out], [2, '']);
    assert.match(err, /^akkoord declare: the policy has no language "de"; it has en\nSee /);
  });

  it('ends with 1 and writes nothing for a policy with errors', () => {
    const call = akkoord(['declare', '-'], { input: smallPolicy({ revision: 0 }) });
    assert.deepEqual([call.exitCode, call.out], [1, '']);
    assert.match(call.err, /: error: .*\n1 error\. Nothing was written\.\n$/s);
  });

  it('ends with 3 where the file can not be written', () => {
    const call = declare(['-o', join(policy, 'd.html')]);
    assert.deepEqual([call.exitCode, call.out], [3, '']);
    assert.match(call.err, /^error: /);
  });
});

describe('the date of a declaration', () => {
  const dateIn = (call: Call): string | undefined =>
    /<dt>Date<\/dt><dd>([^<]*)/.exec(call.out)?.[1];
  const home = (name: string, keys: object = {}): string => {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'small.json'), smallPolicy({ ...keys }));
    return join(folder, name, 'small.json');
  };
  const words = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

  it('is the clock\u2019s where nobody says', () => {
    const before = words.format();
    const date = dateIn(declare([]));
    assert.ok([before, words.format()].includes(`${date}`), date);
  });

  it('is what was typed', () => {
    assert.equal(dateIn(declare(['--date', '2026-03-01'])), '1 March 2026');
  });

  it('is that of the lock before all, which compile notes once', () => {
    const file = home('locked');
    const site = join(folder, 'locked', 'site');
    const compile = (date: string): Call => akkoord(['compile', file, '-o', site, '--date', date]);
    assert.equal(compile('2026-02-03').exitCode, 0);
    const lock = readFileSync(join(folder, 'locked', 'small.lock.json'), 'utf8');
    assert.match(lock, /"date": "2026-02-03"/);
    assert.equal(compile('2026-04-05').exitCode, 0);
    assert.equal(readFileSync(join(folder, 'locked', 'small.lock.json'), 'utf8'), lock);
    assert.match(readFileSync(join(site, 'declaration-en.json'), 'utf8'), /3 February 2026/);

    assert.equal(dateIn(declare([], file)), '3 February 2026');
    const typed = declare(['--date', '2026-04-05'], file);
    assert.equal(dateIn(typed), '3 February 2026');
    assert.match(typed.err, /^note: the lock file dates this revision 2026-02-03; --date is not/);
    const none = declare(['--date', '2026-04-05', '--lock', 'none'], file);
    assert.equal(dateIn(none), '5 April 2026');
    const elsewhere = join(folder, 'elsewhere.json');
    copyFileSync(join(folder, 'locked', 'small.lock.json'), elsewhere);
    assert.equal(dateIn(declare(['--lock', elsewhere])), '3 February 2026');
  });

  it('is not that of another revision', () => {
    const file = home('raised');
    akkoord(['compile', file, '-o', join(folder, 'raised', 'site'), '--date', '2026-02-03']);
    writeFileSync(file, smallPolicy({ revision: 2 }));
    assert.equal(dateIn(declare(['--date', '2026-04-05'], file)), '5 April 2026');
  });

  it('that is none is refused', () => {
    for (const date of ['2026-02-30', 'today', '']) {
      assert.equal(declare(['--date', date]).exitCode, 2, date);
      const site = join(folder, 'no-date');
      assert.equal(akkoord(['compile', policy, '-o', site, '--date', date]).exitCode, 2, date);
    }
  });
});

describe('lifetimes', () => {
  const lifetimes_s = [
    ...[1, 2, 59, 60, 120, 300, 1260, 3600, 7200, 72_000],
    ...[1, 2, 3, 4, 5, 11, 12, 20, 21, 22, 100, 101, 111, 182, 390].map((days) => days * 86_400),
    ...[1, 2, 5, 10].map((years) => years * 31_536_000),
  ];
  for (const language of languages) {
    it(`are in ${language} what the second layer says of them`, () => {
      const cookies = lifetimes_s.map((lifetime_s) => ({ name: `c${lifetime_s}`, lifetime_s }));
      const purpose = { [language]: 'x' };
      const one = service('one', 'functional', ['one.test'], { cookies, purpose });
      const input = smallPolicy({ languages: [language], services: [one] });
      const { out, err } = akkoord(['declare', '-', '--format', 'json'], { input });
      assert.ok(out, err);
      const told = new Map<string, string>();
      for (const [name, , , kept] of storedRows(JSON.parse(out) as DeclarationText)) {
        for (const one of name?.[0] ?? []) {
          if (typeof one === 'object' && 'code' in one) told.set(one.code, `${kept?.[0]?.[0]}`);
        }
      }
      for (const lifetime_s of lifetimes_s) {
        assert.equal(told.get(`c${lifetime_s}`), lifetimeWords(lifetime_s, language));
      }
    });
  }
});

/** The rows of all tables of what is stored. */
function storedRows({ sections }: DeclarationText): readonly (readonly Lines[])[] {
  const categories = sections.flatMap((section) => section.sections);
  const tables = categories.flatMap(({ blocks }) =>
    blocks.flatMap((block) => ('groups' in block ? [block] : [])),
  );
  return tables.flatMap(({ groups }) => groups.flatMap(({ title, rows }) => (title ? rows : [])));
}
