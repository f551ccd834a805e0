// SPDX-License-Identifier: MIT
/**
 * axe-core finds nothing on either layer, in Chromium and Firefox: each language in each layout, and each theme in
 * each layout from left to right and from right to left. Colours do not depend on the language.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Engine, EngineName } from '../matrix/engines/engine.ts';
import { launchers } from '../matrix/engines/launch.ts';
import { AskedPage } from './asked-page.ts';
import { faultsIn } from './axe.ts';
import {
  type Layout,
  languages,
  layouts,
  openStage,
  type SmallStage,
  type Theme,
} from './stage.ts';

interface Look {
  readonly layout: Layout;
  readonly theme: Theme;
  readonly language: string;
}

const looks: readonly Look[] = [
  ...layouts.flatMap((layout) =>
    languages.map((language): Look => ({ layout, theme: 'light', language })),
  ),
  ...layouts.flatMap((layout) =>
    (['dark', 'own'] as const).flatMap((theme) =>
      ['en', 'ar'].map((language): Look => ({ layout, theme, language })),
    ),
  ),
];

let stage: SmallStage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

for (const name of ['chromium', 'firefox'] satisfies EngineName[]) {
  describe(`in ${name}, axe-core finds nothing wrong`, () => {
    let engine: Engine;
    let page: AskedPage;
    before(async () => {
      engine = await launchers[name](stage.port);
      page = new AskedPage(await engine.visitor());
      await page.visitor.resize(1024, 768);
    });
    after(() => engine?.close());

    const without = async (every: readonly Look[], layer: 1 | 2): Promise<void> => {
      const faults: string[] = [];
      for (const look of every) {
        await page.open(stage.address(look));
        await page.untilAsked();
        if (layer === 2) {
          await page.click('choose');
          await page.untilSettings();
          await page.read(
            `for (const one of settings.querySelectorAll('details')) one.open = true;`,
          );
        }
        const host = layer === 2 ? 'akkoord-settings' : 'akkoord-banner';
        const where = `${look.layout}, ${look.theme}, ${look.language}`;
        for (const fault of await faultsIn(page, host)) faults.push(`${where}: ${fault}`);
      }
      assert.deepEqual(faults, []);
    };

    // Firefox takes its time: there one layout has every language, the others have long words and right to left.
    const isTried = ({ layout, language }: Look): boolean =>
      name === 'chromium' || layout === 'box' || ['en', 'de', 'ar'].includes(language);
    for (const layout of layouts) {
      it(`with the first layer as ${layout}, in any language and theme`, async () => {
        await without(
          looks.filter((look) => look.layout === layout && isTried(look)),
          1,
        );
      });
    }

    it('with the settings, in any language and theme', async () => {
      await without(
        looks.filter(({ layout }) => layout === 'box'),
        2,
      );
    });
  });
}
