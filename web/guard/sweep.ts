// SPDX-License-Identifier: MIT
/**
 * Deletes what services without consent have left: cookies over every domain and path that they may live at,
 * items of both storages, databases and caches.
 *
 * A name that no service claims stays: the site's own server may have set it.
 */
import { cacheNames, databaseNames, visibleCookies } from './stored-names.ts';
import { cacheKind, cookieKind, databaseKind, type WriteKind } from './write-gate.ts';

/** Whether what stands under `name` belongs to a service that may not keep it. */
export type IsLeft = (kind: WriteKind, name: string) => boolean;

/** Cookies and items are gone when this returns, the rest when it resolves. */
export async function sweep(isLeft: IsLeft): Promise<void> {
  sweepItems(isLeft);
  // Where the browser refuses a storage, nothing can have been left in it.
  await Promise.allSettled([sweepDatabases(isLeft), sweepCaches(isLeft)]);
}

export function sweepItems(isLeft: IsLeft): void {
  try {
    for (const name of visibleCookies()) {
      if (!isLeft(cookieKind, name)) continue;
      const places = cookiePlaces(location.hostname, location.pathname);
      deleteCookie(name, places, ['', '; Secure', '; Secure; Partitioned']);
    }
    for (const [kind, area] of [localStorage, sessionStorage].entries()) {
      const left = Object.keys(area).filter((key) => isLeft(kind as WriteKind, key));
      for (const key of left) area.removeItem(key);
    }
  } catch {
    // As above.
  }
}

async function sweepDatabases(isLeft: IsLeft): Promise<void> {
  const names = await databaseNames();
  await Promise.all(
    names.map((name) => name && isLeft(databaseKind, name) && deleteDatabase(name)),
  );
}

async function sweepCaches(isLeft: IsLeft): Promise<void> {
  const names = await cacheNames();
  await Promise.all(names.map((name) => isLeft(cacheKind, name) && caches.delete(name)));
}

function deleteDatabase(name: string): Promise<unknown> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = resolve;
  });
}

/** Deletes a cookie wherever it may live, with each of `partitions`: what follows the place. */
export function deleteCookie(
  name: string,
  places: readonly string[],
  partitions: readonly string[],
): void {
  for (const place of places) {
    for (const partition of partitions) {
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store knows no plain http page
      document.cookie = `${name}=; Max-Age=0${place}${partition}`;
    }
  }
}

/** Every Domain and Path under which a cookie visible on this page can have been set. */
export function cookiePlaces(hostname: string, pathname: string): readonly string[] {
  const steps = pathname.split('/');
  const folders = steps.map((_, at) => steps.slice(0, at + 1).join('/'));
  return folders.flatMap((folder) => placesIn(hostname, folder));
}

/** Every Domain under which a cookie can have been set for one folder: "/a" and "/a/" are two. */
export function placesIn(hostname: string, folder: string): readonly string[] {
  const labels = hostname.split('.');
  const domains = ['', ...labels.map((_, at) => `; Domain=${labels.slice(at).join('.')}`)];
  return domains.flatMap((domain) => [
    `${domain}; Path=${folder || '/'}`,
    `${domain}; Path=${folder}/`,
  ]);
}
