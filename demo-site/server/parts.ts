// SPDX-License-Identifier: MIT
/**
 * Parts that several pages of a clinic share, put in as a page is sent:
 *
 *     <!-- part top.fr base="/be/fr" -->
 *
 * stands for clinic/ID/parts/top.fr.html with each `{base}` in it replaced. A part may hold parts. Of a part's
 * links, those to the page itself get aria-current="page".
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const mark = /<!-- part ([a-z0-9][a-z0-9.-]*)((?: [a-z_]+="[^"]*")*) -->/;
const value = / ([a-z_]+)="([^"]*)"/g;
const max_depth = 4;

/** Throws when a part is not there: a page without its head is a mistake in the demo. */
export async function withParts(
  html: string,
  folder: string,
  page: string,
  depth = 0,
): Promise<string> {
  const [whole, name = '', values = ''] = mark.exec(html) ?? [];
  if (whole === undefined) return html;
  if (depth === max_depth) throw new Error(`${page}: parts within parts within parts: ${name}`);
  const text = await readFile(join(folder, 'parts', `${name}.html`), 'utf8');
  const named = [...values.matchAll(value)];
  const filled = named.reduce((all, [, key, to = '']) => all.split(`{${key}}`).join(to), text);
  const link = `href="${page}"`;
  const marked = filled.split(link).join(`${link} aria-current="page"`);
  const part = await withParts(marked, folder, page, depth + 1);
  const at = html.indexOf(whole);
  const rest = await withParts(html.slice(at + whole.length), folder, page, depth);
  return html.slice(0, at) + part.trimEnd() + rest;
}
