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
  onChange((changes) => {
    const isSeldom = has(data, '[data-akkoord-service],[data-akkoord-declaration]');
    if (isSeldom || location.search.includes('akkoord=inspect')) {
      // later.ts looks on.
      changes.disconnect();
      wake();
    }
  });
  return met;
}

const look_every_ms = 99;

/**
 * Looks at the page now and after changes of its elements, for as long as nobody disconnects; ten times a second at
 * most, since a look takes a millisecond where there are 10,000.
 */
export function onChange(look: (changes: MutationObserver) => void): void {
  // biome-ignore lint/correctness/noUnusedVariables: "||=" reads it
  let due = 0;
  const changes = new MutationObserver(() => {
    due ||= setTimeout(() => {
      due = 0;
      look(changes);
    }, look_every_ms) as unknown as number; // Node's types speak of an object
  });
  changes.observe(document, { childList: true, subtree: true });
  look(changes);
}

/** Whether the page has an embed that no refused frame tells of: one that a script would build, or that is marked. */
export function hasEmbed(data: PageData): boolean {
  return has(data, '[data-akkoord-service]');
}

function has({ embeds = {} }: PageData, marked: string): boolean {
  const built = Object.values(embeds).filter(Boolean);
  return !!document.querySelector(`${[marked, ...built]}`);
}
