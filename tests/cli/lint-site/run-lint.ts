// SPDX-License-Identifier: MIT
/** Runs `akkoord lint --site` on a small clinic, in this process's own time: the site is served by it. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { program, service, smallPolicy } from '../command-line.ts';
import { type Fault, openSmallClinic } from './small-clinic.ts';

export interface Finding {
  readonly rule: string;
  readonly number: number;
  readonly verdict: 'passed' | 'failed' | 'not_checked';
  readonly severity: string | null;
  readonly page: string | null;
  readonly evidence: string;
  readonly remedy: string;
}

export interface Linted {
  readonly exitCode: number | null;
  readonly err: string;
  readonly out: string;
  readonly findings: readonly Finding[];
}

/** What the small clinic does when it has no faults. */
export function clinicPolicy(changes: Readonly<Record<string, unknown>> = {}): string {
  const day = (name: string, lifetime_days: number): unknown => ({ name, lifetime_days });
  return smallPolicy({
    controller: {
      name: 'Small Clinic BV',
      country: 'BE',
      address: 'Parklaan 1, Antwerp',
      email: 'privacy@small.test',
      privacy_notice: '/privacy/',
    },
    languages: ['en', 'nl'],
    sensitive_routes: ['/treatments/'],
    services: [
      service('memory', 'mandatory', [], {
        purpose: { en: 'Keeps your choice.', nl: 'Bewaart uw keuze.' },
        cookies: [day('choice', 182)],
      }),
      service('counter', 'analytical', ['counter.test'], {
        purpose: { en: 'Counts visits.', nl: 'Telt bezoeken.' },
        cookies: [day('_count', 30)],
      }),
      service('ads', 'advertising', ['ads.test'], {
        purpose: { en: 'Shows advertising.', nl: 'Toont reclame.' },
      }),
    ],
    ...changes,
  });
}

export function runLint(words: readonly string[]): Promise<Linted> {
  const child = spawn(program, ['lint', ...words, '--format', 'json', '--wait', '1']);
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    out += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    err += part;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => {
      const findings = out ? (JSON.parse(out) as { findings: Finding[] }).findings : [];
      resolve({ exitCode, err, out, findings });
    });
  });
}

/** Lints a small clinic that has these faults. */
export async function lintClinic(folder: string, faults: readonly Fault[]): Promise<Linted> {
  const clinic = await openSmallClinic(faults);
  const policy = join(folder, 'small.json');
  writeFileSync(policy, clinicPolicy());
  try {
    return await runLint([
      policy,
      ...['--lock', 'none', '--site', 'http://www.small.test/'],
      `--host-rules=MAP * 127.0.0.1:${clinic.port}`,
    ]);
  } finally {
    await clinic.close();
  }
}

/** What was seen of `rule` where it failed. */
export function failures({ findings }: Linted, rule: string): readonly string[] {
  return findings
    .filter((one) => one.rule === rule && one.verdict === 'failed')
    .map(({ evidence }) => evidence);
}
