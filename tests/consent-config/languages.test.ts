// SPDX-License-Identifier: MIT
/** The languages say the same things: every key, no empty text, every placeholder. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { languages } from './presets.ts';

/** Texts by pointer. */
function textsOf(value: unknown, pointer = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[pointer, value]]);
  assert.ok(typeof value === 'object' && value !== null, `${pointer} is no text`);
  return new Map(
    Object.entries(value).flatMap(([key, item]) => [...textsOf(item, `${pointer}/${key}`)]),
  );
}

function read(language: string): Map<string, string> {
  const text = readFileSync(`consent-config/languages/${language}.json`, 'utf8');
  return textsOf(JSON.parse(text));
}

const english = read('en');
const placeholders = (text = ''): string[] => (text.match(/\{[^}]*\}/g) ?? []).sort();

describe('a language', () => {
  it('is there for each that a clinic here speaks', () => {
    for (const wanted of ['en', 'nl', 'fr']) assert.ok(languages.includes(wanted));
  });

  it('names the controller, and whom an embed would reach; there is no other placeholder', () => {
    assert.deepEqual(placeholders(english.get('/banner/body')), ['{controller}']);
    assert.deepEqual(placeholders(english.get('/embed/body')), ['{country}', '{provider}']);
    const known = [
      [/^\/embed\//, /^\{(service|provider|country)\}$/],
      [/^\/declaration\//, /^\{(controller|duration|law|category)\}$/],
    ] as const;
    for (const [pointer, text] of english) {
      if (pointer === '/banner/body') continue;
      const [, allowed] = known.find(([place]) => place.test(pointer)) ?? ['', /^$/];
      for (const placeholder of placeholders(text)) assert.match(placeholder, allowed, pointer);
    }
  });

  for (const language of languages) {
    it(`${language} has the keys of English, in the same order`, () => {
      assert.deepEqual([...read(language).keys()], [...english.keys()]);
    });

    it(`${language} is called as its file is, with a direction`, () => {
      const texts = read(language);
      assert.equal(texts.get('/language'), language);
      assert.match(texts.get('/direction') ?? '', /^(ltr|rtl)$/);
      assert.equal(new Intl.Locale(language).language, language.split('-')[0]);
    });

    it(`${language} leaves no text empty and keeps placeholders`, () => {
      for (const [pointer, text] of read(language)) {
        assert.match(text, /^\S(.*\S)?$/s, pointer);
        assert.deepEqual(placeholders(text), placeholders(english.get(pointer)), pointer);
        assert.ok(!text.includes('<'), `${pointer} is text, not markup`);
      }
    });

    it(`${language} is translated`, () => {
      if (language === 'en') return;
      const texts = read(language);
      const same = [...english].filter(
        ([pointer, text]) => text.length > 20 && texts.get(pointer) === text,
      );
      assert.deepEqual(same, []);
    });

    it(`${language} offers both answers in as many words, within reason`, () => {
      const texts = read(language);
      const accept = texts.get('/banner/accept_all')?.length ?? 0;
      const reject = texts.get('/banner/reject_all')?.length ?? 0;
      assert.ok(Math.abs(accept - reject) <= 8, 'as short and plain as the one that grants');
    });
  }
});
