// SPDX-License-Identifier: MIT
/** The places of a policy that the schema describes, and a policy that has them all. */
import { readFileSync } from 'node:fs';
import { service, smallPolicy } from '../cli/command-line.ts';
import { type Json, resolved, type Schema } from './json-schema.ts';

export const schema: Schema = JSON.parse(
  readFileSync('consent-config/policy.schema.json', 'utf8'),
) as Schema;

/** A policy with every key that there is. */
export const whole: Json = {
  ...(JSON.parse(smallPolicy()) as Record<string, Json>),
  site: {
    hosts: ['www.2passclinic.test'],
    first_party: ['cdn.x.test'],
    web_sockets: ['live.x.test'],
    forms: ['f.x.test'],
    webrtc: false,
    cookie_domain: '2passclinic.test',
  },
  controller: {
    name: 'C',
    country: 'BE',
    address: 'A',
    email: 'a@b.test',
    dpo: null,
    privacy_notice: '/p/',
  },
  records: { prefix: 'cc_', lifetime_days: 182, names: {} },
  on_grant: 'reload',
  enforcement: 'enforce',
  services: [
    service('full', 'analytical', ['full.test'], {
      provider: { name: 'P', country: 'BE', notice: '/privacy/' },
      purpose: { en: 'What.' },
      web_sockets: ['full.test'],
      paths: ['/p/'],
      cookies: [{ name: '_c', lifetime_days: 2, host: 'c.test', path: '/', http_only: false }],
      local_storage: ['l'],
      session_storage: ['s'],
      indexed_db: ['i'],
      caches: ['c'],
      session_replay: false,
      embed: 'placeholder',
      embed_elements: ['.full'],
      basis: 'consent',
      transfer: { basis: 'scc', countries: ['US'] },
    }),
    { preset: 'vimeo' },
    'youtube',
  ],
  sensitive_routes: ['/t/'],
  banner: { layout: 'box', theme: {}, text: { en: {} } },
  collector: { endpoint: '/consent' },
} as unknown as Json;

export interface Place {
  readonly pointer: readonly string[];
  readonly schema: Schema;
}

/** Every place of a policy that the schema describes, with items as the first and maps at "en". */
export function placesOf(given: Schema, pointer: readonly string[] = []): Place[] {
  const own = resolved(given, schema);
  const below: (readonly [string, Schema])[] = Object.entries(own.properties ?? {});
  const others = own.additionalProperties;
  if (typeof others === 'object') below.push(['en', others]);
  const inside = below.flatMap(([key, one]) => placesOf(one, [...pointer, key]));
  if (own.items !== undefined) inside.push(...itemPlaces(own.items, pointer));
  return [{ pointer, schema: own }, ...inside];
}

function itemPlaces(items: Schema, pointer: readonly string[]): Place[] {
  const { oneOf = [] } = resolved(items, schema);
  if (pointer.join() !== 'services') return placesOf(items, [...pointer, '0']);
  return oneOf.flatMap((branch) => {
    const { properties } = resolved(branch, schema);
    const byName = properties === undefined ? '2' : '0';
    return placesOf(branch, [...pointer, !('preset' in (properties ?? {})) ? byName : '1']);
  });
}

export function put(value: Json, [key, ...rest]: readonly string[], by: Json): Json {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((item, i) => (`${i}` === key ? put(item, rest, by) : item));
  const copy: Record<string, Json> = { ...(value as Record<string, Json>) };
  if (key.startsWith('lifetime') && rest.length === 0) {
    for (const one of ['lifetime', 'lifetime_s', 'lifetime_days'])
      if (!('prefix' in copy)) delete copy[one];
  }
  copy[key] = put(copy[key] ?? (rest[0] === '0' ? [null] : {}), rest, by);
  return copy;
}

