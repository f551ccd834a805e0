// SPDX-License-Identifier: MIT
/** Cookies made to keep a regular expression busy: up to what servers take, 8 KB. */
import assert from 'node:assert/strict';
import type { StudioPolicy } from '../../wasm/studio-api.ts';
import { chosen, everything, policiesOf, visit } from './compare.ts';
import type { RunningServer } from './running-server.ts';

const room_bytes = 7_500;
/** Plenty even on a busy machine; backtracking that doubles with each byte would take years. */
const bound_ms = 2_000;

function filled(part: string, start = ''): string {
  return start + part.repeat(Math.floor((room_bytes - start.length) / part.length));
}

function hostileCookies(policy: StudioPolicy): string[] {
  const all = chosen(policy, everything);
  const record = (all.split('; ')[0] ?? '').replace(/.$/, 'x');
  return [
    ...[';', ' ', '; ', '=', 'cookie_consent_', 'cookie_consent_ga=', 'cookie_consent_ga =\t'],
    ...[
      'cookie_consent_ga=1;',
      'cookie_consent_sv=+a.',
      'cookie_consent_sv=+a-a.-a;',
      `${record};`,
    ],
  ]
    .flatMap((part) => [filled(part), filled(part, `${all}; `)])
    .concat([
      filled('+a-b.', 'cookie_consent_sv='),
      filled('a', 'cookie_consent_sv=+'),
      filled('a-', 'cookie_consent_sv=+'),
      filled(' ', 'cookie_consent_sv='),
      filled('1', 'cookie_consent_set='),
      filled('1.', 'cookie_consent_set='),
    ]);
}

/** The slowest of all hostile cookies stays within a bound; what is sent is at most what is granted. */
export async function assertQuick(server: RunningServer, policy: StudioPolicy): Promise<void> {
  for (const cookies of hostileCookies(policy)) {
    const start_ms = performance.now();
    const answer = await visit(server, { cookies });
    const took_ms = performance.now() - start_ms;
    assert.ok(took_ms < bound_ms, `${took_ms} ms for ${cookies.slice(0, 60)}`);
    assert.ok(answer.status >= 400 || policiesOf(answer).length === 1, `${answer.status}`);
  }
}
