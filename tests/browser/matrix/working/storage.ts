// SPDX-License-Identifier: MIT
/** Cookies and storage of the site's own. */
import { inline } from '../vectors/vector.ts';
import { done, isDone, type Row } from './row.ts';

export const ownStorage: readonly Row[] = [
  [
    'cookie',
    'A cookie that the policy declares',
    ({ token }) => inline(`document.cookie = 'own_${token}=1; Path=/';`),
    "return document.cookie.includes('own_' + window.labToken);",
  ],
  [
    'cookie-store',
    'The same by cookieStore',
    ({ token }) => inline(`await cookieStore.set('own_${token}', '1');`),
    "return document.cookie.includes('own_' + window.labToken);",
  ],
  [
    'server-cookie',
    'A cookie of the server that no service claims',
    ({ token, setsCookie }) => `<img src="${setsCookie(`session_${token}=1; Path=/`)}" alt="">`,
    "return document.cookie.includes('session_' + window.labToken);",
  ],
  [
    'local-storage',
    'localStorage by method and property, read back at once',
    ({ token }) =>
      inline(
        `localStorage.setItem('own_${token}', '1'); localStorage.own_b = '2'; window.labDone = localStorage.getItem('own_${token}') + localStorage['own_b'] === '12' && 'own_b' in localStorage && Object.keys(localStorage).includes('own_b'); delete localStorage.own_b; window.labDone = window.labDone && localStorage.own_b === undefined;`,
      ),
    done,
  ],
  [
    'session-storage',
    'sessionStorage',
    ({ token }) => inline(`sessionStorage.own_${token} = '1';`),
    "return sessionStorage.getItem('own_' + window.labToken) === '1';",
  ],
  [
    'indexed-db',
    'A database that the policy declares, written and read',
    ({ token }) =>
      inline(
        `const asked = indexedDB.open('own_${token}'); asked.onupgradeneeded = () => asked.result.createObjectStore('a'); asked.onsuccess = () => { const change = asked.result.transaction('a', 'readwrite'); change.objectStore('a').put(1, 'b'); change.oncomplete = () => { ${isDone} asked.result.close(); }; };`,
      ),
    done,
  ],
  [
    'cache',
    'A cache that the policy declares',
    ({ token }) =>
      inline(
        `const cache = await caches.open('own_${token}'); await cache.put('/left', new Response('a')); window.labDone = await (await cache.match('/left')).text() === 'a';`,
      ),
    done,
  ],
];
