// SPDX-License-Identifier: MIT
/** Policies that no one means well with: each is refused with a clear message, and quickly. */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadBuiltStudio } from '../studio/studio-module.ts';
import { akkoord, filesIn, newFolder, service, smallPolicy } from './command-line.ts';

let folder = '';
before(() => {
  folder = newFolder();
});
after(() => rmSync(folder, { recursive: true }));

const quick_ms = 5000;
const mebibyte = 1 << 20;

interface BadPolicy {
  readonly input: string | Uint8Array;
  /** What must be said, with the place where there is one. */
  readonly says: RegExp;
  /** How many errors; 1 unless told. */
  readonly errors?: number;
}

function bytes(...parts: (string | readonly number[])[]): Uint8Array {
  return Buffer.concat(parts.map((part) => Buffer.from(part as string)));
}

const text = smallPolicy();
const twins = [
  service('counter', 'analytical', ['a.test']),
  service('counter', 'social', ['b.test']),
];
const claimants = [
  service('one', 'analytical', ['a.test/x']),
  service('two', 'social', ['a.test/x']),
];

const bad: Readonly<Record<string, BadPolicy>> = {
  'an empty file': { input: '', says: /^\(standard input\):1:1: error: not JSON: / },
  'blanks alone': { input: ' \n\n', says: /:3:1: error: not JSON: / },
  'a string instead of a policy': { input: '"x"', says: /:1:1: error: .*must be an object/ },
  'a list instead of a policy': { input: '[]', says: /:1:1: error: .*must be an object/ },
  null: { input: 'null', says: /:1:1: error: .*must be an object/ },
  'a string of 1 MiB': {
    input: smallPolicy({ id: 'x'.repeat(mebibyte - 700) }),
    says: /:2:9: error: "id" has \d+ characters, more than 64: "x{1,200}\.\.\." \(\/id\)/,
  },
  'a key of 1 MiB': {
    input: smallPolicy({ ['k'.repeat(mebibyte - 700)]: 1 }),
    says: /: error: unknown key "k{1,200}\.\.\."/,
  },
  'more than 1 MiB': {
    input: smallPolicy({ id: 'x'.repeat(mebibyte) }),
    says: /^\(standard input\): error: the file has more than the 1048576 bytes that are read/,
  },
  'deep nesting of lists': {
    input: '['.repeat(100_000),
    says: /:1:17: error: nested deeper than 16/,
  },
  'deep nesting of objects': {
    input: '{"a":'.repeat(100_000),
    says: /: error: nested deeper than 16 levels/,
  },
  'deep nesting within a policy': {
    input: text.replace('"counter.test"', `${'['.repeat(50_000)}${']'.repeat(50_000)}`),
    says: /: error: nested deeper than 16 levels/,
  },
  'a duplicate key': {
    input: text.replace('"revision": 1,', '"revision": 1,\n  "revision": 2,'),
    says: /:4:3: error: duplicate key "revision" \(\/revision\)\n {4}It stands at .*3:3/,
  },
  'a key that is a duplicate by an escape': {
    input: text.replace('"revision": 1,', '"revision": 1,\n  "revisi\\u006fn": 2,'),
    says: /:4:3: error: duplicate key "revision"/,
  },
  'duplicate service ids': {
    input: smallPolicy({ services: twins }),
    says: /: error: service "counter" is there twice \(\/services\/1\/id\)\n {4}It stands at .*:\d+:\d+/,
  },
  'a preset named twice': {
    input: smallPolicy({ services: ['youtube', { preset: 'youtube', category: 'functional' }] }),
    says: /: error: service "youtube" is there twice \(\/services\/1/,
  },
  'a pattern of two services': {
    input: smallPolicy({ services: claimants }),
    says: /: error: "a\.test\/x" is claimed by "one" and "two" \(\/services\/1\/urls\/0\)\n {4}The other claim stands at .*:\d+:\d+/,
  },
  'bytes that are not UTF-8': {
    input: bytes('{"id": "', [0xff], '"}'),
    says: /:1:9: error: byte 9 is not UTF-8: \\xFF/,
  },
  'a character cut short': {
    input: bytes('{"id": "', [0xc3]),
    says: /:1:9: error: byte 9 is not UTF-8/,
  },
  'an overlong form': {
    input: bytes('{"id": "', [0xc0, 0xaf], '"}'),
    says: /:1:9: error: byte 9 is not UTF-8/,
  },
  'half a surrogate pair as bytes': {
    input: bytes('{"id": "', [0xed, 0xa0, 0x80], '"}'),
    says: /:1:9: error: byte 9 is not UTF-8/,
  },
  'half a surrogate pair escaped': {
    input: '{"id": "\\ud800"}',
    says: /:1:\d+: error: not JSON: /,
  },
  'a byte order mark': {
    input: bytes([0xef, 0xbb, 0xbf], text),
    says: /:1:1: error: the file begins with a byte order mark\n {4}Save it as UTF-8 without BOM\./,
  },
  'UTF-16': { input: Buffer.from(`\ufeff${text}`, 'utf16le'), says: /:1:1: error: / },
  'a NUL': { input: text.replace('"small"', '"sm\u0000ll"'), says: /:2:\d+: error: not JSON: / },
  'a number beyond counting': {
    input: text.replace('"revision": 1', '"revision": 1e999'),
    says: /:3:\d+: error: not JSON: a number beyond what can be counted/,
  },
  'a revision beyond 32 bits': {
    input: text.replace('"revision": 1', '"revision": 4294967296'),
    says: /:3:15: error: "revision" is 4294967296, above the largest value 4294967295/,
  },
  'a fraction for a whole number': {
    input: text.replace('"revision": 1', '"revision": 1.5'),
    says: /:3:15: error: "revision" must be a whole number, not the number 1\.5/,
  },
  'two values': { input: `${text}{}`, says: /: error: not JSON: .*\n {4}JSON is one value/ },
  'a comment': { input: `// x\n${text}`, says: /:1:1: error: .*\n {4}JSON has no comments/ },
  'a comma too many': {
    input: '{"id": "x",\n}',
    says: /:2:1: error: .*\n {4}Remove the comma before it\./,
  },
  'an end that is missing': {
    input: text.slice(0, -3),
    says: /: error: .*\n {4}A closing bracket or quote is missing/,
  },
};

describe('a policy that is', () => {
  for (const [name, { input, says, errors = 1 }] of Object.entries(bad)) {
    it(`${name} is refused`, () => {
      const { exitCode, out, err, took_ms } = akkoord(
        ['compile', '-', '-o', join(folder, 'none')],
        { input },
      );
      assert.deepEqual([exitCode, out], [1, ''], err.slice(0, 2000));
      assert.match(err, says);
      assert.equal(err.match(/: error: /g)?.length, errors, err.slice(0, 2000));
      assert.match(err, /\n\d+ errors?\. Nothing was written\.\n$/);
      assert.ok(err.length < 20_000, `${err.length} bytes of messages`);
      assert.ok(took_ms < quick_ms, `${took_ms} ms`);
      assert.deepEqual(Object.keys(filesIn(folder)), []);
    });
  }

  it('endless is read no further than its bound', () => {
    const { exitCode, err, took_ms } = akkoord([
      'compile',
      '/dev/zero',
      '-o',
      join(folder, 'none'),
    ]);
    assert.equal(exitCode, 1);
    assert.match(err, /^\/dev\/zero: error: the file has more than the 1048576 bytes/);
    assert.ok(took_ms < quick_ms);
  });

  it('full of odd characters keeps them in its texts and out of the markup', () => {
    const name = '\u0000\u2028</script><!--"\'&\u001b\ud83d\ude00';
    const file = join(folder, 'odd.json');
    writeFileSync(file, smallPolicy({ controller: { name, country: 'BE', privacy_notice: '/' } }));
    const site = join(folder, 'site');
    assert.equal(akkoord(['compile', file, '-o', site]).exitCode, 0);
    const { 'akkoord.js': script, 'snippet.html': snippet } = filesIn(site);
    assert.ok(!script?.includes(0) && !snippet?.includes(0));
    assert.equal(snippet?.toString('utf8').match(/<\/script/g)?.length, 2);
    rmSync(site, { recursive: true });
    for (const left of ['odd.json', 'small.lock.json']) rmSync(join(folder, left));
  });
});

/** Every place of a value, as keys and indices from the root. */
function placesOf(value: unknown, place: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [place];
  return [
    place,
    ...Object.entries(value).flatMap(([key, item]) => placesOf(item, [...place, key])),
  ];
}

function replaced(value: unknown, place: readonly string[], by: unknown): unknown {
  const [key, ...rest] = place;
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string,
    unknown
  >;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

const whole = {
  ...(JSON.parse(text) as object),
  site: { hosts: ['www.small.test'], first_party: ['cdn.small.test'], forms: ['f.small.test'] },
  records: { prefix: 'cc_', lifetime_days: 182, names: { set: 'choice' } },
  sensitive_routes: ['/booking/'],
  banner: {
    layout: 'bar',
    theme: { accent: '#0f5257', radius_px: 4 },
    text: { en: { title: 'Hi' } },
  },
  services: [
    service('counter', 'analytical', ['counter.test'], {
      paths: ['/count/'],
      cookies: [{ name: '_c', lifetime_days: 3 }],
      local_storage: ['c*'],
      session_replay: true,
      basis: 'consent',
    }),
  ],
};

describe('a wrong type', () => {
  it('anywhere in a policy is refused where it stands', async () => {
    const studio = await loadBuiltStudio();
    assert.deepEqual(studio.compile(JSON.stringify(whole)).diagnostics, []);
    for (const place of placesOf(whole)) {
      const given = place.reduce(
        (at, key) => (at as Record<string, unknown>)[key],
        whole as unknown,
      );
      for (const wrong of [null, true, 7.5, [[[]]], { '': {} }]) {
        if (typeof given === 'boolean' && typeof wrong === 'boolean') continue;
        const { ok, diagnostics } = studio.compile(JSON.stringify(replaced(whole, place, wrong)));
        const pointer = place.map((key) => `/${key}`).join('');
        const found = diagnostics.map((one) => one.pointer);
        const what = `${pointer} = ${JSON.stringify(wrong)}: ${found.join(' ')}`;
        assert.equal(ok, false, what);
        assert.ok(
          found.some((one) => one.startsWith(pointer)),
          what,
        );
      }
    }
  });
});

describe('a policy at its limits', () => {
  const services = (count: number): Record<string, unknown>[] =>
    Array.from({ length: count }, (_, i) => service(`s-${i}`, 'analytical', [`h${i}.test`]));
  const compile = (policy: string): ReturnType<typeof akkoord> =>
    akkoord(['headers', '-', '--for', 'plain'], { input: policy });

  it('has 512 services and no more', () => {
    const most = compile(smallPolicy({ services: services(512) }));
    assert.equal(most.exitCode, 0, most.err.slice(0, 500));
    assert.ok(most.took_ms < quick_ms);
    const more = compile(smallPolicy({ services: services(513) }));
    assert.equal(more.exitCode, 1);
    assert.match(more.err, /: error: "services" has 513 entries, more than 512 \(\/services\)/);
  });

  it('has 4,096 patterns and no more', () => {
    const hosts = (count: number): string[] =>
      Array.from({ length: count }, (_, i) => `h${i}.test`);
    const of = (count: number): string =>
      smallPolicy({
        services: [
          service('one', 'analytical', hosts(2048)),
          service('two', 'social', hosts(count + 2048).slice(2048)),
        ],
      });
    const most = compile(of(2048));
    assert.equal(most.exitCode, 0, most.err.slice(0, 500));
    assert.ok(most.took_ms < quick_ms, `${most.took_ms} ms`);
    const more = compile(of(2049));
    assert.equal(more.exitCode, 1);
    assert.match(more.err, /: error: with "two" the policy has more than 4096 patterns and names/);
  });

  it('has ids of 64 bytes and patterns of 512, and none longer', () => {
    const withId = (length: number): string => smallPolicy({ id: 'i'.repeat(length) });
    assert.equal(compile(withId(64)).exitCode, 0);
    assert.equal(compile(withId(65)).exitCode, 1);
    const withPath = (length: number): string =>
      smallPolicy({ services: [service('a', 'social', [`a.test/${'p'.repeat(length - 7)}`])] });
    assert.equal(compile(withPath(512)).exitCode, 0);
    assert.equal(compile(withPath(513)).exitCode, 1);
  });

  it('overlaps thousandfold and is still judged quickly', () => {
    const wide = service('wide', 'social', ['*.test']);
    const { exitCode, took_ms } = compile(smallPolicy({ services: [wide, ...services(511)] }));
    assert.equal(exitCode, 0);
    assert.ok(took_ms < quick_ms, `${took_ms} ms`);
  });
});
