// SPDX-License-Identifier: MIT
/** Everything that stores: cookies by script and by server, both storages, databases and caches. */
import { cookieDomain } from '../policy.ts';
import { family, inline, type Vector } from './vector.ts';

const alone = { alone: true } as const;

/** Code of an empty frame, as `fresh`. */
function inFrame(code: string): string {
  return inline(
    `const frame = document.createElement('iframe'); document.body.append(frame); const fresh = frame.contentWindow; ${code}`,
  );
}

function inWorker(code: string): string {
  return inline(`new Worker(URL.createObjectURL(new Blob([${JSON.stringify(code)}])));`);
}

const keptOpen =
  'inline code opened it ahead of the script; WebKit deletes no database that is open and forgets the wish with the page, so the next page deletes it at its start';

export const storageVectors: readonly Vector[] = family('storage', 'stored', [
  ['cookie', 'document.cookie', ({ name }) => inline(`document.cookie = '${name}=1';`)],
  [
    'cookie-year',
    'A cookie for a year',
    ({ name }) => inline(`document.cookie = '${name}=1; Max-Age=31536000; Path=/';`),
  ],
  [
    'cookie-domain',
    "A cookie for the site's whole domain",
    ({ name }) => inline(`document.cookie = '${name}=1; Domain=${cookieDomain}; Path=/';`),
  ],
  [
    'cookie-path',
    'A cookie on a path',
    ({ name }) => inline(`document.cookie = '${name}=1; Path=/page';`),
  ],
  [
    'cookie-blanks',
    'A cookie with blanks around its name',
    ({ name }) => inline(`document.cookie = '  ${name} = 1 ;path=/';`),
  ],
  [
    'cookie-in-head',
    'A cookie written in head',
    ({ name }) => ({ head: inline(`document.cookie = '${name}=1; Path=/';`) }),
  ],
  [
    'cookie-setter',
    'The setter, taken from the prototype',
    ({ name }) =>
      inline(
        `Object.getOwnPropertyDescriptor(Document.prototype, 'cookie').set.call(document, '${name}=1; Path=/');`,
      ),
  ],
  [
    'cookie-reflect',
    'Reflect.set',
    ({ name }) => inline(`Reflect.set(document, 'cookie', '${name}=1; Path=/');`),
  ],
  [
    'cookie-of-frame',
    'document.cookie of an empty frame',
    ({ name }) => inFrame(`fresh.document.cookie = '${name}=1; Path=/';`),
  ],
  [
    'cookie-setter-of-frame',
    'The setter of an empty frame, for the page',
    ({ name }) =>
      inFrame(
        `Object.getOwnPropertyDescriptor(fresh.Document.prototype, 'cookie').set.call(document, '${name}=1; Path=/');`,
      ),
  ],
  [
    'cookie-in-srcdoc',
    'document.cookie in a frame with srcdoc',
    ({ name }) =>
      `<iframe srcdoc="<script>document.cookie='${name}=1; Path=/'</script>" title=""></iframe>`,
  ],
  [
    'cookie-of-popup',
    'document.cookie of a window that the page opens',
    ({ name }) => inline(`open('about:blank').document.cookie = '${name}=1; Path=/';`),
    alone,
  ],
  [
    'cookie-late',
    'A cookie a moment after load',
    ({ name }) =>
      inline(
        `addEventListener('load', () => setTimeout(() => { document.cookie = '${name}=1; Path=/'; }, 50));`,
      ),
  ],
  [
    'cookie-at-leave',
    'A cookie as the page is left',
    ({ name }) =>
      inline(`addEventListener('pagehide', () => { document.cookie = '${name}=1; Path=/'; });`),
    alone,
  ],
  [
    'cookie-store',
    'cookieStore.set',
    ({ name }) => inline(`await cookieStore.set('${name}', '1');`),
  ],
  [
    'cookie-store-object',
    'cookieStore.set with an object',
    ({ name }) =>
      inline(`await cookieStore.set({ name: '${name}', value: '1', expires: Date.now() + 1e9 });`),
  ],
  [
    'cookie-store-of-frame',
    'cookieStore of an empty frame',
    ({ name }) => inFrame(`await fresh.cookieStore.set('${name}', '1');`),
  ],
  [
    'server-page',
    "A cookie that the page's answer sets",
    ({ name }) => ({ headers: { 'Set-Cookie': `${name}=1; Path=/` } }),
    alone,
  ],
  [
    'server-image',
    'A cookie that a picture of the site sets',
    ({ name, setsCookie }) => `<img src="${setsCookie(`${name}=1; Path=/`)}" alt="">`,
  ],
  [
    'server-fetch',
    'A cookie that an answer to fetch sets',
    ({ name, setsCookie }) =>
      inline(`await fetch('${setsCookie(`${name}=1; Path=/; Max-Age=9999`)}');`),
  ],
  [
    'server-domain',
    "A cookie of the server's for the whole domain",
    ({ name, setsCookie }) =>
      `<img src="${setsCookie(`${name}=1; Path=/; Domain=${cookieDomain}`)}" alt="">`,
  ],
  [
    'server-http-only',
    'A cookie of the server that scripts can not see (HttpOnly)',
    ({ name, setsCookie }) => `<img src="${setsCookie(`${name}=1; Path=/; HttpOnly`)}" alt="">`,
    {
      impossible: Object.fromEntries(
        ['header', 'snippet', 'tag'].map((install) => [
          install,
          "no page can see or delete it; the site's server set it, and must stop (the settings name it)",
        ]),
      ),
    },
  ],
  [
    'local-method',
    'localStorage.setItem',
    ({ name }) => inline(`localStorage.setItem('${name}', '1');`),
  ],
  [
    'local-property',
    'A property of localStorage',
    ({ name }) => inline(`localStorage.${name} = '1';`),
  ],
  [
    'local-index',
    'An index of localStorage',
    ({ name }) => inline(`localStorage['${name}'] = '1';`),
  ],
  [
    'local-define',
    'Object.defineProperty on localStorage',
    ({ name }) => inline(`Object.defineProperty(localStorage, '${name}', { value: '1' });`),
  ],
  [
    'local-assign',
    'Object.assign on localStorage',
    ({ name }) => inline(`Object.assign(localStorage, { ${name}: '1' });`),
  ],
  [
    'local-prototype',
    'setItem of the prototype',
    ({ name }) => inline(`Storage.prototype.setItem.call(localStorage, '${name}', '1');`),
  ],
  [
    'local-in-head',
    'A property of localStorage, in head',
    ({ name }) => ({ head: inline(`localStorage.${name} = '1';`) }),
  ],
  [
    'local-of-frame',
    'localStorage of an empty frame',
    ({ name }) => inFrame(`fresh.localStorage.setItem('${name}', '1');`),
  ],
  [
    'local-of-frame-late',
    'localStorage of an empty frame, a moment after load',
    ({ name }) =>
      inFrame(
        `addEventListener('load', () => setTimeout(() => { fresh.localStorage.${name} = '1'; }, 50));`,
      ),
  ],
  [
    'local-at-leave',
    'localStorage as the page is left',
    ({ name }) =>
      inline(`addEventListener('pagehide', () => { localStorage.setItem('${name}', '1'); });`),
    alone,
  ],
  [
    'session-method',
    'sessionStorage.setItem',
    ({ name }) => inline(`sessionStorage.setItem('${name}', '1');`),
  ],
  [
    'session-property',
    'A property of sessionStorage',
    ({ name }) => inline(`sessionStorage.${name} = '1';`),
  ],
  [
    'session-index',
    'An index of sessionStorage',
    ({ name }) => inline(`sessionStorage['${name}'] = '1';`),
  ],
  [
    'session-of-frame',
    'sessionStorage of an empty frame',
    ({ name }) => inFrame(`fresh.sessionStorage.setItem('${name}', '1');`),
  ],
  [
    'indexed-db',
    'indexedDB.open',
    ({ name }) =>
      inline(`indexedDB.open('${name}').onsuccess = ({ target }) => target.result.close();`),
  ],
  [
    'indexed-db-kept-open',
    'A database that stays open',
    ({ name }) =>
      inline(
        `indexedDB.open('${name}').onsuccess = ({ target }) => { window['db ${name}'] = target.result; };`,
      ),
    { impossible: { 'header webkit': keptOpen, 'snippet webkit': keptOpen } },
  ],
  [
    'indexed-db-prototype',
    'open of the prototype',
    ({ name }) =>
      inline(
        `IDBFactory.prototype.open.call(indexedDB, '${name}').onsuccess = ({ target }) => target.result.close();`,
      ),
  ],
  [
    'indexed-db-of-frame',
    'indexedDB of an empty frame',
    ({ name }) =>
      inFrame(`fresh.indexedDB.open('${name}').onsuccess = ({ target }) => target.result.close();`),
  ],
  [
    'indexed-db-of-worker',
    'indexedDB of a worker',
    ({ name }) =>
      inWorker(`indexedDB.open('${name}').onsuccess = ({ target }) => target.result.close();`),
  ],
  ['cache', 'caches.open', ({ name }) => inline(`await caches.open('${name}');`)],
  [
    'cache-put',
    'A cache with an answer in it',
    ({ name }) => inline(`await (await caches.open('${name}')).put('/left', new Response('a'));`),
  ],
  [
    'cache-of-frame',
    'caches of an empty frame',
    ({ name }) => inFrame(`await fresh.caches.open('${name}');`),
  ],
  ['cache-of-worker', 'caches of a worker', ({ name }) => inWorker(`caches.open('${name}');`)],
]);
