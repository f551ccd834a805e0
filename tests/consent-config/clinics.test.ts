// SPDX-License-Identifier: MIT
/** The policies of all clinics: right as they lie there, in each of their languages, and shown by the demo. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { demoClinics } from '../../demo-site/server/clinics.ts';
import type { Studio } from '../../wasm/studio-api.ts';
import { loadBuiltStudio } from '../studio/studio-module.ts';

const folder = 'consent-config/clinics';
const ids = readdirSync(folder)
  .filter((name) => /^[\w-]+\.json$/.test(name))
  .map((name) => name.replace(/\.json$/, ''))
  .sort();

const textOf = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8');

interface PolicyText {
  readonly site: { readonly hosts: readonly string[] };
  readonly languages: readonly string[];
  readonly jurisdictions: readonly string[];
  readonly sensitive_routes: readonly string[];
}

let studio: Studio;
before(async () => {
  studio = await loadBuiltStudio();
});

describe('the clinics', () => {
  it('are the five of the demo', () => {
    assert.deepEqual(ids, demoClinics.map(({ id }) => id).sort());
    assert.equal(ids.length, 5);
  });

  for (const id of ids) {
    const policy: PolicyText = JSON.parse(textOf(`${id}.json`));

    it(`${id} compiles without a word, with the lock that lies beside it`, () => {
      const lock = textOf(`${id}.lock.json`);
      const compiled = studio.compile(textOf(`${id}.json`), { lock });
      assert.deepEqual(compiled.diagnostics, []);
      assert.equal(compiled.lock, lock);
      for (const language of policy.languages) assert.ok(`${language}.json` in compiled.files);
    });

    it(`${id} lives where the demo serves it`, () => {
      const domain = demoClinics.find((clinic) => clinic.id === id)?.domain;
      assert.deepEqual(policy.site.hosts, [`www.${domain}`, `${domain}`]);
    });

    it(`${id} has pages at each sensitive route`, () => {
      for (const route of policy.sensitive_routes) {
        const page = readFileSync(`demo-site/clinic/${id}${route}index.html`, 'utf8');
        assert.match(page, /<!-- akkoord -->/, route);
      }
    });
  }
});
