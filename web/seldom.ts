// SPDX-License-Identifier: MIT
/**
 * Notices what few pages have, and then loads what answers it (later/seldom-met.ts): embeds that were refused, a
 * place for the declaration, a policy that refuses what was granted, speculation rules, a developer who asks.
 */
import type { HandOver } from './hand-over.ts';
import type { Later } from './later/later.ts';
import type { RunningPage } from './running-page.ts';

/** What was met before the answer came. */
export interface SeldomMet {
  /** A request of a service was refused by a policy. */
  readonly refusals: (readonly [service: number, policy: string])[];
  readonly rules: HTMLScriptElement[];
}

export function watchSeldom(
  page: RunningPage,
  handOver: HandOver,
  later: () => Promise<Later>,
): void {
  const { core, data, guard } = page;
  const met: SeldomMet = { refusals: [], rules: [] };
  let isAwake = false;
  const wake = (): void => {
    // A frame without an origin can't import it.
    if (!isAwake && origin !== 'null')
      later().then(({ answerSeldom }) => answerSeldom(page, handOver, met), page.warn);
    isAwake = true;
  };
  guard.readViolations((service, policy) => {
    met.refusals.push([service, policy]);
    if (guard.runs(service) || data.embeds?.[`${core.ids[service]}`] !== undefined) wake();
  });
  const push = (script: HTMLScriptElement): number => {
    wake();
    return met.rules.push(script);
  };
  handOver.u?.forEach?.(push);
  handOver.u = { push };
  const built = [
    '[data-akkoord-service],[data-akkoord-declaration]',
    ...Object.values(data.embeds ?? {}).filter(Boolean),
  ];
  const look = (): void => {
    if (document.querySelector(`${built}`) || location.search.includes('akkoord=inspect')) wake();
  };
  look();
  document.addEventListener('DOMContentLoaded', look);
}
