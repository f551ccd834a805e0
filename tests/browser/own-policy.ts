// SPDX-License-Identifier: MIT
/** Pages under a policy of a test's own: compiled as a web developer would, and served in the clinic's name. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { service, smallPolicy } from '../cli/command-line.ts';
import { compilePolicy, out } from './clinic.ts';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.html': 'text/html; charset=utf-8',
};

export interface OwnPolicy {
  /** The lines to paste, by install. */
  readonly lines: Readonly<Record<'snippet' | 'tag' | 'header', string>>;
  /** What `akkoord declare` prints of it. */
  declare(options: readonly string[]): string;
  /** Serves the compiled files below `origin`, and `page` at each of its paths. */
  serve(visitor: BrowserContext, origin: string, page: (path: string) => string): Promise<void>;
}

/** A vendor with something in every store, and a second one in another category. */
export const vendors: readonly object[] = [
  service('own', 'mandatory', [], { cookies: [{ name: 'own', lifetime: 'session' }] }),
  service('counter', 'analytical', ['counter.test'], {
    cookies: [
      { name: 'cnt', lifetime_days: 30 },
      { name: 'cnt_*', lifetime_days: 30 },
      { name: '__Host-cnt', lifetime_days: 30 },
      { name: '__Secure-cnt', lifetime_days: 30 },
    ],
    local_storage: ['cnt*'],
    session_storage: ['cnt*'],
    indexed_db: ['cnt*'],
    caches: ['cnt*'],
  }),
  service('pixel', 'advertising', ['pixel.test'], {
    cookies: [{ name: 'pix', lifetime_days: 30 }],
  }),
];

export function ownPolicy(name: string, keys: object = {}): OwnPolicy {
  const folder = `${out}/own-${name}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/own.json`, smallPolicy({ services: vendors, ...keys }));
  compilePolicy(folder, [], `${folder}/own.json`);
  const text = (file: string): string => readFileSync(`${folder}/${file}`, 'utf8');
  return {
    lines: { snippet: text('snippet.html'), tag: text('tag.html'), header: text('header.html') },
    declare(options) {
      const words = ['declare', `${folder}/own.json`, ...options];
      return execFileSync('dist/bin/akkoord', words, { stdio: 'pipe', encoding: 'utf8' });
    },
    async serve(visitor, origin, page) {
      await visitor.route(`${origin}/**`, async (route) => {
        const { pathname } = new URL(route.request().url());
        const file = /^\/akkoord\/(.*)/.exec(pathname)?.[1];
        const body = file === undefined ? page(pathname) : text(file);
        const contentType = types[file === undefined ? '.html' : extname(file)] ?? 'text/plain';
        await route.fulfill({ body, contentType });
      });
    },
  };
}
