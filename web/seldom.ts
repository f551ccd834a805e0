// SPDX-License-Identifier: MIT
/**
 * Notices what few pages have, and then loads what answers it: embeds that were refused, a policy that refuses what
 * was granted, speculation rules, a developer who asks.
 */
import type { HandOver } from './hand-over.ts';
import type { Later } from './later/later.ts';
import type { RunningPage } from './running-page.ts';

export function watchSeldom(
  page: RunningPage,
  handOver: HandOver,
  later: () => Promise<Later>,
): void {
  const { core, guard } = page;
  const embeds = Object.entries(page.data.embeds ?? {}).filter(
    ([id]) => !guard.runs(core.ids.indexOf(id)),
  );
  const told = new Set<string>();
  const once = (what: string, act: (later: Later) => unknown): void => {
    if (told.has(what)) return;
    told.add(what);
    later()
      .then(act)
      .catch(() => page.warn('akkoord-later.js did not load. Upload all files.'));
  };
  const showEmbeds = (): void => once('embeds', ({ showEmbeds }) => showEmbeds(page));

  guard.readViolations((service, policy) => {
    const id = `${core.ids[service]}`;
    if (guard.runs(service)) once(id, (later) => later.tellMismatch(page, id, handOver.p, policy));
    else if (embeds.some(([one]) => one === id)) showEmbeds();
  });
  if (embeds.length) {
    const selectors = embeds.flatMap(([id, built]) => [
      `[data-akkoord-service="${id}"]`,
      ...(built ? [built] : []),
    ]);
    const look = (): unknown => document.querySelector(`${selectors}`) && showEmbeds();
    document.addEventListener('DOMContentLoaded', look);
    look();
  }

  const rules: HTMLScriptElement[] = [];
  const push = (script: HTMLScriptElement): unknown => {
    once('rules', ({ returnRules }) => returnRules(page, handOver, rules));
    return rules.push(script);
  };
  handOver.u?.forEach?.(push);
  handOver.u = { push };
  if (/[?&]akkoord=inspect\b/.test(location.search))
    once('inspect', ({ inspect }) => inspect(page));
}
