// SPDX-License-Identifier: MIT
/**
 * Which part of web/ the script's code comes from.
 *
 * esbuild knows how many bytes each file became; the text of a part is cut out of a bundle that kept its
 * lines, so it is what the part is by itself, and its compressed size only nearly what it costs in the whole.
 */
import { build, transform } from 'esbuild';
import { cssText } from '../../web/css-text.mjs';
import { sizesOf } from './compressed.ts';

export interface CodePart {
  readonly name: string;
  readonly raw: number;
  /** Compressed by itself. */
  readonly brotli: number;
}

const parts: readonly { readonly name: string; readonly files: RegExp }[] = [
  { name: 'guard', files: /^web\/guard\// },
  { name: 'banner.css', files: /\.css$/ },
  { name: 'banner', files: /^web\/banner\// },
  { name: 'loader, records, module', files: /^/ },
];

async function bundle(minifyWhitespace: boolean) {
  const result = await build({
    entryPoints: ['web/loader.ts'],
    bundle: true,
    minifyIdentifiers: true,
    minifySyntax: true,
    minifyWhitespace,
    metafile: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    charset: 'ascii',
    legalComments: 'none',
    plugins: [cssText],
    tsconfigRaw: '{}',
  });
  const inputs = Object.values(result.metafile.outputs)[0]?.inputs ?? {};
  return { text: (result.outputFiles[0]?.text ?? '').trim(), inputs };
}

/** The parts, and the length of the whole that they were counted in. */
export async function codeParts(): Promise<{ parts: CodePart[]; whole: number }> {
  const [minified, lines] = await Promise.all([bundle(true), bundle(false)]);
  const texts = await textsByPart(lines.text);
  const bytes = new Map<string, number>();
  for (const [file, { bytesInOutput }] of Object.entries(minified.inputs)) {
    const name = partOf(file);
    bytes.set(name, (bytes.get(name) ?? 0) + bytesInOutput);
  }
  return {
    whole: minified.text.length,
    parts: parts.map(({ name }) => ({
      name,
      raw: bytes.get(name) ?? 0,
      brotli: sizesOf(texts.get(name) ?? '').brotli,
    })),
  };
}

function partOf(file: string): string {
  return parts.find(({ files }) => files.test(file))?.name ?? '';
}

/** esbuild writes each file's name above what became of it: `  // web/guard/held.ts`. */
async function textsByPart(text: string): Promise<ReadonlyMap<string, string>> {
  const inner = text.replace(/^[^\n]*\n/, '').replace(/\n[^\n]*$/, '');
  const [, ...pieces] = inner.split(/^ *\/\/ ((?:web|css-text:)[^\n]*)\n/m);
  const texts = new Map<string, string>();
  for (let at = 0; at < pieces.length; at += 2) {
    const name = partOf(pieces[at] ?? '');
    const { code } = await transform(pieces[at + 1] ?? '', { minifyWhitespace: true });
    texts.set(name, (texts.get(name) ?? '') + code.trim());
  }
  return texts;
}
