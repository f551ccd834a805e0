// SPDX-License-Identifier: MIT
/** What docs/lint.md says of the rules is what the program has. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Linted } from '../../wasm/studio-api.ts';
import { clinicFile } from '../studio/studio-module.ts';
import { akkoord } from './command-line.ts';

describe('the tables of rules', () => {
  it('name each rule with its title and source', () => {
    const rows = readFileSync('docs/lint.md', 'utf8')
      .split('\n')
      .filter((line) => /^\| \d+ \| `/.test(line))
      .map((line) => line.split(' | ').slice(0, 4).join(' | '));
    const { out } = akkoord(['lint', clinicFile, '--format', 'json']);
    const wanted = (JSON.parse(out) as Linted).findings.map(
      ({ number, rule, title, source }) => `| ${number} | \`${rule}\` | ${title} | ${source}`,
    );
    assert.deepEqual(rows, [...new Set(wanted)]);
  });
});
