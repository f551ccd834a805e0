// SPDX-License-Identifier: MIT
/** Outcomes, reasons and kinds in a developer's words. */
import type { ServiceOutcome } from '../api.ts';

const reasons: Readonly<Record<string, string>> = {
  expired: 'the choice has expired',
  revision: 'the choice was made under another revision of the policy',
  malformed: 'the record cookies are malformed',
  gpc: 'the browser sends Global Privacy Control',
  sensitive_route: 'this page is a sensitive route',
  mandatory: 'strictly necessary: never asked',
  exempt: 'needs no consent, by the law that the policy names',
};

const byRecord: Readonly<Record<ServiceOutcome, string>> = {
  granted: 'the visitor granted it',
  refused: 'the visitor refused it',
  not_asked: 'the visitor has not chosen yet',
};

export function reasonWords(outcome: ServiceOutcome, reason: string): string {
  return reasons[reason] ?? byRecord[outcome];
}

export const kindWords: Readonly<Record<string, string>> = {
  request: 'request to',
  cookie: 'cookie',
  storage: 'storage item',
  local_storage: 'local storage',
  session_storage: 'session storage',
  indexed_db: 'IndexedDB',
  cache: 'cache',
};

export const outcomeWords: Readonly<Record<ServiceOutcome, string>> = {
  granted: 'granted',
  refused: 'refused',
  not_asked: 'not asked',
};
