// SPDX-License-Identifier: MIT
/** What axe-core, the rules of WCAG that a machine can check, finds wrong in a page. */
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

declare global {
  interface Window {
    axe: { run(within: string): Promise<AxeResults> };
  }
}

/** Rule and markup of each violation within `selector`, and how many checks passed. */
export async function faultsIn(
  page: Page,
  selector: string,
): Promise<{ readonly faults: readonly string[]; readonly passed: number }> {
  await page.evaluate(axe);
  return page.evaluate(async (within) => {
    const { violations, passes } = await window.axe.run(within);
    const faults = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    return { faults, passed: passes.length };
  }, selector);
}
