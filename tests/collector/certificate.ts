// SPDX-License-Identifier: MIT
/** Certificates that sign themselves, made by openssl. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Certificate {
  readonly certificate: string;
  readonly key: string;
  /** The certificate's text, for who is to trust it. */
  readonly pem: string;
}

/** Makes NAME.pem and NAME.key in `folder`, for www.small.test and as many days. */
export function makeCertificate(folder: string, name: string, days = 90): Certificate {
  const [certificate, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
  const words = [
    ...['req', '-x509', '-nodes', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
    ...['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:www.small.test'],
    ...['-days', String(days), '-keyout', key, '-out', certificate],
  ];
  const run = spawnSync('openssl', words, { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return { certificate, key, pem: readFileSync(certificate, 'utf8') };
}
