// SPDX-License-Identifier: MIT
/**
 * Deletes what services without consent have left: cookies over every domain and path that they may live at,
 * items of both storages, databases and caches.
 *
 * A name that no service claims stays: the site's own server may have set it.
 */
import type { PageModule, StorageKind } from '../page-module.ts';
import { cookieName } from './cookie-writes.ts';

/** Whether what service `number` has left may stay. */
export type MayStay = (number: number) => boolean;

/** Cookies and items are gone when this returns, the rest when it resolves. */
export async function sweep(core: PageModule, mayStay: MayStay): Promise<void> {
  const isLeft = (kind: StorageKind, key: string): boolean => {
    const service = core.classifyStorage(kind, key);
    return service >= 0 && !mayStay(service);
  };
  try {
    sweepCookies(core, mayStay);
    for (const [kind, area] of [localStorage, sessionStorage].entries()) {
      const left = Object.keys(area).filter((key) => isLeft(kind as StorageKind, key));
      for (const key of left) area.removeItem(key);
    }
    const databases = (await indexedDB.databases?.()) ?? [];
    for (const { name } of databases) if (name && isLeft(2, name)) indexedDB.deleteDatabase(name);
    const caches = window.caches as CacheStorage | undefined; // none on plain http
    const kept = (await caches?.keys()) ?? [];
    await Promise.all(kept.map((name) => isLeft(3, name) && caches?.delete(name)));
  } catch {
    // Where the browser refuses storage, nothing can have been left in it.
  }
}

function sweepCookies(core: PageModule, mayStay: MayStay): void {
  for (const pair of document.cookie.split('; ')) {
    const name = cookieName(pair);
    const service = core.classifyCookie(name);
    if (service < 0 || mayStay(service)) continue;
    for (const place of cookiePlaces(location.hostname, location.pathname)) {
      for (const partition of ['', '; Secure', '; Secure; Partitioned']) {
        // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store knows no plain http page
        document.cookie = `${name}=; Max-Age=0${place}${partition}`;
      }
    }
  }
}

/** Every Domain and Path under which a cookie visible on this page can have been set. */
export function cookiePlaces(hostname: string, pathname: string): readonly string[] {
  const labels = hostname.split('.');
  const domains = ['', ...labels.map((_, at) => `; Domain=${labels.slice(at).join('.')}`)];
  const steps = pathname.split('/');
  const folders = steps.map((_, at) => steps.slice(0, at + 1).join('/'));
  const paths = folders.flatMap((folder) => [folder || '/', `${folder}/`]); // "/a" and "/a/" are two
  return domains.flatMap((domain) => paths.map((path) => `${domain}; Path=${path}`));
}