/** Texts that are right for one format or another, and texts that nearly are. */
export const candidates: readonly string[] = [
  ...[
    '',
    ' ',
    'a',
    'A',
    '0',
    'a-b',
    'a--b',
    '-a',
    'a-',
    'a_b',
    'a.b',
    'a..b',
    '.a',
    'a.',
    'a b',
    'a\nb',
  ],
  ...[
    'a-.b',
    'a.-b',
    'x_y.test',
    '_x.test',
    'WWW.a.test',
    'xn--a.test',
    '\u00e9.test',
    'a.test:80',
  ],
  ...['a.test:', 'a.test:123456', 'a.test/', 'a.test/x', 'a.test/x/', 'a.test//', 'a.test/x?y=1'],
  ...[
    'a.test?x',
    'a.test/?x?y',
    'a.test/x#y',
    'a.test/x y',
    "a.test/x'y",
    'a.test/x,y',
    'a.test/x;y',
  ],
  ...['a.test/(x)', 'a.test/x*y', 'a.test/%41', 'a.test/%zz', 'a.test/~._!$&()+=:@-', 'a.test/<x>'],
  ...[
    '*.a.test',
    '*.a.test/x',
    '*a.test',
    '*',
    '*.',
    '*.*',
    '*.*.test',
    'a.*.test',
    'https://a.test',
  ],
  ...[
    '//a.test',
    '/',
    '/x',
    '/x/',
    '//',
    '//x',
    '/x//y',
    '/x?y',
    '/x y',
    '/%41',
    '/\u00e9',
    '/x\\y',
  ],
  ...[
    '/"x"',
    '/<x>',
    'http://a.test/',
    'https://',
    'https://a',
    'https://a b',
    'https://\u00e9.test',
  ],
  ...[
    'javascript:alert(1)',
    'en',
    'EN',
    'nl-BE',
    'nl-be',
    'nld',
    'n',
    'nl_BE',
    'nl-BEL',
    'BE',
    'be',
  ],
  ...[
    'B',
    'BEL',
    'UK',
    '#1a5f7a',
    '#1A5F7A',
    '1a5f7a',
    '#fff',
    '#1a5f7g',
    '#1a5f7a0',
    '_ga',
    '_ga_*',
  ],
  ...[
    '_ga*x',
    '**',
    '_c;;i',
    'a;b',
    'a=b',
    'a,b',
    'a"b',
    'cookie_consent_',
    '__Host-x',
    'x(y)',
    'x\\y',
  ],
  ...[
    '\u0007',
    '\u007f',
    'a@b.test',
    'a@b',
    '@b.test',
    'a@',
    'a b@c.test',
    'a@b@c.test',
    'full',
    'analytical',
  ],
  ...[
    'reload',
    'next-page',
    'Reload',
    'box',
    'none',
    'consent',
    'session',
    'i'.repeat(64),
    'i'.repeat(65),
  ],
  ...[
    '.a',
    '.a.b',
    '.1a',
    '.-a',
    '.',
    '#a',
    'a:hover',
    'a > b',
    'a,b',
    'div',
    'my-element',
    'a-b.c',
    'A.b',
    'a-.b',
    '1a.b',
    '[a]',
    '[data-x]',
    '[data-x=""]',
    '[data-x="v w"][y]',
    'div.a[data-x="https://a.test/?b=c&d#e%20"]',
    '[data-x=v]',
    "[data-x='v']",
    '[data-x="v]',
    '[data-x="v"',
    '[data-x="a\\\\"]',
    '[data-x="<"]',
    '[]',
    '[1a]',
    '[a-]',
    '[a ]',
    '*',
    '.a*',
    '.a ',
  ],
  ...['h'.repeat(253), 'h'.repeat(254), `a.test/${'p'.repeat(505)}`, `a.test/${'p'.repeat(506)}`],
  ...[
    '\ud83d\ude00'.repeat(60),
    '\ud83d\ude00'.repeat(61),
    'google-tag-manager',
    '2passclinic.test',
  ],
];
