// SPDX-License-Identifier: MIT
/** Record cookies that a browser may send, whoever wrote them: all made of a sound one. */
import { now_s } from '../studio/visitors.ts';

const id = '01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12';
const grants = 'cookie_consent_fu=1; cookie_consent_ga=1; cookie_consent_ma=1; cookie_consent_so=1';

/** All granted, under a record of these fields. */
function records(fields: readonly unknown[]): string {
  return `cookie_consent_set=${fields.join('.')}; ${grants}`;
}

export const sound: string = records([1, 1, now_s, now_s + 1000, id]);

/** Of each field of the record, what it may not be; where that is harmless, the core says so. */
function spoiltFields(): unknown[][] {
  const versions = [0, 2, '01', '', '1.1', 'v1', ' 1', '+1', '\u0661'];
  const revisions = [0, 2, '01', '', '1e0', '-1', 4294967296, 4294967297, '1'.repeat(40)];
  const times = ['', 'x', '-1', '0', `0${now_s}`, '9'.repeat(13), '9'.repeat(300), '1e12', '0x1'];
  const ids = [
    ...['', id.slice(1), `${id}0`, id.toUpperCase(), id.replace('-7', '-4'), `{${id}}`],
    ...[id.replace('-9', '-c'), id.replace(/-/g, ''), `${id}.x`, `${id}\u00e9`],
    '00000000-0000-0000-0000-000000000001',
  ];
  const later = now_s + 1000;
  return [
    ...versions.map((version) => [version, 1, now_s, later, id]),
    ...revisions.map((revision) => [1, revision, now_s, later, id]),
    ...[...times, now_s + 301].map((issued_s) => [1, 1, issued_s, '9'.repeat(12), id]),
    ...[...times, now_s, now_s - 1].map((expires_s) => [1, 1, now_s, expires_s, id]),
    ...ids.map((one) => [1, 1, now_s, later, one]),
  ];
}

/** Lists of exceptions, good and bad; a cookie holds at most 4,096 bytes with its name. */
function exceptionLists(): string[] {
  const many = Array.from({ length: 445 }, () => '+youtube').join('.');
  const others = Array.from({ length: 600 }, (_, i) => `+s-${i}-no`).join('.');
  return [
    ...['', '+', '-', '.', '+.', '..', 'youtube', '+youtube', '+youtube.', '.+youtube', '*', '+*'],
    ...['+youtube..-jotform', '+youtube.+youtube', '+youtube.-youtube', '+no-such', '-no-such'],
    ...['+YouTube', '+you tube', '+youtube,-x', '+youtube+jotform', '++youtube', '+-youtube', '-*'],
    ...['+youtube-', '+you--tube', '+\u00e9', '%2Byoutube', '"+youtube"', '+youtube\t', '+0'],
    ...['+youtube=x', '+youtube.=', '+youtube\u0000', '+__proto__', '+constructor', '-to-string'],
    ...[`+${'i'.repeat(64)}`, `+${'i'.repeat(65)}`, `+${'a-'.repeat(32)}a`, '+youtube.+0.-0'],
    ...[many.slice(0, 3999 - (3999 % 9)), many, others.slice(0, 3990), others.slice(0, 4078)],
    ...['x'.repeat(4079), '+'.repeat(4079), '\u00e9'.repeat(2000)],
  ];
}

/** The sound record with one category or `sr` spoilt, alone or by a twin; and with a cookie renamed. */
function spoiltSiblings(): string[] {
  const values = [
    ...['', '0', '2', '11', '10', '01', '1,0', 'true', ' ', '1\u00e9', '\u0661', '%31', '"1"'],
    '1'.repeat(4079),
  ];
  const names = ['fu', 'ga', 'ma', 'so', 'sr'].map((end) => `cookie_consent_${end}`);
  const all = ['cookie_consent_set', ...names];
  const renamed = (to: (name: string) => string): string[] =>
    all.map((name) => sound.replace(`${name}=`, `${to(name)}=`));
  return [
    ...names.flatMap((name) =>
      values.flatMap((value) => [
        sound.replace(`${name}=1`, `${name}=${value}`),
        `${sound}; ${name}=${value}`,
        `${name}=${value}; ${sound}`,
      ]),
    ),
    ...renamed((name) => `${name}x`),
    ...renamed((name) => `x_${name}`),
    ...renamed((name) => name.toUpperCase()),
    ...all.map((name) => `${sound}; ${name}`),
  ];
}

/** Many or long cookies beside the records. */
function crowds(): string[] {
  const crowd = (bytes: number): string =>
    Array.from({ length: 180 }, (_, i) => `c${i}=${'x'.repeat(bytes)}`).join('; ');
  return [
    `${sound}; ${crowd(400)}`,
    `${crowd(1)}; ${sound}`,
    'cookie_consent_set=; '.repeat(180),
    `${sound}; cookie_consent_set=${'x'.repeat(4000)}`,
    `cookie_consent_set=${'1.'.repeat(2000)}; ${grants}`,
    `cookie_consent_set=\u00e9\u20ac\ud83d\ude00; ${grants}`,
    `a=\ud800; cookie_consent_set=x; ${grants}`,
    `b=cookie_consent_ga=1; ${sound.replace('ga=1', 'ga=0')}`,
  ];
}

export function oddRecords(): string[] {
  const lists = exceptionLists();
  const refusal = sound.replace(/=1(?=;|$)/g, '=0');
  return [
    ...Array.from({ length: sound.length }, (_, end) => sound.slice(0, end)),
    ...Array.from({ length: sound.length }, (_, start) => sound.slice(start)),
    ...spoiltFields().map(records),
    ...lists.map((list) => `${sound}; cookie_consent_sv=${list}`),
    ...lists.map((list) => `cookie_consent_sv=${list}; ${refusal}`),
    ...lists.map((list) => `cookie_consent_sv=${list}; ${sound}; cookie_consent_sv=+youtube`),
    ...spoiltSiblings(),
    ...crowds(),
  ];
}

function listsIn(cookies: string): string[] {
  return [...cookies.matchAll(/_sv=([^;]*)/g)].map(([, list = '']) => list);
}

/** The first that fits is a case's kind: which limit or rule of the core it is about. */
const rules: Readonly<Record<string, (cookies: string) => boolean>> = {
  'cookies beyond 64 KiB': (cookies) => Buffer.byteLength(cookies) > 65_536,
  'lists of exceptions beyond 4,000 bytes': (cookies) =>
    listsIn(cookies).some((list) => Buffer.byteLength(list) > 4000),
  'ids beyond 64 bytes': (cookies) => listsIn(cookies).some((list) => /[+-][^.]{65}/.test(list)),
  'twins of the list of exceptions': (cookies) => listsIn(cookies).length > 1,
  'a list of exceptions': (cookies) => listsIn(cookies).length === 1,
  'all else': () => true,
};

export const kinds: Readonly<Record<string, (cookies: string) => boolean>> = Object.fromEntries(
  Object.keys(rules).map((kind) => [
    kind,
    (cookies: string) => Object.keys(rules).find((one) => rules[one]?.(cookies)) === kind,
  ]),
);
