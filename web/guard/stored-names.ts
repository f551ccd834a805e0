// SPDX-License-Identifier: MIT
/** The names under which this page finds something kept, place by place. */
import { cookieName } from './cookie-writes.ts';

export interface StoredNames {
  readonly cookies: readonly string[];
  readonly local: readonly string[];
  readonly session: readonly string[];
  readonly databases: readonly string[];
  readonly caches: readonly string[];
}

/** All of them; none of a place that the browser refuses, or does not have. */
export async function storedNames(): Promise<StoredNames> {
  return {
    cookies: await namesOf(visibleCookies),
    local: await namesOf(() => Object.keys(localStorage)),
    session: await namesOf(() => Object.keys(sessionStorage)),
    databases: await namesOf(databaseNames),
    caches: await namesOf(cacheNames),
  };
}

export function visibleCookies(): string[] {
  return document.cookie.split('; ').map(cookieName);
}

export async function databaseNames(): Promise<string[]> {
  return ((await indexedDB.databases?.()) ?? []).map(({ name }) => name ?? '');
}

export async function cacheNames(): Promise<string[]> {
  const caches = window.caches as CacheStorage | undefined; // none on plain http
  return (await caches?.keys()) ?? [];
}

async function namesOf(
  read: () => readonly string[] | Promise<readonly string[]>,
): Promise<readonly string[]> {
  try {
    return (await read()).filter(Boolean);
  } catch {
    return [];
  }
}
