// SPDX-License-Identifier: MIT
/**
 * The page policy that the records allow, from the compiled table: the core's decision in small.
 *
 * The formats are drawn in core/record.h and core/records.h. Of twins the stricter value counts; what is odd
 * spoils all. Where this grants too much all the same, the core, arriving later, narrows it.
 */
import type { Table } from './hand-over.ts';

const advertising = 3;
const replayFlag = 8;
const exemptFlag = 16;
const maxLifetime_s = 34_560_000;
const maxClockSkew_s = 300;

/**
 * All record cookies, one a line in their order, a ';' ahead of each twin:
 * the record (twins alike), four categories, exceptions, sensitive routes.
 */
const recordsForm =
  /^;(1\.([1-9]\d*)\.([1-9]\d{0,11})\.([1-9]\d{0,11})\.([\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}|0{8}(-0{4}){3}-0{12}))(;\1)*(\n(;[01])+){4}\n(;|[+-][a-z\d]+(-[a-z\d]+)*(\.(?=[+-])|(?=[;\n])))*\n(;[01])*$/;

export function quickPolicy(
  { r, n, o = '', f = '', s = [], x = [], p = [] }: Table,
  cookies: string,
  path: string,
  gpc: boolean | undefined,
  now_s: number,
): string {
  let lines = n.map((name) =>
    `; ${cookies}`
      .split(`; ${name}=`)
      .slice(1)
      .map((rest) => `;${rest.split(';')[0]}`)
      .join(''),
  );
  const form = recordsForm.exec(lines.join('\n')) ?? [];
  const [, , revision, issued_s = 0, expires_s = 0] = form.map(Number);
  if (
    revision !== r ||
    issued_s > now_s + maxClockSkew_s ||
    issued_s > expires_s ||
    now_s >= expires_s ||
    now_s >= issued_s + maxLifetime_s
  ) {
    lines = [];
  }
  const says = (line: number): unknown => lines[line] && !lines[line].includes('0');
  const exceptions = `${lines[5]}`
    .split(';')
    .slice(1)
    .map((list) => list.split('.'));
  const sensitive = !says(6) && p.some((route) => path.startsWith(route));
  const sources = [opening, o];
  const granted: unknown[] = [];
  for (let at = 0; at < s.length; at += 3) {
    const flags = s[at + 1] as number;
    const category = flags & 7;
    const grants =
      !category ||
      ((flags & exemptFlag || // what needs no consent may still be objected to
        says(category) ||
        (exceptions[0] && exceptions.every((list) => list.includes(`+${s[at]}`)))) &&
        !exceptions.some((list) => list.includes(`-${s[at]}`)) &&
        !(gpc && category === advertising) &&
        !(sensitive && (category >= advertising || flags & replayFlag)));
    granted.push(grants);
    if (grants) sources.push(s[at + 2] as string);
  }
  for (let at = 0; at < x.length; at += 2) {
    const all = x[at + 1] as readonly number[];
    if (all.every((service) => granted[service])) sources.push(x[at] as string);
  }
  return policyText(sources, f);
}

/** How every page policy begins; sources follow. */
export const opening =
  "default-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' data: blob:";

/** The page policy in the form that all of Akkoord agrees on; each source once. */
export function policyText(sources: readonly string[], forms: string): string {
  const words = new Set(sources.join(' ').trim().split(/ +/));
  return `${[...words].join(' ')}; form-action 'self' ${forms}`.trim();
}
