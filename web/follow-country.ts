// SPDX-License-Identifier: MIT
/**
 * Keeps the page module under the policy of the page's country, where one policy serves several that differ: the
 * country is looked up anew for each decision, as a page may change its address without loading.
 *
 * Only policies of such countries carry this code: it stands in their data.
 */
import type { PageData } from './page-data.ts';
import { openPolicy, type PageModule } from './page-module.ts';

export function followCountry(core: PageModule, { blob, blobs = {}, country }: PageData): void {
  const { decide } = core;
  let opened = blob;
  Object.assign(core, {
    decide(...page: Parameters<typeof decide>) {
      const wanted = blobs[country()] ?? blob;
      // What does not open grants nothing.
      if (wanted !== opened) openPolicy(core.exports, wanted);
      opened = wanted;
      return decide(...page);
    },
  });
}
