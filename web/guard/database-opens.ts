// SPDX-License-Identifier: MIT
/**
 * Sends the opening of databases and caches through the gate: who opens one may write.
 *
 * What is refused fails as it does in a browser that keeps nothing, and in the way that its caller listens to.
 */
import { cacheKind, databaseKind, type WriteGate } from './write-gate.ts';

export function gateDatabaseOpens(gate: WriteGate): void {
  const databases = IDBFactory.prototype;
  const openDatabase = databases.open;
  databases.open = function (this: IDBFactory, ...database: [name: string, version?: number]) {
    let request: IDBOpenDBRequest | undefined;
    gate.w(`${databaseKind}${database[0]}`, '', () => {
      request = openDatabase.apply(this, database);
    });
    return request ?? failing(openDatabase.call(this, 'akkoord'));
  };
  if (typeof CacheStorage === 'undefined') return; // none on plain http
  const caches = CacheStorage.prototype;
  const openCache = caches.open;
  caches.open = function (this: CacheStorage, name: string) {
    let cache: Promise<Cache> | undefined;
    gate.w(`${cacheKind}${name}`, '', () => {
      cache = openCache.call(this, name);
    });
    return cache ?? Promise.reject(new DOMException('', 'SecurityError'));
  };
}

/** Undoes the making of a new database, so that its request ends in an error and nothing stays. */
function failing(request: IDBOpenDBRequest): IDBOpenDBRequest {
  request.addEventListener('upgradeneeded', (event) => {
    event.stopImmediatePropagation();
    request.transaction?.abort();
  });
  return request;
}
