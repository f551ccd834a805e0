// SPDX-License-Identifier: MIT
/** The schema that editors read and the compiler agree: on examples, on defaults, on every format. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import type { Studio } from '../../wasm/studio-api.ts';
import { clinicText, loadBuiltStudio } from '../studio/studio-module.ts';
import { faultsOf, type Json } from './json-schema.ts';
import { presetNames } from './presets.ts';
import { candidates, placesOf, put, schema, whole } from './schema-places.ts';

let studio: Studio;
before(async () => {
  studio = await loadBuiltStudio();
});

/** What the compiler says against the policy with `by` at `pointer`, there or below. */
function compilerFaults(pointer: readonly string[], by: Json): string[] {
  const { diagnostics } = studio.compile(JSON.stringify(put(whole, pointer, by)));
  const place = pointer.map((key) => `/${key}`).join('');
  return diagnostics
    .filter((one) => one.severity === 'error' && one.pointer.startsWith(place))
    .map((one) => `${one.pointer}: ${one.fault}`);
}

describe('the schema', () => {
  it('describes each key with what an editor shows', () => {
    for (const { pointer, schema: own } of placesOf(schema)) {
      const words = own as { readonly title?: string; readonly description?: string };
      const place = `/${pointer.join('/')}`;
      if (/\/(\d+|en)$/.test(place)) continue;
      assert.ok(words.title, `${place} has no title`);
      assert.ok(words.description, `${place} has no description`);
    }
  });

  it('takes the policy that this test spoils, and so does the compiler', () => {
    assert.deepEqual(faultsOf(whole, schema, schema), []);
    assert.deepEqual(studio.compile(JSON.stringify(whole)).diagnostics, []);
  });

  it('takes the clinics and the presets as they are', () => {
    assert.deepEqual(faultsOf(JSON.parse(clinicText) as Json, schema, schema), []);
    for (const name of presetNames) {
      const preset = JSON.parse(
        readFileSync(`consent-config/presets/${name}.json`, 'utf8'),
      ) as Json;
      const { $defs = {} } = schema;
      assert.deepEqual(faultsOf(preset, $defs.service ?? {}, schema), [], name);
    }
  });

  it('has examples and defaults that it takes itself, and the compiler too', () => {
    let tried = 0;
    for (const { pointer, schema: own } of placesOf(schema)) {
      const values = [...(own.examples ?? []), ...(own.default === undefined ? [] : [own.default])];
      for (const example of values) {
        const what = `/${pointer.join('/')} = ${JSON.stringify(example)}`;
        assert.deepEqual(faultsOf(example, own, schema), [], what);
        assert.deepEqual(
          compilerFaults(pointer, example).filter((one) => !isBeyondSchema(one)),
          [],
          what,
        );
        tried++;
      }
    }
    assert.ok(tried > 100, `${tried} examples`);
  });

  it('has the bounds that the compiler has: the last that passes, the first that fails', () => {
    for (const { pointer, schema: own } of placesOf(schema)) {
      const { minimum, maximum } = own;
      for (const [value, wanted] of [
        [minimum, true],
        [maximum, true],
        [minimum === undefined ? undefined : minimum - 1, false],
        [maximum === undefined ? undefined : maximum + 1, false],
      ] as const) {
        if (value === undefined) continue;
        const what = `/${pointer.join('/')} = ${value}`;
        assert.equal(faultsOf(value, own, schema).length === 0, wanted, what);
        assert.equal(compilerFaults(pointer, value).length === 0, wanted, what);
      }
    }
  });
});

/** Every place of a text. The name of a preset stays: without it there is no service to judge. */
const textPlaces = placesOf(schema).filter(
  ({ pointer, schema: own }) =>
    ([own.type].flat().includes('string') || own.const !== undefined) &&
    pointer.join('/') !== 'services/1/preset',
);

describe('every text of a policy', () => {
  it('is judged alike by the schema and by the compiler', () => {
    const disagreed = candidates.flatMap((text) => {
      const policy = textPlaces.reduce((all, { pointer }) => put(all, pointer, text), whole);
      const { diagnostics } = studio.compile(JSON.stringify(policy));
      return textPlaces.flatMap(({ pointer, schema: own }) => {
        const place = `/${pointer.join('/')}`;
        const faults = diagnostics
          .filter((one) => one.severity === 'error' && one.pointer === place)
          .map(({ fault }) => fault)
          .filter((fault) => !isBeyondSchema(fault));
        const bySchema = faultsOf(text, own, schema).length === 0;
        if (bySchema === (faults.length === 0)) return [];
        return [
          `${place} ${JSON.stringify(text)}: schema ${bySchema ? 'takes' : 'refuses'} it; ${faults.join()}`,
        ];
      });
    });
    assert.deepEqual(disagreed, []);
  });
});

describe('what holds after a grant', () => {
  const { on_grant: grant = {} } = schema.properties ?? {};
  const judged = (value: Json): [boolean, boolean] => [
    faultsOf(value, grant, schema).length === 0,
    compilerFaults(['on_grant'], value).length === 0,
  ];
  const routes = (count: number): Json =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`/r${i}`, 'next-page']));

  it('is judged alike by the schema and by the compiler, as a word and by routes', () => {
    for (const good of [
      'reload',
      'next-page',
      { default: 'next-page', routes: { '/b': 'reload' } },
    ]) {
      assert.deepEqual(judged(good), [true, true], JSON.stringify(good));
    }
    const bad = [
      ...['', 'Reload', 'none', null, true, 1, [], {}, { default: 'reload' }, { routes: {} }],
      { default: 'x', routes: {} },
      { default: 'reload', routes: [] },
      { default: 'reload', routes: {}, more: 1 },
    ];
    for (const one of bad) assert.deepEqual(judged(one), [false, false], JSON.stringify(one));
  });

  it('is told by the paths that sensitive routes are told by', () => {
    const { sensitive_routes: sensitive = {} } = schema.properties ?? {};
    for (const path of candidates) {
      const asRoute = judged({ default: 'reload', routes: { [path]: 'next-page' } });
      const asSensitive = faultsOf([path], sensitive, schema).length === 0;
      assert.deepEqual(asRoute, [asSensitive, asSensitive], JSON.stringify(path));
    }
  });

  it('is told by no more than 256 routes', () => {
    assert.deepEqual(judged({ default: 'reload', routes: routes(256) }), [true, true]);
    assert.deepEqual(judged({ default: 'reload', routes: routes(257) }), [false, false]);
  });
});

/** What the schema's comment leaves to the compiler. */
function isBeyondSchema(fault: string): boolean {
  return /unknown preset|admits .* for every visitor|claims? .* twice|no texts in the language|are never shown|does not cover|contrast|is claimed by|in which Akkoord keeps|two records are called|allows no domain|is exempt, but|stands? there twice|is there twice|are claimed by|has a placeholder, but|does nothing without "embed"|covers its web sockets|rests on the Privacy Shield|is no jurisdiction of the policy|is no host of the site|is no language of the policy|overlaps /.test(
    fault,
  );
}
