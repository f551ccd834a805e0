// SPDX-License-Identifier: MIT
/**
 * Reads every include and import and holds it against the folders' table: arrows point one way,
 * web -> wasm -> core; cli, collector -> core.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { describe, it } from 'node:test';

/** Which files, and what they may include or import beside their language's own library. */
interface Layer {
  readonly files: RegExp;
  readonly may: readonly RegExp[];
}

const coreHeader = /^core\/[a-z0-9_]+\.h$/;
const compileHeader = /^core\/compile\/[a-z0-9_]+\.h$/;
const declareHeader = /^core\/declare\/[a-z0-9_]+\.h$/;
const lintHeader = /^core\/lint\/[a-z0-9_]+\.h$/;
const eventHeader = /^core\/event\/[a-z0-9_]+\.h$/;
const proofHeader = /^core\/proof\/[a-z0-9_]+\.h$/;
const serverHeader = /^core\/compile\/server\/[a-z0-9_]+\.h$/;

const layers: readonly Layer[] = [
  { files: /^core\/[^/]+\.(cc|h)$/, may: [coreHeader] },
  {
    files: /^core\/compile\/[^/]+\.(cc|h)$/,
    may: [coreHeader, compileHeader, /^nlohmann\//],
  },
  {
    files: /^core\/compile\/server\/[^/]+\.(cc|h)$/,
    may: [coreHeader, compileHeader, serverHeader],
  },
  {
    files: /^core\/declare\/[^/]+\.(cc|h)$/,
    may: [coreHeader, compileHeader, declareHeader, /^nlohmann\//],
  },
  {
    files: /^core\/lint\/[^/]+\.(cc|h)$/,
    may: [coreHeader, compileHeader, lintHeader, /^nlohmann\//],
  },
  {
    files: /^core\/event\/[^/]+\.(cc|h)$/,
    may: [coreHeader, compileHeader, eventHeader, /^nlohmann\//, /^simdjson\.h$/],
  },
  {
    files: /^core\/proof\/[^/]+\.(cc|h)$/,
    may: [coreHeader, compileHeader, proofHeader, /^openssl\/evp\.h$/],
  },
  { files: /^wasm\/page_module\.cc$/, may: [coreHeader] },
  {
    files: /^wasm\/studio[a-z_]*\.(cc|h)$/,
    may: [coreHeader, compileHeader, declareHeader, lintHeader, /^wasm\/studio/, /^emscripten\//],
  },
  {
    files: /^collector\/[^/]+\.(cc|h)$/,
    may: [
      coreHeader,
      compileHeader,
      eventHeader,
      proofHeader,
      /^collector\//,
      /^boost\/(asio|beast)/,
      /^nlohmann\//,
      /^date\/tz\.h$/,
      /^openssl\//,
      /^(sqlite3|sodium|curl\/curl|unistd|fcntl|signal|arpa\/inet|sys\/(file|resource|socket|stat|un))\.h$/,
    ],
  },
  {
    files: /^collector\/dashboard\/[^/]+\.(cc|h)$/,
    may: [
      coreHeader,
      compileHeader,
      eventHeader,
      proofHeader,
      /^collector\//,
      /^nlohmann\//,
      /^(sodium|openssl\/hmac)\.h$/,
    ],
  },
  {
    files: /^cli\/inspection\/[^/]+\.(cc|h)$/,
    may: [coreHeader, compileHeader, /^cli\/inspection\//, /^nlohmann\//],
  },
  {
    files: /^cli\/browser\/[^/]+\.(cc|h)$/,
    may: [
      /^cli\/(browser\/|descriptor\.h$|inspection\/(visit_record|json_reading)\.h$)/,
      /^nlohmann\//,
      /^(unistd|fcntl|poll|signal|spawn|sys\/(socket|types|wait))\.h$/,
    ],
  },
  {
    files: /^cli\/lint\/[^/]+\.(cc|h)$/,
    may: [
      coreHeader,
      compileHeader,
      lintHeader,
      /^cli\/(lint|browser|inspection)\/|^cli\/descriptor\.h$/,
      /^nlohmann\//,
      /^(unistd|poll|arpa\/inet|netinet\/in|sys\/socket)\.h$/,
    ],
  },
  {
    files: /^cli\/lint\/page\/[a-z-]+\.ts$/,
    may: [/^cli\/lint\/(page\/[a-z-]+\.ts|words\.json)$/],
  },
  {
    files: /^cli\/[^/]+\.(cc|h)$/,
    may: [
      coreHeader,
      compileHeader,
      declareHeader,
      serverHeader,
      lintHeader,
      /^cli\//,
      /^nlohmann\//,
      /^(unistd|fcntl|spawn|sys\/(stat|wait))\.h$/,
    ],
  },
  { files: /^wasm\/.*\.ts$/, may: [/^wasm\//] },
  { files: /^web\/(loader|later\/[a-z-]+)\.ts$/, may: [/^web\//] },
  { files: /^web\/guard\//, may: [/^web\/guard\//, /^web\/(page-module|hand-over)\.ts$/] },
  {
    files: /^web\/banner\//,
    may: [/^web\/banner\//, /^web\/(records|page-data)\.ts$/],
  },
  {
    files: /^web\/embeds\//,
    may: [
      /^web\/embeds\//,
      /^web\/banner\/(element|language|lifetime)\.ts$/,
      /^web\/page-data\.ts$/,
    ],
  },
  {
    files: /^web\/declaration\//,
    may: [
      /^web\/declaration\//,
      /^web\/banner\/(element|chooser|receipt-offer)\.(ts|css)$/,
      /^web\/records\.ts$/,
    ],
  },
  {
    files: /^web\/tell\//,
    may: [
      /^web\/tell\//,
      /^web\/banner\/(language|receipt-offer)\.ts$/,
      /^web\/(page-data|records|running-page)\.ts$/,
    ],
  },
  {
    files: /^web\/inspector\//,
    may: [
      /^web\/inspector\//,
      /^web\/banner\/(element|language)\.ts$/,
      /^web\/guard\/(held|stored-names)\.ts$/,
      /^web\/(api|page-data|page-module)\.ts$/,
    ],
  },
  {
    files: /^web\/[^/]+\.ts$/,
    may: [
      /^web\/[^/]+\.ts$/,
      /^web\/guard\//,
      /^web\/later\/later\.ts$/,
      /^web\/banner\/chooser\.ts$/,
      /^web\/tell\/tell\.ts$/,
    ],
  },
  { files: /^demo-site\//, may: [/^demo-site\//, /^node:/] },
];

const skipped = new Set(['node_modules', 'out', 'dist', '.git']);

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name)) return [];
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.(cc|h|ts)$/.test(entry.name) ? [path] : [];
  });
}

/** What a file asks for: includes as written, imports as paths from the root. */
function asksFor(file: string, text: string): string[] {
  if (!file.endsWith('.ts')) {
    const includes = [...text.matchAll(/^#include\s+[<"]([^>"]+)[>"]/gm)].map((m) => m[1] ?? '');
    return includes.filter((name) => name.includes('/') || name.includes('.'));
  }
  const imports = text.matchAll(/(?:^|\n)(?:import|export)\s[^'"]*?from\s+'([^']+)'/g);
  return [...imports].map(([, name = '']) =>
    name.startsWith('.') ? posix.normalize(posix.join(dirname(file), name)) : name,
  );
}

function wrongArrows(file: string, text: string): string[] {
  const layer = layers.find(({ files }) => files.test(file));
  if (layer === undefined) return [];
  return asksFor(file, text).filter((name) => !layer.may.some((allowed) => allowed.test(name)));
}

const roots = ['core', 'wasm', 'web', 'cli', 'collector', 'demo-site'];
const files = roots.flatMap((root) => sources(root));

describe('layering', () => {
  for (const file of files) {
    it(`${file} asks only for what its folder may see`, () => {
      assert.deepEqual(wrongArrows(file, readFileSync(file, 'utf8')), []);
    });
  }

  it('every source has a layer', () => {
    const homeless = files.filter((file) => !layers.some((layer) => layer.files.test(file)));
    assert.deepEqual(homeless, []);
  });

  it('an arrow the wrong way is seen', () => {
    const upwards = '#include "core/compile/read.h"\n#include <nlohmann/json.hpp>\n';
    assert.deepEqual(wrongArrows('core/blob.cc', upwards), [
      'core/compile/read.h',
      'nlohmann/json.hpp',
    ]);
    const sideways = "import { sweep } from '../guard/sweep.ts';\n";
    assert.deepEqual(wrongArrows('web/banner/banner.ts', sideways), ['web/guard/sweep.ts']);
  });

  it('no name says nothing', () => {
    const empty = /(^|\/)(utils?|helpers?|common|misc|manager|base)(\/|\.[a-z.]+$)/;
    assert.deepEqual(
      [...files, ...sources('tests')].filter((file) => empty.test(file)),
      [],
    );
  });
});
