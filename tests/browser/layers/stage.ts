// SPDX-License-Identifier: MIT
/**
 * A page with a banner in each layout, theme and language, on loopback:
 *
 *     http://www.layers.test/LAYOUT-THEME/LANGUAGE/PAGE   a page that asks
 *     http://www.layers.test/LAYOUT-THEME/akkoord/FILE    what compile wrote
 *     http://www.layers.test/axe.js                       axe-core
 *
 * Engines meet it as they meet the lab of the matrix: by its name, on plain http.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { service, smallPolicy } from '../../cli/command-line.ts';

export type Layout = 'box' | 'bar' | 'dialog';
export type Theme = 'light' | 'dark' | 'own';

export const layouts: readonly Layout[] = ['box', 'bar', 'dialog'];
export const themes: Readonly<Record<Theme, object>> = {
  light: { scheme: 'light' },
  dark: { scheme: 'dark' },
  // In a dark scheme its accent is lightened by the compiler.
  own: { accent: '#7a2e57', radius_px: 2 },
};
export const languages: readonly string[] = readdirSync('consent-config/languages')
  .map((file) => basename(file, '.json'))
  .sort();

export const origin = 'http://www.layers.test';
/** What a careful site sends of its own, here with the page "strict". */
const strictPolicy =
  "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; " +
  "script-src 'nonce-n0' 'strict-dynamic' 'wasm-unsafe-eval'";
const folder = 'out/browser-tests/layers';
const run = promisify(execFile);

export interface PageWishes {
  readonly layout?: Layout;
  readonly theme?: Theme;
  readonly language?: string;
  readonly page?: string;
}

export interface SmallStage {
  readonly port: number;
  /** Paths that were asked for, in order. */
  readonly asked: string[];
  address(wishes?: PageWishes): string;
  close(): Promise<void>;
}

/** Each in all languages, so that the longest word is among them. */
const everywhere = (text: string): object =>
  Object.fromEntries(languages.map((language) => [language, text]));

function policy(layout: Layout, theme: object): string {
  return smallPolicy({
    site: { hosts: ['www.layers.test'] },
    controller: {
      name: '2pass Clinic (praktijk) BV',
      country: 'BE',
      privacy_notice: '/privacy/',
    },
    languages,
    services: [
      service('own', 'mandatory', [], {
        purpose: everywhere('Own.'),
        cookies: [{ name: 'own', lifetime: 'session' }],
      }),
      ...['google-maps', 'google-analytics', 'meta-pixel', 'youtube'],
    ],
    sensitive_routes: ['/treatments/'],
    banner: { layout, theme },
  });
}

async function compileVariants(): Promise<void> {
  const compile = async ([layout, theme]: readonly [Layout, Theme]): Promise<void> => {
    const into = `${folder}/${layout}-${theme}`;
    mkdirSync(into, { recursive: true });
    writeFileSync(`${into}/policy.json`, policy(layout, themes[theme]));
    const words = ['compile', `${into}/policy.json`, '-o', into, '--lock', 'none'];
    await run('dist/bin/akkoord', [...words, '--base', `/${layout}-${theme}/akkoord/`]);
  };
  const names = Object.keys(themes) as Theme[];
  await Promise.all(
    layouts.flatMap((layout) => names.map((theme) => compile([layout, theme] as const))),
  );
}

/** A page with what a banner could cover: links from its first line to its last, and one that stays at the foot. */
function page(variant: string, language: string, name: string): string {
  const lines = readFileSync(`${folder}/${variant}/snippet.html`, 'utf8');
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  const links = Array.from({ length: 30 }, (_, i) => `<p><a href="#p${i}">${i}</a></p>`).join('\n');
  const foot = name === 'foot' ? '<a id="foot" href="#top">foot</a>' : '';
  return `<!doctype html>
<html lang="${language}" dir="${direction}"><head><meta charset="utf-8">
${lines}
<meta name="viewport" content="width=device-width"><title>${name}</title>
<style>button { background: red !important; font-size: 9px; text-transform: uppercase }
section, dialog, div { border: 9px solid red } #foot { position: fixed; inset: auto auto 60px 60px }</style>
</head><body>
<a id="skip" href="#main">skip</a>
<main id="main"><h1>${name}</h1>
<label>name <input id="name"></label>
${links}
<a id="settings" href="#akkoord">settings</a>
</main>${foot}</body></html>`;
}

export async function openStage(): Promise<SmallStage> {
  await compileVariants();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { host, pathname } = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const send = (type: string, body: string | Buffer, status = 200): void => {
      response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'max-age=60' });
      response.end(body);
    };
    if (host !== new URL(origin).host) return send('text/plain', '', 404);
    asked.push(pathname);
    const [, variant = '', part = '', name = ''] = pathname.split('/');
    const file = `${folder}/${variant}/${basename(name)}`;
    if (pathname === '/axe.js') {
      return send('text/javascript', readFileSync('node_modules/axe-core/axe.min.js'));
    }
    if (part === 'akkoord' && existsSync(file)) {
      const type = file.endsWith('.js') ? 'text/javascript' : 'application/json';
      return send(`${type}; charset=utf-8`, readFileSync(file));
    }
    if (!languages.includes(part)) return send('text/plain', '', 404);
    const html = page(variant, part, name);
    if (name !== 'strict') return send('text/html; charset=utf-8', html);
    response.setHeader('Content-Security-Policy', strictPolicy);
    return send('text/html; charset=utf-8', html.replace(/<script/g, '<script nonce="n0"'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    address: ({ layout = 'box', theme = 'light', language = 'en', page: name = 'page' } = {}) =>
      `${origin}/${layout}-${theme}/${language}/${name}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
