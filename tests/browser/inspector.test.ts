// SPDX-License-Identifier: MIT
/** The developers' inspector: what it tells, what it hands over to paste, and that it keeps to itself. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import type { Inspection } from '../../web/inspector/inspection.ts';
import { faultsIn } from './accessibility.ts';
import { type Clinic, compilePolicy, openClinic, out, policyFile, site, visit } from './clinic.ts';
import { ownPolicy } from './own-policy.ts';

const folder = `${out}/inspector`;
/** Hosts of a service that the clinic's policy lacks but a preset knows, and of one that nobody knows. */
const hotjar = 'https://static.hotjar.com/c/hotjar-1.js';
const nobody = 'https://pixel.nobody-knows.test/p.gif';

let clinic: Clinic;
before(async () => {
  mkdirSync(folder, { recursive: true });
  clinic = await openClinic();
});
after(() => clinic.close());

function panelOf(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Akkoord inspector' });
}

/** The rows of a table, cells by '|', the entry's buttons left out. */
function rowsOf(page: Page, table: string): Promise<string[]> {
  return panelOf(page)
    .getByRole('table', { name: table })
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.querySelectorAll('td')]
          .filter((cell) => !cell.querySelector('button'))
          .map((cell) => cell.textContent)
          .join('|'),
      ),
    );
}

function inspect(page: Page): Promise<Inspection> {
  return page.evaluate(async () => {
    const { akkoord } = window;
    if (!akkoord || !('inspect' in akkoord)) throw new Error('no page API');
    return (await akkoord.inspect()) as Inspection;
  });
}

/** Asks for images, which are refused, and waits until the refusals are told. */
function ask(page: Page, urls: readonly string[]): Promise<void> {
  return page.evaluate(async (wanted) => {
    for (const url of wanted) {
      const refused = new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', resolve, { once: true });
      });
      new Image().src = url;
      await refused;
    }
  }, urls);
}

/** Compiles a policy as it stands in `text`, and returns what the command says. */
function compiled(name: string, text: string): string {
  writeFileSync(`${folder}/${name}.json`, text);
  return compilePolicy(`${folder}/${name}`, [], `${folder}/${name}.json`);
}

