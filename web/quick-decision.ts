// SPDX-License-Identifier: MIT
/**
 * The page policy that the records allow, from the compiled table: the core's decision in small.
 *
 * The formats are drawn in core/record.h and core/records.h. Where this grants too much all the same, the core,
 * arriving later, narrows it.
 */
import type { Table } from './hand-over.ts';

const advertising = 3;
const offFlag = 8;
const exemptFlag = 16;
const maxLifetime_s = 34_560_000;
const maxClockSkew_s = 300;
/** More than this the page module does not take in one piece (web/page-module.ts). */
const maxCookieChars = 21_000;

/** All record cookies, by commas: the record, four categories, exceptions, sensitive routes. */
const recordsForm =
  /^1\.([1-9]\d*)\.([1-9]\d{0,11})\.([1-9]\d{0,11})\.([\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}|0{8}(-0{4}){3}-0{12})(,[01](;[01])*){4},([+-](?![^.,]{65})[a-z\d]+(-[a-z\d]+)*(\.(?!,)|(?=,)))*,[01]?$/;

export function quickPolicy(
  { r, n, o, f = '', s = {}, p = [] }: Table,
  cookies: string,
  path: string,
  gpc: boolean | undefined,
  now_s: number,
  /** Hears whether the records let `services` through, all of them. */
  judge: (grants: (services: string) => boolean) => void = () => {},
): string {
  const values: Record<string, string> = {};
  for (const pair of cookies.split('; ')) {
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    // Twins that differ stand side by side: a category's refuse it, those of others are malformed.
    values[name] = (values[name] ?? value) === value ? value : `${values[name]};${value}`;
  }
  let records = n.map((name) => values[name] ?? '');
  const [, revision, issued_s = 0, expires_s = 0] =
    recordsForm.exec(records.join())?.map(Number) ?? [];
  if (
    cookies.length > maxCookieChars ||
    revision !== r ||
    issued_s > now_s + maxClockSkew_s ||
    issued_s > expires_s ||
    now_s >= Math.min(expires_s, issued_s + maxLifetime_s)
  ) {
    records = [];
  }
  const exceptions = `${records[5]}`.split('.');
  const sensitive = records[6] !== '1' && p.some((route) => path.startsWith(route));
  const grants = (service: string): unknown => {
    const [text, id] = service.split(' ');
    const flags = Number(text);
    const category = flags & 7;
    return (
      (flags & exemptFlag || // what needs no consent may still be objected to
        records[category] === '1' ||
        exceptions.includes(`+${id}`)) &&
      !exceptions.includes(`-${id}`) &&
      !(gpc && category === advertising) &&
      !(sensitive && (flags & (offFlag | 7)) >= advertising)
    );
  };
  const allGranted = (services: string): boolean => services.split(',').every(grants);
  judge(allGranted);
  const sources = Object.keys(s).map((services) => allGranted(services) && s[services]);
  return policyText([o, ...sources.filter(Boolean)], f);
}

/** The page policy in the form that all of Akkoord agrees on, but for sources named twice. */
export function policyText(sources: readonly unknown[], tail = ''): string {
  return `default-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' data: blob: ${sources.join(' ')}; form-action 'self'${tail}`;
}
