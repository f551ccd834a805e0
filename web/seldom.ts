// SPDX-License-Identifier: MIT
/**
 * Notices what few pages have, and wakes what answers it (later/later.ts): embeds that were refused, a place for the
 * declaration, a policy that refuses what was granted, speculation rules, a developer who asks.
 */
import type { HandOver } from './hand-over.ts';
import type { PageData } from './page-data.ts';

/** What was met before the answer came. */
export interface SeldomMet {
  /** By any policy; further ones than these are forgotten. */
  readonly refusals: SecurityPolicyViolationEvent[];
  readonly rules: HTMLScriptElement[];
}

const maxRefusals = 200;

export function watchSeldom(data: PageData, handOver: HandOver, wake: () => void): SeldomMet {
  const met: SeldomMet = { refusals: [], rules: [] };
  const heed = (event: SecurityPolicyViolationEvent): number => {
    const { blockedURI, effectiveDirective } = event;
    if (met.refusals.length < maxRefusals) met.refusals.push(event);
    // Refused though our policy names its domain: the core will tell whether another policy is at odds with it.
    const domain = blockedURI.split('/')[2]?.split('.').slice(-2).join('.');
    if (effectiveDirective === 'frame-src' ? data.embeds : domain && handOver.p.includes(domain)) {
      wake();
    }
    return 0;
  };
  handOver.v.forEach?.(heed);
  handOver.v = { push: heed };
  const push = (script: HTMLScriptElement): number => {
    wake();
    return met.rules.push(script);
  };
  handOver.u?.forEach?.(push);
  handOver.u = { push };
  const look = (): void => {
    const isSeldom = has(data, '[data-akkoord-service],[data-akkoord-declaration]');
    if (isSeldom || location.search.includes('akkoord=inspect')) wake();
  };
  look();
  document.addEventListener('DOMContentLoaded', look);
  return met;
}

/** Whether the page has an embed that no refused frame tells of: one that a script would build, or that is marked. */
export function hasEmbed(data: PageData): boolean {
  return has(data, '[data-akkoord-service]');
}

function has({ embeds = {} }: PageData, marked: string): boolean {
  const built = Object.values(embeds).filter(Boolean);
  return !!document.querySelector(`${[marked, ...built]}`);
}
