// SPDX-License-Identifier: MIT
/**
 * Holds speculation rules, which no page policy sees: each is taken out before the browser heeds it, and put back
 * once it is known to reach for nothing but this site's pages.
 */
import type { HandOver } from '../hand-over.ts';

/** Asks `handOver.u` about each, as soon as it stands in the page: a parser's has been read by then, and not prepared. */
export function holdSpeculationRules(handOver: Pick<HandOver, 'u'>): void {
  if (!window.HTMLScriptElement?.supports?.('speculationrules')) return;
  new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes as NodeListOf<HTMLElement>) {
        const scripts = node.querySelectorAll?.('script') ?? [];
        for (const script of [node, ...scripts] as HTMLScriptElement[]) {
          // One may be met twice, by itself and within what it came with.
          const isNew = script.isConnected && /speculationrules/i.test(script.type);
          if (isNew && handOver.u.push(script)) script.remove();
        }
      }
    }
  }).observe(document, { childList: true, subtree: true });
}
