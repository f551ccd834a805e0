// SPDX-License-Identifier: MIT
/** What docs/clinics.md says of the lint of each clinic's policy is what the program says. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Linted } from '../../wasm/studio-api.ts';
import { akkoord } from './command-line.ts';

const page = readFileSync('docs/clinics.md', 'utf8');

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** The lint of a policy as the page has it: what it counts, and a row for each failure. */
function saidOf(policy: string): string {
  const call = akkoord(['lint', policy, '--format', 'json']);
  const { errors, warnings, notes, findings } = JSON.parse(call.out) as Linted;
  const counts = [counted(errors, 'error'), counted(warnings, 'warning'), counted(notes, 'note')];
  const rows = findings
    .filter(({ verdict }) => verdict === 'failed')
    .map(({ number, rule, severity, evidence }) => {
      return `| ${number} \`${rule}\` | ${severity} | ${evidence} |`;
    });
  const head = rows.length > 0 ? ['', '| rule | verdict | evidence |', '|---|---|---|'] : [];
  return [`\`akkoord lint ${policy}\`: ${counts.join(', ')}.`, ...head, ...rows, ''].join('\n');
}

describe('the page on the clinics', () => {
  const policies = readdirSync('consent-config/clinics').filter((name) => !name.includes('.lock.'));
  for (const name of policies) {
    it(`says of ${name} what the lint says`, () => {
      const said = saidOf(`consent-config/clinics/${name}`);
      assert.ok(page.includes(`\n\n${said}\n`), `docs/clinics.md has to say:\n\n${said}`);
    });
  }

  it('would be found to say something else', () => {
    const said = saidOf('consent-config/clinics/2pass.json');
    assert.match(said, /\n\| \d+ `[a-z-]+` \| (error|warning|note) \| .+ \|\n$/);
    assert.ok(!page.includes(said.replace(/\d+ warning/, '77 warning')));
  });
});
