// SPDX-License-Identifier: MIT
/** What a page pays in bytes: the script and its split, the inline part, what loads on use, the header. */
import { readFileSync } from 'node:fs';
import type { PageData } from '../../web/page-data.ts';
import { unpack } from '../../web/page-module.ts';
import { codeParts } from './code-parts.ts';
import {
  compileClinic,
  compiledText,
  policyHeader,
  type TakenApart,
  takeApart,
} from './compiled-clinic.ts';
import { type Sizes, sizesOf } from './compressed.ts';
import { type Cell, printTable, ratio } from './table.ts';

const target_bytes = { script_brotli: 13_000, bootstrap_gzip: 1_800, header: 4_096 } as const;

const pageModuleFile = 'out/wasm/wasm/akkoord-page.wasm';
const sizeColumns = ['raw', 'gzip -9', 'brotli -q 11', 'target', 'ratio'];

function sizeRow(name: string, sizes: Sizes, measured?: keyof Sizes, target?: number): Cell[] {
  const row: Cell[] = [name, sizes.raw, sizes.gzip, sizes.brotli];
  if (measured === undefined || target === undefined) return row;
  return [...row, `${target.toLocaleString('en')} ${measured}`, ratio(sizes[measured], target)];
}

function printWholes(script: string, data: PageData): void {
  const snippet = compiledText('snippet.html');
  const inline = /<script>(.*?)<\/script>/s.exec(snippet)?.[1] ?? '';
  const bootstrap = sizesOf(readFileSync('out/web/bootstrap.js'));
  printTable(
    'What loads at first',
    ['file', ...sizeColumns],
    [
      sizeRow('akkoord.js', sizesOf(script), 'brotli', target_bytes.script_brotli),
      sizeRow('bootstrap, code alone', bootstrap, 'gzip', target_bytes.bootstrap_gzip),
      sizeRow('bootstrap with table', sizesOf(inline), 'gzip', target_bytes.bootstrap_gzip),
      sizeRow('snippet.html', sizesOf(snippet)),
    ],
  );
  printTable(
    'What loads on use',
    ['file', 'raw', 'gzip -9', 'brotli -q 11'],
    [
      ...['later', 'settings', 'embeds', 'inspector'].map((part) => `akkoord-${part}.js`),
      ...data.langs.map((language) => `${language}.json`),
      ...Object.keys(data.embeds ?? {})
        .slice(0, 1)
        .map((id) => `embed-${id}.html`),
      'presets.json',
    ].map((name) => sizeRow(name, sizesOf(compiledText(name)))),
  );
}

async function printSplit(script: string, { code, data, ...apart }: TakenApart): Promise<void> {
  const { parts, whole } = await codeParts();
  const { wasm, blob, text, ...other } = data;
  const script_brotli = sizesOf(apart.with(data)).brotli;
  const adds = (without: Partial<PageData>): number =>
    script_brotli - sizesOf(apart.with({ ...data, ...without })).brotli;
  const row = (name: string, content: string | Uint8Array, adds_bytes?: number): Cell[] => {
    const { raw, brotli } = sizesOf(content);
    return [name, raw, brotli, adds_bytes];
  };
  printTable(
    'akkoord.js, part by part (brotli by itself; what it adds to the whole)',
    ['part', 'raw', 'brotli alone', 'adds'],
    [
      row('code and CSS', code),
      ...parts.map(({ name, raw, brotli }): Cell[] => [`  ${name}`, raw, brotli]),
      row('page module, as text', wasm, adds({ wasm: '' })),
      row('  page module, binary', readFileSync(pageModuleFile)),
      row('policy, as text', blob, adds({ blob: '' })),
      row('  policy, binary', unpack(blob)),
      row('first-layer text', JSON.stringify(text), adds({ text: noText(data) })),
      row('other data', JSON.stringify(other)),
    ],
  );
  console.log('\nThe parts of the code are approximate: compressed apart, they share no words.');
  if (whole !== code.length) {
    console.log(
      `They were counted in a bundle of ${whole} B; the built one has ${code.length} B, since` +
        ' web/build.mjs sets what tests/bench/code-parts.ts does not.',
    );
  }
  if (apart.with(data) !== script) console.log('"adds" is counted in a script written anew.');
}

/**
 * What visitors load who open the settings, beside two peers as they are published, less their texts. klaro is no
 * tool of ours, since it would bring webpack and sass along: klaro.js 0.7.22 was counted once, in November 2026.
 */
function printBothLayers(): void {
  const vanilla = ['dist/cookieconsent.umd.js', 'dist/cookieconsent.css'].map((file) =>
    sizesOf(readFileSync(`node_modules/vanilla-cookieconsent/${file}`)),
  );
  const ours = ['akkoord.js', 'akkoord-later.js', 'akkoord-settings.js', 'en.json'].map((name) =>
    sizesOf(compiledText(name)),
  );
  const sum = (name: string, files: readonly Sizes[]): Cell[] => {
    const of = (kind: keyof Sizes): number => files.reduce((all, file) => all + file[kind], 0);
    return sizeRow(name, { raw: of('raw'), gzip: of('gzip'), brotli: of('brotli') });
  };
  printTable(
    'Both layers with one language, beside peers',
    ['what loads', 'raw', 'gzip -9', 'brotli -q 11'],
    [
      sum('Akkoord, first layer', ours.slice(0, 1)),
      sum('Akkoord, both layers', ours),
      sum('vanilla-cookieconsent 3.1.0, script and style', vanilla),
      sizeRow('klaro 0.7.22, klaro.js', { raw: 235_942, gzip: 69_399, brotli: 59_197 }),
    ],
  );
}

function noText({ text }: PageData): PageData['text'] {
  const empty = Object.keys(text).map((key) => [key, '']);
  return { ...text, ...Object.fromEntries(empty) };
}

function printHeaders(): void {
  const row = (name: string, header: string): Cell[] => [
    name,
    header.length,
    target_bytes.header.toLocaleString('en'),
    ratio(header.length, target_bytes.header),
  ];
  printTable(
    'The page policy as a response header, name included',
    ['granted', 'bytes', 'target', 'ratio'],
    [row('everything', policyHeader('everything')), row('nothing', policyHeader('nothing'))],
  );
}

compileClinic();
const script = compiledText('akkoord.js');
const apart = takeApart(script);
printWholes(script, apart.data);
printBothLayers();
await printSplit(script, apart);
printHeaders();
