// SPDX-License-Identifier: MIT
/** Waits for what a page's own code can tell. */
import type { EngineVisitor } from './engines/engine.ts';

const patience_ms = 40_000;

/** Until `expression` is true in the page at hand; between two documents nothing is. */
export async function untilPage(
  visitor: Pick<EngineVisitor, 'evaluate'>,
  expression: string,
): Promise<void> {
  const until_ms = Date.now() + patience_ms;
  let told: unknown;
  while (Date.now() < until_ms) {
    try {
      told = await visitor.evaluate<unknown>(`return ${expression};`);
    } catch (error) {
      told = error;
    }
    if (told === true) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`not so after ${patience_ms} ms: ${expression} (${told})`);
}
