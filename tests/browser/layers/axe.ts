// SPDX-License-Identifier: MIT
/** What axe-core, the rules of WCAG that a machine can check, finds wrong with a layer. */
import type { AskedPage } from './asked-page.ts';

/** A to AA of WCAG 2.2, target size included, and what axe-core's makers hold to be good practice. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Rule and markup of each violation within `host`. */
export async function faultsIn(page: AskedPage, host: string): Promise<readonly string[]> {
  return page.read(`
    if (!window.axe) {
      await new Promise((resolve, reject) => {
        const script = document.createElement('script');
        Object.assign(script, { src: '/axe.js', onload: resolve, onerror: reject });
        document.head.append(script);
      });
    }
    const { violations, passes } = await axe.run({ include: [['${host}']] }, {
      preload: false,
      resultTypes: ['violations'],
      runOnly: { type: 'tag', values: ${JSON.stringify(rules)} },
    });
    if (passes.length < 10) return ['only ' + passes.length + ' rules had anything to look at'];
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) =>
      id + ': ' + html.slice(0, 120) + ' ' + any.map(({ message }) => message).join(' ')));
  `);
}
