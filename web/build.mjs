// SPDX-License-Identifier: MIT
/**
 * Bundles what `akkoord compile` puts together: `node web/build.mjs [OUTDIR]`.
 *
 *     bootstrap.js    inline, first in head; AKKOORD_TABLE stands once for its table
 *     early.js        inline, ahead of the deferred script behind a header; AKKOORD_CALLS stands once in it
 *     page-script.js  the script less its data; AKKOORD_DATA stands once for them
 *     paths.js        what holds own paths that stand in for services: an expression, for table and data
 *     page-country.js what finds the country of a page: an expression, for tables where countries differ
 *     follow-country.js  what keeps the page module under the policy of the page's country, likewise
 *     teller.js       what loads tell.js, an expression for the data of policies that have a collector
 *     later.js        the part of the script that nothing held depends on, an ES module; AKKOORD_LATER stands once in it
 *     tell.js         what tells the collector, an ES module; AKKOORD_TELL stands once in it
 *     bar.css, dialog.css  what those layouts of the first layer have besides: a text among the data
 *     settings.js     the second layer, an ES module
 *     embeds.js       the placeholders, an ES module
 *     inspector.js    the developers' panel, an ES module
 *     declaration.js  the cookie declaration, an ES module; declaration.css and declaration-page.css, its style
 *                     where `akkoord declare` writes it
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import { minify } from 'terser';
import { cssText, minifiedCss } from './css-text.mjs';

const web = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2] ?? join(web, '../out/web');

const parts = [
  { entry: 'bootstrap.ts', name: 'bootstrap.js', format: 'iife', placeholder: 'AKKOORD_TABLE' },
  { entry: 'early.ts', name: 'early.js', format: 'iife', placeholder: 'AKKOORD_CALLS' },
  { entry: 'loader.ts', name: 'page-script.js', format: 'iife', placeholder: 'AKKOORD_DATA' },
  { entry: 'teller.ts', name: 'teller.js', format: 'esm', value: 'loadTeller' },
  { entry: 'later/later.ts', name: 'later.js', format: 'esm', placeholder: 'AKKOORD_LATER' },
  { entry: 'tell/tell.ts', name: 'tell.js', format: 'esm', placeholder: 'AKKOORD_TELL' },
  { entry: 'guard/proxied-paths.ts', name: 'paths.js', format: 'esm', value: 'gatePaths' },
  { entry: 'page-country.ts', name: 'page-country.js', format: 'esm', value: 'pageCountry' },
  { entry: 'follow-country.ts', name: 'follow-country.js', format: 'esm', value: 'followCountry' },
  { entry: 'banner/settings-dialog.ts', name: 'settings.js', format: 'esm' },
  { entry: 'embeds/embeds.ts', name: 'embeds.js', format: 'esm' },
  { entry: 'inspector/inspector.ts', name: 'inspector.js', format: 'esm' },
  { entry: 'declaration/declaration.ts', name: 'declaration.js', format: 'esm' },
];

async function bundle({ entry, name, format, placeholder, value }) {
  const { outputFiles } = await build({
    entryPoints: [join(web, entry)],
    bundle: true,
    minify: true,
    write: false,
    format,
    target: 'es2020',
    charset: 'ascii',
    legalComments: 'none',
    plugins: [cssText],
    tsconfigRaw: '{}', // "use strict" costs each page and nothing here needs it
  });
  // esbuild bundles; terser also folds functions into their one caller, which saves 4 % brotli.
  const { code } = await minify(outputFiles[0].text, {
    ecma: 2020,
    module: format === 'esm',
    compress: { passes: 3 },
    format: { ascii_only: true },
  });
  const text = code.trim().replace(/^!function\(\)\{(.*)\}\(\);$/s, '(()=>{$1})();');
  if (value) {
    const [, code, local] = new RegExp(`^(.*)export\\{(\\w+) as ${value}\\};$`, 's').exec(text);
    return { name, text: isExpression(code) ? `(${code})` : `(()=>{${code}return ${local}})()` };
  }
  if (placeholder && text.split(placeholder).length !== 2) {
    throw new Error(`${name} must name ${placeholder} exactly once; esbuild made it differ.`);
  }
  if (/<\/script|<!--/i.test(text)) {
    throw new Error(`${name} holds text that ends or hides an inline script.`);
  }
  return { name, text };
}

/** Whether code is one function alone, and so an expression as it stands. */
function isExpression(code) {
  try {
    new Script(`(${code})`);
    return true;
  } catch {
    return false;
  }
}

const sheets = [
  { entry: 'banner/bar.css', name: 'bar.css' },
  { entry: 'banner/dialog.css', name: 'dialog.css' },
  { entry: 'declaration/declaration.css', name: 'declaration.css' },
  { entry: 'declaration/page.css', name: 'declaration-page.css' },
];

async function shorten({ entry, name }) {
  const text = await minifiedCss(join(web, entry));
  if (/<\/style|<!--/i.test(text)) throw new Error(`${name} holds text that ends a style element.`);
  return { name, text };
}

const files = await Promise.all([...parts.map(bundle), ...sheets.map(shorten)]);
await mkdir(folder, { recursive: true });
await Promise.all(files.map(({ name, text }) => writeFile(join(folder, name), text)));
