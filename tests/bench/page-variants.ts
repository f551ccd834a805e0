// SPDX-License-Identifier: MIT
/**
 * The clinic's home page three times, each on a server and in a browser of its own:
 *
 *     with Akkoord   its snippet and script, with marks of time around and in them
 *     unprotected    the same page with its vendors' tags running, as a site without consent has it
 *     tags refused   the same page under the policy for nothing granted, written by three lines without
 *                    a rule in them: what page and browser cost when no vendor is asked for anything
 */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { type Demo, startDemo } from '../../demo-site/server/demo.ts';
import { certificateIn, launchChromium, site, unprotectedSite } from '../browser/clinic.ts';
import { compiledFolder, compiledText, policyHeader } from './compiled-clinic.ts';

/** Milliseconds since the navigation began, as the marks leave them in the page. */
export interface Marks {
  inline_start_ms?: number;
  bootstrap_start_ms?: number;
  policy_written_ms?: number;
  bootstrap_end_ms?: number;
  script_start_ms?: number;
  ready_ms?: number;
  banner_painted_ms?: number;
}

declare global {
  interface Window {
    akkoordBench?: Marks;
  }
}

export interface Variant {
  readonly name: string;
  readonly url: string;
  readonly browser: Browser;
  /** Whether the page has marks to wait for. */
  readonly marked: boolean;
}

export interface Variants {
  readonly all: readonly Variant[];
  close(): Promise<void>;
}

const folder = 'out/bench';

/** In a script of their own, so that the bootstrap's parsing counts where all of it is asked for. */
const prelude = `<script>window.akkoordBench = {};
// The first element put anywhere is the policy's meta.
Element.prototype.append = ((append) => function (...nodes) {
  Element.prototype.append = append;
  append.apply(this, nodes);
  akkoordBench.policy_written_ms = performance.now();
})(Element.prototype.append);
akkoordBench.inline_start_ms = performance.now();</script>`;
const mark = (name: keyof Marks): string => `akkoordBench.${name}=performance.now();`;
const watchers = `<script>
document.addEventListener('akkoord:ready', () => { akkoordBench.ready_ms = performance.now(); });
new MutationObserver((_, observer) => {
  if (!document.querySelector('akkoord-banner')) return;
  observer.disconnect();
  // The first frame behind the change paints it; the second begins when that is done.
  requestAnimationFrame(() => requestAnimationFrame(() => {
    akkoordBench.banner_painted_ms = performance.now();
  }));
}).observe(document, { childList: true, subtree: true });
</script>`;

export async function openVariants(): Promise<Variants> {
  mkdirSync(folder, { recursive: true });
  const certificate = certificateIn(folder);
  const demos: Demo[] = [];
  const browsers: Browser[] = [];
  const open = async (
    name: string,
    url: string,
    compiled: string,
    marked = false,
  ): Promise<Variant> => {
    const demo = await startDemo({ compiledReal: compiled, folder: 'demo-site', ...certificate });
    demos.push(demo);
    const browser = await launchChromium(demo.port);
    browsers.push(browser);
    return { name, url, browser, marked };
  };
  const all = [
    await open('with Akkoord', `${site}/`, markedFolder(), true),
    await open('unprotected', `${unprotectedSite}/`, compiledFolder),
    await open('tags refused', `${site}/`, refusingFolder()),
  ];
  return {
    all,
    async close() {
      await Promise.all(browsers.map((browser) => browser.close()));
      await Promise.all(demos.map((demo) => demo.close()));
    },
  };
}

/** What compile wrote, with marks around the inline bootstrap and at the script's first byte. */
function markedFolder(): string {
  const marked = `${folder}/marked`;
  cpSync(compiledFolder, marked, { recursive: true });
  const snippet = compiledText('snippet.html').replace(
    /<script>(.*?)<\/script>/s,
    (_, bootstrap: string) =>
      `${prelude}<script>${mark('bootstrap_start_ms')}${bootstrap};${mark('bootstrap_end_ms')}</script>${watchers}`,
  );
  const script = compiledText('akkoord.js').replace(
    /^\uFEFF/,
    (order) => order + mark('script_start_ms'),
  );
  writeFileSync(`${marked}/snippet.html`, snippet);
  writeFileSync(`${marked}/akkoord.js`, script);
  return marked;
}

function refusingFolder(): string {
  const refusing = `${folder}/refusing`;
  mkdirSync(refusing, { recursive: true });
  const policy = policyHeader('nothing').replace(/^[^:]*: /, '');
  const script = `<script>window.akkoordBench = { bootstrap_start_ms: performance.now() };
document.cookie; // the first read asks another process, and Akkoord can't do without
document.head.append(Object.assign(document.createElement('meta'),
  { httpEquiv: 'Content-Security-Policy', content: ${JSON.stringify(policy)} }));
${mark('policy_written_ms')}</script>\n`;
  writeFileSync(`${refusing}/snippet.html`, script);
  return refusing;
}