describe('the inspector', () => {
  it('opens by the address, as a dialog with the focus, and closes by Escape', async () => {
    const page = await visit(await clinic.visitor(), '/?akkoord=inspect');
    const panel = panelOf(page);
    await panel.waitFor();
    const close = panel.getByRole('button', { name: 'Close' });
    assert.ok(await close.evaluate((button) => button.matches(':focus')));
    await panel.getByText('Policy 2pass, revision 1. Installed as snippet, enforcing').waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
  });

  it('gives the focus back to where it was', async () => {
    const page = await visit(await clinic.visitor());
    const link = page.getByRole('link', { name: 'Treatments', exact: true }).first();
    await link.focus();
    await inspect(page);
    await page.keyboard.press('Escape');
    assert.ok(await link.evaluate((element) => element === document.activeElement));
  });

  it('tells of each service what was decided, and why', async () => {
    const page = await visit(await clinic.visitor());
    await inspect(page);
    const before = await rowsOf(page, 'Services');
    assert.ok(before.includes('october|mandatory|granted|strictly necessary: never asked'));
    assert.ok(before.includes('youtube|social|not asked|the visitor has not chosen yet'));
    await page.evaluate(async () => {
      const { akkoord } = window;
      if (akkoord && 'rejectAll' in akkoord) await akkoord.rejectAll();
    });
    await panelOf(page).getByRole('button', { name: 'Look again' }).click();
    await panelOf(page).getByText('the visitor refused it').first().waitFor();
    assert.ok(
      (await rowsOf(page, 'Services')).includes('youtube|social|refused|the visitor refused it'),
    );
    assert.equal(await panelOf(page).count(), 1);
  });

  it('says that a page is sensitive where that decides', async () => {
    const page = await visit(await clinic.visitor());
    await page.evaluate(async () => {
      const { akkoord } = window;
      if (akkoord && 'acceptAll' in akkoord) await akkoord.acceptAll();
    });
    await page.waitForLoadState('networkidle');
    const { services } = await inspect(await visit(page.context(), '/treatments/'));
    const why = services.find(({ service }) => service === 'meta-pixel')?.reason;
    assert.equal(why, 'this page is a sensitive route');
  });

  it('names what was held, and the rule that held it', async () => {
    const page = await visit(await clinic.visitor());
    await page.evaluate(() => {
      // biome-ignore lint/suspicious/noDocumentCookie: what a tag does
      document.cookie = '_ga=1';
    });
    const { held } = await inspect(page);
    const film = held.find(({ service }) => service === 'youtube');
    assert.equal(film?.name, 'www.youtube.com');
    assert.equal(film?.rule, 'page policy');
    const cookie = held.find(({ name }) => name === '_ga');
    assert.equal(cookie?.rule, 'guard');
    assert.equal(cookie?.service, 'google-analytics');
    const rows = await rowsOf(page, 'Held');
    assert.ok(
      rows.some((row) => /^request to www\.youtube\.com.*\|youtube\|page policy$/.test(row)),
    );
    assert.ok(rows.some((row) => /^cookie _ga.*\|google-analytics\|guard$/.test(row)));
  });

  it('finds the preset that fits what nobody claims, with an entry to paste that compiles', async () => {
    const permissions = ['clipboard-read', 'clipboard-write', 'local-network-access'];
    const page = await visit(await clinic.visitor({ permissions }));
    await ask(page, [hotjar, nobody]);
    const { unknown } = await inspect(page);
    const fits = unknown.map(({ name, presets }) => [name, presets.join()]);
    assert.deepEqual(fits, [
      ['static.hotjar.com', 'hotjar'],
      ['pixel.nobody-knows.test', ''],
    ]);
    const rows = await rowsOf(page, 'Unknown');
    assert.deepEqual(rows, [
      'request to static.hotjar.com, held|hotjar',
      'request to pixel.nobody-knows.test, held|no preset',
    ]);
    const policy = JSON.parse(readFileSync(policyFile, 'utf8'));
    policy.revision = 2;
    for (const { name } of unknown) {
      await panelOf(page)
        .getByRole('button', { name: `Copy entry for ${name}` })
        .click();
      await panelOf(page).getByText(`Copied the entry for ${name}.`).waitFor();
      policy.services.push(JSON.parse(await page.evaluate(() => navigator.clipboard.readText())));
    }
    compiled('pasted', JSON.stringify(policy));
  });

  it('marks the entry where the browser does not let it copy', async () => {
    const page = await visit(await clinic.visitor());
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
    });
    await ask(page, [hotjar]);
    await inspect(page);
    await panelOf(page).getByRole('button', { name: 'Copy entry for static.hotjar.com' }).click();
    await panelOf(page).getByText('the entry is marked').waitFor();
    await panelOf(page).locator('pre', { hasText: '"hotjar"' }).waitFor();
  });

  it('drafts a policy that compiles as it is', async () => {
    const page = await visit(await clinic.visitor());
    await ask(page, [hotjar, nobody]);
    const { draft } = await inspect(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      panelOf(page).getByRole('button', { name: 'Download policy draft' }).click(),
    ]);
    assert.equal(download.suggestedFilename(), '2pass.draft.json');
    const text = readFileSync(await download.path(), 'utf8');
    assert.deepEqual(JSON.parse(text), draft);
    assert.equal(draft.revision, 2);
    assert.ok(draft.services.includes('hotjar'));
    assert.ok(draft.services.includes('youtube'));
    assert.match(compiled('draft', text), /akkoord\.js/);
  });

  it('lists in observe mode all that is asked for and stored, with presets and a draft', async () => {
    const origin = 'https://observed.2passclinic.test';
    const observed = ownPolicy('observe', { enforcement: 'observe' });
    const visitor = await clinic.visitor();
    const stored = "document.cookie = '_hjid=1'; localStorage.setItem('cnt1', '1');";
    const tags = `<script src="${hotjar}"></script><img src="${nobody}" alt=""><img src="https://pixel.test/p" alt="">`;
    await observed.serve(
      visitor,
      origin,
      () =>
        `<!doctype html><html lang="en"><head>${observed.lines.snippet}<title>Observed</title></head><body>${tags}<script>${stored}</script></body></html>`,
    );
    const page = await visitor.newPage();
    await page.goto(`${origin}/?akkoord=inspect`);
    await panelOf(page).getByText('observing: nothing is held').waitFor();
    const { held, met, unknown, services, draft } = await inspect(page);
    assert.deepEqual(held, []);
    assert.deepEqual(met.map(({ kind, name, service }) => [kind, name, service]).sort(), [
      ['cookie', '_hjid', null],
      ['local_storage', 'cnt1', 'counter'],
      ['request', 'pixel.nobody-knows.test', null],
      ['request', 'pixel.test', 'pixel'],
      ['request', 'static.hotjar.com', null],
    ]);
    assert.deepEqual(unknown.map(({ name, presets }) => [name, presets.join()]).sort(), [
      ['_hjid', 'hotjar'],
      ['pixel.nobody-knows.test', ''],
      ['static.hotjar.com', 'hotjar'],
    ]);
    assert.deepEqual(
      services.map(({ service }) => service),
      ['own', 'counter', 'pixel'],
    );
    assert.equal(draft.enforcement, 'observe');
    compiled('observed', JSON.stringify(draft));
  });

  it('returns plain data and sends nothing', async () => {
    const page = await visit(await clinic.visitor());
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    const before = clinic.left();
    const found = await inspect(page);
    await page.waitForLoadState('networkidle');
    assert.deepEqual(JSON.parse(JSON.stringify(found)), found);
    assert.deepEqual(clinic.left(), before);
    for (const url of asked) assert.ok(url.startsWith(`${site}/akkoord/`), url);
  });

  it('shows names as text, whatever they are', async () => {
    const page = await visit(await clinic.visitor());
    const name = '<img src=x onerror=alert(1)>';
    await page.evaluate((key) => localStorage.setItem(key, '1'), name);
    await inspect(page);
    await panelOf(page).getByText(name).first().waitFor();
    assert.equal(await panelOf(page).locator('img').count(), 0);
  });

  for (const width of [390, 1440]) {
    it(`fits ${width} px, and has no fault that axe knows`, async () => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const visitor = await clinic.visitor({ viewport: { width, height: 900 }, colorScheme });
        const page = await visit(visitor);
        await ask(page, [hotjar, nobody]);
        await inspect(page);
        const wider = await panelOf(page)
          .getByRole('region')
          .evaluate((box) => box.scrollWidth - box.clientWidth);
        assert.equal(wider, 0);
        const { faults, passed } = await faultsIn(page, 'akkoord-inspector');
        assert.deepEqual(faults, []);
        assert.ok(passed > 5, `${passed} checks`);
      }
    });
  }
});
