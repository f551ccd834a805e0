// SPDX-License-Identifier: MIT
/** The visitor's choice, as the records hold it and the core reads it. */
import { type PageModule, recordState } from './page-module.ts';

export { type CategoryName, categoryNames } from './page-module.ts';

export const optionalCategories = ['functional', 'analytical', 'advertising', 'social'] as const;
export type OptionalCategory = (typeof optionalCategories)[number];

export interface CategoryChoice {
  readonly functional: boolean;
  readonly analytical: boolean;
  readonly advertising: boolean;
  readonly social: boolean;
  /** The grants hold on sensitive pages too. */
  readonly sensitive: boolean;
}

export interface Choice extends CategoryChoice {
  /** By id: services that differ from their category. */
  readonly services: Readonly<Record<string, boolean>>;
}

/** Their places are their bits in the page module. */
export const choiceNames: readonly (keyof CategoryChoice)[] = [...optionalCategories, 'sensitive'];

/** Lets the core decide anew from `cookies`, here and now; whether a record counts. */
export function readRecords(core: PageModule, cookies: string = storedCookies()): boolean {
  const { pathname, hostname } = location;
  const gpc = !!navigator.globalPrivacyControl;
  return core.decide(cookies, pathname, hostname, Date.now() / 1000, gpc) === recordState.current;
}

/** The page's cookies; none where the browser refuses them. */
export function storedCookies(): string {
  try {
    return document.cookie;
  } catch {
    return '';
  }
}

export function choiceOf(bits: number): CategoryChoice {
  const choice = choiceNames.map((name, bit) => [name, !!((bits >> bit) & 1)]);
  return Object.fromEntries(choice);
}
