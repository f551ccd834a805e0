// SPDX-License-Identifier: MIT
/** Times classifying from JavaScript through the page module, its text handed over each time. */
import { openWholeModule } from '../../web/later/whole-module.ts';
import { noService, ownRecord, type PageModule } from '../../web/page-module.ts';
import { median } from './median.ts';
import mix from './mix.json';

/** Nanoseconds of one classify: medians of rounds. */
export interface ClassifyTimes {
  readonly url_ns: number;
  readonly cookie_ns: number;
}

interface Item {
  readonly text: string;
  readonly service: string | null;
}

const rounds = 25;
const round_ms = 40;
const passes_at_a_time = 50;

/** The whole page module and the policy as the scripts have them: packed as text. */
export function timeClassify(code: string, policy: string): ClassifyTimes {
  const core = openWholeModule(code, policy);
  const urls = mix.urls.map(({ url, service }) => ({ text: url, service }));
  const cookies = mix.cookies.map(({ name, service }) => ({ text: name, service }));
  return {
    url_ns: median_ns(core, core.classifyUrl, urls),
    cookie_ns: median_ns(core, core.classifyCookie, cookies),
  };
}

function median_ns(
  core: PageModule,
  classify: (text: string) => number,
  items: readonly Item[],
): number {
  for (const { text, service } of items) {
    const answer = classify(text);
    const expected = service === null ? [noService, ownRecord] : [core.ids.indexOf(service)];
    if (!expected.includes(answer)) throw new Error(`wrong service for ${text}: ${answer}`);
  }
  const texts = items.map(({ text }) => text);
  const results_ns = Array.from({ length: rounds + 1 }, () => round_ns(classify, texts));
  return median(results_ns.slice(1)); // the first round only warms up
}

function round_ns(classify: (text: string) => number, texts: readonly string[]): number {
  const start_ms = performance.now();
  let classified = 0;
  let elapsed_ms = 0;
  while (elapsed_ms < round_ms) {
    for (let pass = 0; pass < passes_at_a_time; pass++) for (const text of texts) classify(text);
    classified += passes_at_a_time * texts.length;
    elapsed_ms = performance.now() - start_ms;
  }
  return (elapsed_ms * 1e6) / classified;
}
