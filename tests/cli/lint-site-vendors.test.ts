// SPDX-License-Identifier: MIT
/** `akkoord lint --site` on banners that others made, set up as their documentation says: it finds and answers them. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { newFolder } from './command-line.ts';
import { clinicPolicy, type Finding, runLint } from './lint-site/run-lint.ts';

const vanilla = `<link rel="stylesheet" href="/vendor/vanilla-cookieconsent/dist/cookieconsent.css">
<script type="module">
import '/vendor/vanilla-cookieconsent/dist/cookieconsent.umd.js';
const text = 'Small Clinic uses cookies for statistics and advertising. You can change your choice at any time.';
CookieConsent.run({
  guiOptions: { consentModal: { equalWeightButtons: false } },
  categories: { necessary: { enabled: true, readOnly: true }, analytics: { enabled: true }, ads: {} },
  language: { default: 'en', translations: { en: {
    consentModal: { title: 'We use cookies', description: text, acceptAllBtn: 'Accept all',
      acceptNecessaryBtn: 'Reject all', showPreferencesBtn: 'Manage preferences' },
    preferencesModal: { title: 'Your choice', acceptAllBtn: 'Accept all', acceptNecessaryBtn: 'Reject all',
      savePreferencesBtn: 'Save', closeIconLabel: 'Close', sections: [
        { title: 'Necessary', description: 'The site itself.', linkedCategory: 'necessary' },
        { title: 'Statistics', description: 'Counts visits.', linkedCategory: 'analytics' },
        { title: 'Advertising', description: 'Shows ads.', linkedCategory: 'ads' }] } } } },
});
</script>`;

const orejime = `<script>window.orejimeConfig = { privacyPolicyUrl: '/privacy/', purposes: [
  { id: 'statistics', title: 'Statistics', description: 'Counts visits.', cookies: [] },
  { id: 'ads', title: 'Advertising', description: 'Shows ads.', cookies: [] }] };</script>
<script src="/vendor/orejime/dist/orejime-standard-en.js"></script>
<link href="/vendor/orejime/dist/orejime-standard.css" rel="stylesheet">`;

let folder = '';
before(() => {
  folder = newFolder();
  writeFileSync(join(folder, 'small.json'), clinicPolicy());
});
after(() => {
  rmSync(folder, { recursive: true });
});

async function lintVendor(
  name: string,
  html: string,
  footer: string,
): Promise<Map<string, Finding[]>> {
  const site = join(folder, name);
  mkdirSync(site);
  cpSync(join('node_modules', name), join(site, 'vendor', name), { recursive: true });
  writeFileSync(
    join(site, 'index.html'),
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Small Clinic</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><h1>Small Clinic</h1><p>We listen first.</p>${footer}${html}</body></html>`,
  );
  const words = ['--lock', 'none', '--site', site, '--host-rules=MAP * ~NOTFOUND'];
  const { findings, err } = await runLint([join(folder, 'small.json'), ...words]);
  assert.notEqual(findings.length, 0, err);
  const byRule = new Map<string, Finding[]>();
  for (const one of findings) byRule.set(one.rule, [...(byRule.get(one.rule) ?? []), one]);
  return byRule;
}

function said(byRule: ReadonlyMap<string, Finding[]>, rule: string): readonly string[] {
  return (byRule.get(rule) ?? []).map(({ verdict, evidence }) => `${verdict}: ${evidence}`);
}

describe("lint --site with others' banners", () => {
  it('answers vanilla-cookieconsent, and sees what its settings let stand out', async () => {
    const footer =
      '<footer><button data-cc="show-preferencesModal">Cookie settings</button></footer>';
    const found = await lintVendor('vanilla-cookieconsent', vanilla, footer);
    assert.match(said(found, 'reject-beside-accept').join(), /^passed/);
    assert.match(
      said(found, 'equal-emphasis').join(),
      /^failed: "Accept all" and "Reject all": fill/,
    );
    assert.match(
      said(found, 'no-pre-ticks').join(),
      /^failed: "Statistics.* is on before anybody chose it/,
    );
    assert.match(said(found, 'no-nagging').join(), /^passed/);
    assert.match(said(found, 'withdrawal-on-every-page').join(), /^passed/);
    assert.match(said(found, 'withdrawing-is-as-easy').join(), /^passed: as many clicks: 1 /);
  });

  it('answers orejime, and misses a way back where the site has none', async () => {
    const found = await lintVendor('orejime', orejime, '');
    assert.match(said(found, 'reject-beside-accept').join(), /^passed/);
    assert.match(said(found, 'no-cookie-wall').join(), /^passed/);
    assert.match(
      said(found, 'first-layer-informs').join(),
      /^failed: the first layer does not name Small Clinic/,
    );
    assert.match(
      said(found, 'withdrawal-on-every-page').join(),
      /^failed: nothing on \/ leads back/,
    );
  });
});
