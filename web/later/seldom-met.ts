// SPDX-License-Identifier: MIT
/** Answers what few pages have, once one of it was met (seldom.ts). */
import type { HandOver } from '../hand-over.ts';
import type { RunningPage } from '../running-page.ts';
import type { SeldomMet } from '../seldom.ts';
import { declare } from './declare.ts';
import { returnRules } from './foreign-rules.ts';
import { asksForInspector, inspect, showEmbeds } from './inspect.ts';
import { tellMismatch } from './mismatch.ts';

export function answerSeldom(page: RunningPage, handOver: HandOver, met: SeldomMet): void {
  const { core, data, guard } = page;
  const told = new Set<number>();
  const read = (service: number, policy: string): void => {
    if (!guard.runs(service) || told.has(service)) return;
    if (tellMismatch(page, `${core.ids[service]}`, handOver.p, policy)) told.add(service);
  };
  for (const [service, policy] of met.refusals) read(service, policy);
  met.refusals.push = (...refusals) => {
    for (const [service, policy] of refusals) read(service, policy);
    return 0;
  };
  returnRules(page, handOver, met.rules);
  if (data.embeds) showEmbeds(page);
  declare(page).catch(({ message }) => {
    page.warn(
      `the cookie declaration can't be loaded (${message}). Upload all that compile wrote.`,
    );
  });
  if (asksForInspector()) inspect(page);
}
