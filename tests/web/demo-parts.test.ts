// SPDX-License-Identifier: MIT
/** Parts that the demo's pages share: put in, filled in, and never forgotten in silence. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { withParts } from '../../demo-site/server/parts.ts';
import { withScaffold } from '../../demo-site/server/scaffold.ts';

let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'akkoord-parts-'));
  mkdirSync(join(folder, 'parts'));
  const parts = {
    head: '<title>{name}</title>\n',
    menu: '<a href="/a/">A</a><a href="/b/">B</a>\n',
    outer: '[<!-- part head name="{name}" -->]\n',
    endless: '<!-- part endless -->',
  };
  for (const [name, text] of Object.entries(parts)) {
    writeFileSync(join(folder, 'parts', `${name}.html`), text);
  }
});
after(() => rmSync(folder, { recursive: true }));

describe('a page of the demo', () => {
  const page = (html: string): Promise<string> => withParts(html, folder, '/b/');

  it('gets its parts, each with its own values', async () => {
    const html = '<p><!-- part head name="$& one" --> <!-- part head name="two" --></p>';
    assert.equal(await page(html), '<p><title>$& one</title> <title>two</title></p>');
  });

  it('hands values on to parts within parts', async () => {
    assert.equal(await page('<!-- part outer name="x" -->'), '[<title>x</title>]');
  });

  it('is marked in the links of its parts, and in no others', async () => {
    assert.equal(
      await page('<!-- part menu --><a href="/b/">B</a>'),
      '<a href="/a/">A</a><a href="/b/" aria-current="page">B</a><a href="/b/">B</a>',
    );
  });

  it('without parts stays as it is', async () => {
    assert.equal(await page('<!-- akkoord --><p></p>'), '<!-- akkoord --><p></p>');
  });

  it('is not sent where a part is missing or holds itself', async () => {
    await assert.rejects(page('<!-- part none -->'), /ENOENT.*none\.html/);
    await assert.rejects(page('<!-- part endless -->'), /parts within parts/);
  });
});

describe('a sheet of the demo', () => {
  it('gets the scaffold where it imports it, ahead of its own rules', () => {
    const clinic = join(folder, 'clinic');
    writeFileSync(join(folder, 'scaffold.css'), 'a {\n  content: "$&";\n}\n');
    const own = 'a {\n  color: red;\n}\n';
    const sheet = `@import "../scaffold.css";\n${own}`;
    assert.equal(withScaffold(sheet, clinic), `a {\n  content: "$&";\n}\n\n${own}`);
    assert.equal(withScaffold(own, clinic), own);
  });
});
