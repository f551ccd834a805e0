// SPDX-License-Identifier: MIT
/** The colours that the schema names as defaults are those that a policy without a theme gets. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { akkoord, newFolder, smallPolicy } from '../cli/command-line.ts';

interface Property {
  readonly default?: string | number;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Property>>;
}

const schema = JSON.parse(readFileSync('consent-config/policy.schema.json', 'utf8'));
const theme: Readonly<Record<string, Property>> =
  schema.properties.banner.properties.theme.properties;

function defaultOf(property: Property | undefined): string | number | undefined {
  const definition = property?.$ref?.replace('#/$defs/', '');
  return definition === undefined ? property?.default : schema.$defs[definition].default;
}

let folder = '';
let style = '';
before(() => {
  folder = newFolder();
  writeFileSync(join(folder, 'policy.json'), smallPolicy());
  const words = ['compile', join(folder, 'policy.json'), '-o', folder, '--lock', 'none'];
  assert.equal(akkoord(words).exitCode, 0);
  style = readFileSync(join(folder, 'akkoord.js'), 'utf8');
});
after(() => rmSync(folder, { recursive: true }));

describe('a policy without a theme', () => {
  it('has the colours and corners that the schema names', () => {
    const rules = style.split('@media(prefers-color-scheme:dark)');
    assert.equal(rules.length, 2);
    for (const key of ['accent', 'accent_text', 'background', 'text']) {
      const value = (property: Property | undefined): string =>
        `var(--akkoord-${key},${defaultOf(property)})`;
      assert.ok(rules[0]?.includes(value(theme[key])), key);
      assert.ok(rules[1]?.includes(value(theme['dark']?.properties?.[key])), `dark ${key}`);
    }
    assert.ok(rules[0]?.includes(`var(--akkoord-radius,${defaultOf(theme['radius_px'])}px)`));
  });
});
