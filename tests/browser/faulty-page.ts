// SPDX-License-Identifier: MIT
/**
 * The clinic's pages with something wrong: edited on their way to the browser, as a careless upload, an editor
 * or a server's setting would.
 */
import type { BrowserContext } from 'playwright-core';
import { type Clinic, site } from './clinic.ts';

export const scriptUrl: RegExp = /\/akkoord\/akkoord\.js(\?|$)/;

type Edit = (text: string) => string;

/** Serves `path` with its text edited and further headers. */
export async function editPage(
  visitor: BrowserContext,
  clinic: Clinic,
  edit: Edit,
  headers: Readonly<Record<string, string>> = {},
  path = '/',
): Promise<void> {
  const body = edit(await clinic.text(path));
  await visitor.route(`${site}${path}`, (route) =>
    route.fulfill({ headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers }, body }),
  );
}

/** Serves akkoord.js with its text edited. */
export async function editScript(
  visitor: BrowserContext,
  clinic: Clinic,
  edit: Edit,
): Promise<void> {
  const body = edit(await clinic.text('/akkoord/akkoord.js'));
  await visitor.route(scriptUrl, (route) =>
    route.fulfill({ headers: { 'Content-Type': 'text/javascript; charset=utf-8' }, body }),
  );
}

/** Serves a page of somebody else's site at `url`. */
export async function servePage(visitor: BrowserContext, url: string, body: string): Promise<void> {
  await visitor.route(url, (route) =>
    route.fulfill({ headers: { 'Content-Type': 'text/html; charset=utf-8' }, body }),
  );
}

/** The two packed texts in akkoord.js: the page module and the policy. */
export function packed(script: string): { module: string; policy: string } {
  const module = /wasm:"([^"]{200,})"/.exec(script)?.[1];
  const policy = /blob:"([^"]{200,})"/.exec(script)?.[1];
  if (module === undefined || policy === undefined) throw new Error('akkoord.js is packed anew');
  return { module, policy };
}

/** The bootstrap: the snippet's inline script. */
export const bootstrap: RegExp = /<script>\(\(\)=>\{[\s\S]*?<\/script>/;

/** Header and tag install: one line in place of the snippet. */
export const headerLine = '<script defer src="/akkoord/akkoord.js#header"></script>';
export const tagLine = '<script src="/akkoord/akkoord.js#tag"></script>';

/** A page with `line` where its snippet stands. */
export function headInstall(html: string, line: string): string {
  const snippet = /<!-- Akkoord[\s\S]*?<\/noscript>/;
  if (!snippet.test(html)) throw new Error('the snippet has changed');
  return html.replace(snippet, () => line);
}
