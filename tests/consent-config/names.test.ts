// SPDX-License-Identifier: MIT
/** Names of countries, lifetimes and dates are there for each language, and authorities for each clinic. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { languages } from './presets.ts';

interface NamesFile {
  readonly language: string;
  readonly lifetimes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly dates: readonly string[];
  readonly countries: Readonly<Record<string, string>>;
}

interface AuthoritiesFile {
  readonly members: string;
  readonly authorities: Readonly<
    Record<string, readonly { language?: string; name: string; complaint: string }[]>
  >;
}

const folder = 'consent-config/names';
const named = readdirSync(folder).flatMap((name) => /^(.+)\.json$/.exec(name)?.[1] ?? []);

function read(language: string): NamesFile {
  return JSON.parse(readFileSync(`${folder}/${language}.json`, 'utf8')) as NamesFile;
}

describe('names', () => {
  it('are there for each language of the banner', () => {
    const missing = languages.filter((language) => !named.includes(language));
    assert.deepEqual(missing, [], 'node consent-config/names/generate.mjs LANGUAGE');
  });

  for (const language of named) {
    it(`of ${language} have every country, unit and month`, () => {
      const { countries, dates, language: called, lifetimes } = read(language);
      assert.equal(called, language);
      const unknown = Object.keys(read('en').countries).filter((code) => !(code in countries));
      assert.ok(unknown.length < 3, `${unknown}`); // CLDR lacks one or two in Luxembourgish
      assert.ok(Object.values(countries).every((name) => name.trim() === name && name.length > 2));
      assert.deepEqual(Object.keys(lifetimes), ['year', 'day', 'hour', 'minute', 'second']);
      assert.equal(dates.length, 12);
      for (const date of dates) {
        assert.ok(date.includes('{day}') && date.includes('{year}'), date);
      }
    });

    it(`of ${language} have each form that its numbers take`, () => {
      const plural = new Intl.PluralRules(language);
      const counts = Array.from({ length: 400 }, (_, count) => plural.select(count + 1));
      for (const forms of Object.values(read(language).lifetimes)) {
        assert.deepEqual(Object.keys(forms).sort(), [...new Set(counts)].sort());
        for (const text of Object.values(forms)) assert.doesNotMatch(text, /\d/);
      }
    });
  }
});

describe('authorities', () => {
  const { authorities, members } = JSON.parse(
    readFileSync('consent-config/authorities.json', 'utf8'),
  ) as AuthoritiesFile;

  it('are known where a clinic here is, each last without a language', () => {
    assert.deepEqual(Object.keys(authorities), ['BE', 'FR', 'GB', 'LU', 'NL']);
    for (const known of Object.values(authorities)) {
      assert.equal(known.at(-1)?.language, undefined);
      assert.ok(known.slice(0, -1).every(({ language }) => language));
    }
  });

  it('are reached by https', () => {
    const pages = Object.values(authorities).flatMap((known) => known.map((one) => one.complaint));
    for (const page of [members, ...pages]) assert.match(page, /^https:\/\/[a-z.]+\/\S*$/);
  });
});
