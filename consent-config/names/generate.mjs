// SPDX-License-Identifier: MIT
//
// Writes what the declaration calls countries, lifetimes and dates in each language, out of the
// Unicode CLDR that Node carries: node consent-config/names/generate.mjs [LANGUAGE...]
// Node's version decides on CLDR's, so the files are kept here and not made by the build.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const usual = 'ar da de en es fi fr it lb nl pl pt ro sv tr uk'.split(' ');
/** Where a language's bare tag stands for a country far from the clinics'. */
const spokenAs = { en: 'en-GB', pt: 'pt-PT' };
/** Codes of CLDR that are no countries. */
const groups = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '));
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

function countriesIn(tag) {
  const names = new Intl.DisplayNames([tag], { type: 'region', fallback: 'none' });
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  const countries = codes.filter(
    (code) =>
      !groups.has(code) &&
      names.of(code) !== undefined &&
      Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`,
  );
  return Object.fromEntries(countries.map((code) => [code, names.of(code)]));
}

/** By plural form, a unit's words around {count}. */
function formsOf(tag, unit) {
  const plural = new Intl.PluralRules(tag);
  const words = new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' });
  const forms = {};
  for (let count = 1; count < 200; count++) {
    const parts = words.formatToParts(count);
    const text = parts.map(({ type, value }) => (type === 'integer' ? '{count}' : value)).join('');
    forms[plural.select(count)] ??= text;
  }
  return forms;
}

function datesIn(tag) {
  const words = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) =>
    words
      .formatToParts(Date.UTC(2026, month, 17))
      .map(({ type, value }) => (type === 'day' || type === 'year' ? `{${type}}` : value))
      .join(''),
  );
}

for (const language of process.argv.length > 2 ? process.argv.slice(2) : usual) {
  const tag = spokenAs[language] ?? language;
  const units = ['year', 'day', 'hour', 'minute', 'second'];
  const names = {
    language,
    lifetimes: Object.fromEntries(units.map((unit) => [unit, formsOf(tag, unit)])),
    dates: datesIn(tag),
    countries: countriesIn(tag),
  };
  writeFileSync(join(folder, `${language}.json`), `${JSON.stringify(names, null, 2)}\n`);
}
