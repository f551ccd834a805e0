// SPDX-License-Identifier: MIT
/** The banner's words: which language, lifetimes and countries; and choices as bits. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pickLanguage } from '../../web/banner/language.ts';
import { countryName, lifetimeWords } from '../../web/banner/lifetime.ts';
import { bitsOf, choiceFor, everything, nothing } from '../../web/later/choice.ts';
import { unpack } from '../../web/page-module.ts';
import { choiceOf, optionalCategories } from '../../web/records.ts';

describe('the language', () => {
  it('is the first wanted that is there, by its primary subtag, else the first there is', () => {
    assert.equal(pickLanguage(['nl-BE', 'fr'], ['en', 'nl', 'fr']), 'nl');
    assert.equal(pickLanguage(['', 'de', 'FR-be'], ['en', 'nl', 'fr']), 'fr');
    assert.equal(pickLanguage(['de'], ['en', 'nl']), 'en');
    assert.equal(pickLanguage([], ['en']), 'en');
  });
});

describe('a lifetime', () => {
  it('is told in the largest unit that fits it', () => {
    assert.equal(lifetimeWords(63_072_000, 'en'), '2 years');
    assert.equal(lifetimeWords(86_400 * 400, 'en'), '400 days');
    assert.equal(lifetimeWords(3_600 * 20, 'nl'), '20 uur');
    assert.equal(lifetimeWords(60, 'en'), '1 minute');
    assert.equal(lifetimeWords(90, 'en'), '90 seconds');
  });

  it('stands beside its country, in the same language', () => {
    assert.equal(countryName('BE', 'fr'), 'Belgique');
    assert.equal(countryName('UK', 'en'), 'United Kingdom');
    assert.equal(countryName('?', 'en'), '?');
  });
});

describe('a choice', () => {
  it('is the same as bits and by name', () => {
    for (let bits = 0; bits < 32; bits++) assert.equal(bitsOf(choiceOf(bits)), bits);
    assert.equal(bitsOf(everything), 15);
    assert.equal(bitsOf(nothing), 0);
    assert.deepEqual(choiceFor(optionalCategories), everything);
    assert.deepEqual(choiceFor([]), nothing);
    assert.equal(bitsOf(choiceFor(['analytical', 'social'], { sensitive: true })), 2 + 8 + 16);
  });
});

describe('packed bytes', () => {
  it('are the low eight bits of each character', () => {
    const packed = Array.from({ length: 256 }, (_, byte) =>
      String.fromCharCode(byte < 32 || byte > 126 ? byte + 256 : byte),
    );
    assert.deepEqual([...unpack(packed.join(''))], [...Array(256).keys()]);
    assert.deepEqual([...unpack('#$%', 35)], [0, 1, 2]);
  });
});
