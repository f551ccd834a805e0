// SPDX-License-Identifier: MIT
/** The types that are delivered describe the module that is delivered: no name more, none less. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Studio } from '../../wasm/studio-api.ts';
import { smallPolicy } from '../cli/command-line.ts';
import { loadBuiltStudio, studioFile, typesFile } from './studio-module.ts';
import { now_s } from './visitors.ts';

const types = readFileSync(typesFile, 'utf8');

/** The members of an interface of the types, methods and properties apart. */
function membersOf(name: string): { methods: string[]; properties: string[] } {
  const [, body = ''] = new RegExp(`interface ${name} \\{\\n(.*?)\\n\\}`, 's').exec(types) ?? [];
  const named = (pattern: RegExp): string[] =>
    [...body.matchAll(pattern)].map(([, member = '']) => member).sort();
  return {
    methods: named(/^ {2}(\w+)\(/gm),
    properties: named(/^ {2}readonly (\w+)\??:/gm),
  };
}

function assertFits(name: string, value: object): void {
  const { methods, properties } = membersOf(name);
  assert.ok(methods.length + properties.length > 0, `${name} is not in ${typesFile}`);
  assert.deepEqual(Object.keys(value).sort(), [...methods, ...properties].sort(), name);
  const members = value as Readonly<Record<string, unknown>>;
  for (const method of methods) assert.equal(typeof members[method], 'function', method);
  for (const property of properties)
    assert.notEqual(typeof members[property], 'function', property);
}

let studio: Studio;
before(async () => {
  studio = await loadBuiltStudio();
});

describe('the delivered types', () => {
  it('name what the module exports', async () => {
    const declared = [...types.matchAll(/^export declare function (\w+)/gm)].map(
      ([, name]) => name,
    );
    const module = (await import(pathToFileURL(resolve(studioFile)).href)) as object;
    assert.deepEqual(Object.keys(module), declared);
  });

  it('name the methods of the studio, of a policy, and of what they return', () => {
    assertFits('Studio', studio);
    const compiled = studio.compile(smallPolicy({ revision: 0 }));
    assertFits('Compiled', compiled);
    assertFits('Diagnostic', compiled.diagnostics[0] ?? {});
    const linted = studio.lint(smallPolicy());
    assertFits('Linted', linted);
    assertFits('Finding', linted.findings[0] ?? {});
    const policy = studio.open(smallPolicy());
    assertFits('StudioPolicy', policy);
    assertFits('Claim', policy.classifyUrl('https://counter.test/') ?? {});
    assertFits('ServiceDecision', Object.values(policy.decide({ now_s }))[0] ?? {});
    assertFits('RecordsRead', policy.readRecords('', now_s));
    assertFits('CategoryChoice', policy.readRecords('', now_s).choice);
    policy.delete();
  });

  it('name no option that does nothing', () => {
    const { properties } = membersOf('CompileOptions');
    assert.deepEqual(properties, ['base', 'date', 'host_map', 'lock', 'path']);
    const small = smallPolicy();
    const usual = JSON.stringify(studio.compile(small));
    const lock = studio.compile(small.replace('"revision": 1', '"revision": 2')).lock;
    for (const options of [
      { base: '/x/' },
      { host_map: '{"*":"*.x"}' },
      { lock },
      { date: '2026-11-21' },
    ]) {
      assert.notEqual(
        JSON.stringify(studio.compile(small, options)),
        usual,
        JSON.stringify(options),
      );
    }
  });
});
