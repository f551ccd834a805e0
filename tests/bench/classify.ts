// SPDX-License-Identifier: MIT
/** What it takes to classify a URL or a cookie: natively, and from JavaScript in Node and in Chromium. */
import { execFileSync } from 'node:child_process';
import { launchChromium } from '../browser/clinic.ts';
import type {} from './classify-in-page.ts';
import { type ClassifyTimes, timeClassify } from './classify-timing.ts';
import { compileClinic, compiledText, policyFile, takeApart } from './compiled-clinic.ts';
import mix from './mix.json';
import { type Cell, printTable, ratio, thousands } from './table.ts';

const target_ns = 1_000;
const program = 'out/native/tests/bench/classify_bench';

function timeNatively(): ClassifyTimes {
  for (const words of [
    ['--preset', 'native', '-DBUILD_TESTING=ON'],
    ['--build', '--preset', 'native', '--target', 'classify_bench'],
  ]) {
    execFileSync('cmake', words, { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const printed = execFileSync(program, [policyFile, 'tests/bench/mix.json'], { encoding: 'utf8' });
  return JSON.parse(printed);
}

/** web/ is written for pages, where the global object is `window`. */
function timeInNode(wasm: string, blob: string): ClassifyTimes {
  Object.assign(globalThis, { window: globalThis });
  return timeClassify(wasm, blob);
}

async function timeInChromium(wasm: string, blob: string): Promise<ClassifyTimes> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ path: 'out/bench-bundles/classify-in-page.js' });
    const times = await page.evaluate(
      ([code = '', policy = '']) => window.timeClassify?.(code, policy),
      [wasm, blob],
    );
    if (times === undefined) throw new Error('classify-in-page.js did not run');
    return times;
  } finally {
    await browser.close();
  }
}

compileClinic();
const { blob } = takeApart(compiledText('akkoord.js')).data;
const [, wasm = ''] = /"([^"]{5000,})"/.exec(compiledText('akkoord-later.js')) ?? [];
const native = timeNatively();
const rows: readonly (readonly [string, ClassifyTimes])[] = [
  ['native', native],
  [`Node ${process.versions.node}, WebAssembly`, timeInNode(wasm, blob)],
  ['Chromium, WebAssembly', await timeInChromium(wasm, blob)],
];
printTable(
  `ns per classify, text passed in: medians over ${mix.urls.length} URLs, ${mix.cookies.length} cookie names`,
  ['where', 'URL', 'to native', `to ${thousands(target_ns)} ns`, 'cookie', 'to native'],
  rows.map(([where, { url_ns, cookie_ns }]): Cell[] => [
    where,
    thousands(url_ns),
    ratio(url_ns, native.url_ns),
    ratio(url_ns, target_ns),
    thousands(cookie_ns),
    ratio(cookie_ns, native.cookie_ns),
  ]),
);
