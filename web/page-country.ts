// SPDX-License-Identifier: MIT
/**
 * Whose rules a page follows, ahead of the core: for the bootstrap's table, where countries make a difference.
 *
 * A page names its country itself, or its address tells; a name that is not the policy's is none (core/jurisdiction.h).
 */

/** `rules`: a country and a host, or how paths begin, as in section `countries` of the blob; empty where none fits. */
export function pageCountry(rules: readonly string[]): string {
  const named = document.documentElement.dataset['akkoordJurisdiction'];
  const fits = (rule: string): boolean =>
    rule === location.hostname || location.pathname.startsWith(rule);
  const found = rules.find((rule) => (named ? rule.slice(0, 2) === named : fits(rule.slice(2))));
  return found?.slice(0, 2) ?? '';
}
