// SPDX-License-Identifier: MIT
/** What must go on working with Akkoord before any choice: the site's own, and what it declares. */
import { declaredHost, fontHost, payHost } from './policy.ts';
import { type Aim, inline, type Markup, type Vector } from './vectors/vector.ts';

/** A page, and what must become true on it: `works`, the body of an async function. */
export interface WorkingThing {
  readonly id: string;
  readonly sentence: string;
  page(aim: Aim): string | Markup;
  readonly works: string;
}

type Row = readonly [
  id: string,
  sentence: string,
  page: (aim: Aim) => string | Markup,
  works: string,
];

/** The lab's address of a declared host, counted like a vendor's. */
function declared({ token }: Aim, kind: string, host = declaredHost): string {
  return `http://${host}/t/${token}.${kind}`;
}

const done = 'return window.labDone === true;';
const counted = "return Number(await (await fetch('/asked/' + window.labToken)).text()) > 0;";
const ran = "return Number(await (await fetch('/reported/' + window.labToken)).text()) > 0;";
const isDone = 'window.labDone = true;';

const pages: readonly Row[] = [
  [
    'script',
    "A script of the site's own",
    ({ own }) => `<script src="${own('js', isDone)}"></script>`,
    done,
  ],
  [
    'module',
    "A module of the site's own",
    ({ own }) => `<script type="module" src="${own('mjs', isDone)}"></script>`,
    done,
  ],
  [
    'import',
    'import() of an own module',
    ({ own }) => inline(`await import('${own('mjs', isDone)}');`),
    done,
  ],
  [
    'import-map',
    'An import map of own modules',
    ({ own }) =>
      `<script type="importmap">{"imports":{"own":"${own('mjs', isDone)}"}}</script><script type="module">import 'own';</script>`,
    done,
  ],
  [
    'document-write',
    'A script written by document.write',
    ({ own }) =>
      `<script>document.write('<script src="${own('js', isDone)}"><\\/script>');</script>`,
    done,
  ],
  [
    'order',
    'Scripts in their order: blocking, deferred, then DOMContentLoaded',
    ({ own }) =>
      `<script>window.order = []; document.addEventListener('DOMContentLoaded', () => order.push('c'));</script><script defer src="${own('js', "order.push('b')")}"></script><script src="${own('js', "order.push('a')")}"></script>`,
    "return order.join('') === 'abc';",
  ],
  [
    'current-script',
    'document.currentScript, in head and body',
    ({ own }) =>
      `<script id="own-script" src="${own('js', "window.labDone = document.currentScript.id === 'own-script'")}"></script>`,
    done,
  ],
  [
    'style-sheet',
    "A style sheet of the site's own",
    ({ own }) => ({
      head: `<link rel="stylesheet" href="${own('css', 'h1 { color: rgb(1, 2, 3) }')}">`,
    }),
    "return getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)';",
  ],
  [
    'image',
    "A picture of the site's own",
    ({ setsCookie }) => `<img id="own" src="${setsCookie('seen=1')}" alt="">`,
    "return document.getElementById('own').naturalWidth === 1;",
  ],
  [
    'data-image',
    'A picture at a data: address',
    () =>
      '<img id="own" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7" alt="">',
    "return document.getElementById('own').naturalWidth === 1;",
  ],
  [
    'blob-image',
    'A picture at a blob: address',
    () =>
      inline(
        "const bytes = Uint8Array.from(atob('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'), (c) => c.charCodeAt(0)); const picture = new Image(); picture.onload = () => { window.labDone = picture.naturalWidth === 1; }; picture.src = URL.createObjectURL(new Blob([bytes], { type: 'image/gif' }));",
      ),
    done,
  ],
  [
    'fetch',
    "fetch, XMLHttpRequest and sendBeacon to the site's own addresses",
    ({ own }) =>
      inline(
        `const asked = new XMLHttpRequest(); asked.open('GET', '${own('txt', 'b')}'); asked.onload = async () => { const text = await (await fetch('${own('txt', 'a')}')).text(); window.labDone = text + asked.responseText === 'ab' && navigator.sendBeacon('/left', 'x'); }; asked.send();`,
      ),
    done,
  ],
  [
    'event-source',
    "An EventSource of the site's own",
    ({ own }) =>
      inline(
        `const source = new EventSource('${own('sse', 'data: 1\n\n').replace(/'/g, '')}'); source.onmessage = () => { ${isDone} source.close(); };`,
      ),
    done,
  ],
  [
    'web-socket',
    "A WebSocket of the site's own",
    () =>
      inline(
        `const socket = new WebSocket('ws://' + location.host + '/socket'); socket.onmessage = ({ data }) => { window.labDone = data === 'hi'; };`,
      ),
    done,
  ],
  [
    'declared-web-socket',
    'A WebSocket to a host that the site declares',
    () =>
      inline(
        `const socket = new WebSocket('ws://${declaredHost}/socket'); socket.onmessage = ({ data }) => { window.labDone = data === 'hi'; };`,
      ),
    done,
  ],
  [
    'worker',
    "A worker of the site's own",
    ({ own }) =>
      inline(`new Worker('${own('js', 'postMessage(1)')}').onmessage = () => { ${isDone} };`),
    done,
  ],
  [
    'module-worker',
    "A module worker of the site's own",
    ({ own }) =>
      inline(
        `new Worker('${own('mjs', 'postMessage(1)')}', { type: 'module' }).onmessage = () => { ${isDone} };`,
      ),
    done,
  ],
  [
    'worker-fetch',
    "A worker that fetches from the site's own address",
    ({ own }) =>
      inline(
        `new Worker('${own('js', "fetch('/left').then(() => postMessage(1))")}').onmessage = () => { ${isDone} };`,
      ),
    done,
  ],
  [
    'blob-worker',
    'A worker from a blob',
    () =>
      inline(
        `new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))).onmessage = () => { ${isDone} };`,
      ),
    done,
  ],
  [
    'shared-worker',
    "A shared worker of the site's own",
    ({ own }) =>
      inline(
        `new SharedWorker('${own('js', 'onconnect = ({ ports }) => ports[0].postMessage(1)')}').port.onmessage = () => { ${isDone} };`,
      ),
    done,
  ],
  [
    'service-worker',
    "A service worker of the site's own",
    ({ own }) =>
      inline(
        `const registered = await navigator.serviceWorker.register('${own('js', '')}'); await new Promise((resolve) => { const wait = setInterval(() => registered.active && (clearInterval(wait), resolve()), 20); }); ${isDone} await registered.unregister();`,
      ),
    done,
  ],
  [
    'inline-handler',
    'An inline handler',
    () =>
      '<button id="own" onclick="window.labDone = true">A</button><script>document.getElementById("own").click()</script>',
    done,
  ],
  [
    'javascript-link',
    'A link to a javascript: address',
    () =>
      '<a id="own" href="javascript:void(window.labDone = true)">A</a><script>document.getElementById("own").click()</script>',
    done,
  ],
  [
    'eval',
    'eval, new Function and a timer with text',
    () => inline("window.labDone = eval('1 + 1') === 2 && new Function('return 3')() === 3;"),
    done,
  ],
  [
    'timer-text',
    'A timer with text',
    () => '<script>setTimeout("window.labDone = true", 1)</script>',
    done,
  ],
  [
    'wasm',
    'WebAssembly',
    () =>
      inline(
        'await WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)); window.labDone = true;',
      ),
    done,
  ],
  [
    'custom-element',
    'A custom element with a shadow tree',
    () =>
      `<script>customElements.define('lab-own', class extends HTMLElement { connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<b>a</b>'; } });</script><lab-own></lab-own>`,
    "return document.querySelector('lab-own').shadowRoot.textContent === 'a';",
  ],
  [
    'own-frame',
    "A frame of the site's own, and messages to and fro",
    ({ own }) =>
      `<script>addEventListener('message', ({ data }) => { if (data === 'up') window.labDone = true; });</script><iframe src="${own('html', '<script>parent.postMessage("up")</script>')}" title=""></iframe>`,
    done,
  ],
  [
    'srcdoc-frame',
    'A frame with srcdoc and own code',
    () => '<iframe srcdoc="<script>parent.labDone = true</script>" title=""></iframe>',
    done,
  ],
  [
    'blob-frame',
    'A frame at a blob: address',
    () =>
      inline(
        "const frame = document.createElement('iframe'); frame.src = URL.createObjectURL(new Blob(['<script>parent.labDone = true<\\/script>'], { type: 'text/html' })); document.body.append(frame);",
      ),
    done,
  ],
  [
    'push-state',
    'A single-page router: pushState, replaceState, back',
    () =>
      inline(
        "const before = location.pathname; history.pushState({ a: 1 }, '', '/page/elsewhere'); addEventListener('popstate', () => { window.labDone = location.pathname === before; }); history.back();",
      ),
    done,
  ],
  [
    'hash-router',
    'A router by the fragment',
    () =>
      inline(
        "addEventListener('hashchange', () => { window.labDone = location.hash === '#/contact'; }); location.hash = '#/contact';",
      ),
    done,
  ],
  [
    'own-form',
    "A form to the site's own address",
    () =>
      `<iframe name="own" title=""></iframe><form id="own" method="post" target="own" action="/left"><input name="a" value="1"></form>${inline("document.getElementById('own').submit();")}`,
    "return frames.own.location.pathname === '/left';",
  ],
  [
    'payment-form',
    'A form to a declared host',
    () =>
      `<form id="own" method="post" action="http://${payHost}/left"></form>${inline("addEventListener('load', () => document.getElementById('own').submit());")}`,
    `return location.hostname === '${payHost}';`,
  ],
  [
    'payment-redirect',
    "A form to the site's own address that leads to a declared host",
    ({ hop }) =>
      `<form id="own" method="post" action="${hop(`http://${payHost}/left`, undefined, 303)}"></form>${inline("addEventListener('load', () => document.getElementById('own').submit());")}`,
    `return location.hostname === '${payHost}';`,
  ],
  [
    'link-away',
    'A link to another site, which the visitor follows',
    () => ({ body: `<a id="own" href="http://${payHost}/left">Away</a>`, click: '#own' }),
    `return location.hostname === '${payHost}';`,
  ],
  [
    'refresh-own',
    "A refresh to the site's own address",
    () => ({ head: '<meta http-equiv="refresh" content="0;url=/left">' }),
    "return location.pathname === '/left';",
  ],
  [
    'declared-script',
    'A script of a declared host',
    (aim) => `<script src="${declared(aim, 'js')}"></script>`,
    ran,
  ],
  [
    'declared-image',
    'A picture of a declared host',
    (aim) => `<img id="own" src="${declared(aim, 'gif')}" alt="">`,
    "return document.getElementById('own').naturalWidth === 1;",
  ],
  [
    'declared-fetch',
    'fetch of a declared host',
    (aim) => inline(`window.labDone = (await fetch('${declared(aim, 'json')}')).ok;`),
    done,
  ],
  [
    'declared-style',
    'A style sheet of a declared host',
    (aim) => `<link id="own" rel="stylesheet" href="${declared(aim, 'css')}">`,
    "return !!document.getElementById('own').sheet;",
  ],
  [
    'declared-font',
    'A web font of a declared host',
    (aim) =>
      `<style>@font-face { font-family: own; src: url(${declared(aim, 'woff2', fontHost)}) } h1 { font-family: own }</style>`,
    counted,
  ],
  [
    'declared-frame',
    'A frame of a declared host',
    (aim) => `<iframe src="${declared(aim, 'html')}" title=""></iframe>`,
    ran,
  ],
  [
    'declared-redirect',
    "A picture at the site's own address that leads to a declared host",
    (aim) => `<img id="own" src="${aim.hop(declared(aim, 'gif'))}" alt="">`,
    "return document.getElementById('own').naturalWidth === 1;",
  ],
  [
    'own-policy',
    "The site's own policy beside ours",
    ({ own }) => ({
      headers: {
        'Content-Security-Policy': `default-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' http://${declaredHost}`,
      },
      body: `<script src="${own('js', isDone)}"></script>`,
    }),
    done,
  ],
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
  [
    'window-open',
    "A window at the site's own address",
    () =>
      inline(
        "const fresh = open('/left'); fresh.onload = () => { window.labDone = fresh.location.pathname === '/left'; };",
      ),
    done,
  ],
  [
    'speculation',
    "Speculation rules for the site's own addresses",
    () =>
      `<script type="speculationrules">{"prefetch":[{"source":"list","urls":["/left?own"],"eagerness":"immediate"}]}</script>`,
    "return document.querySelector('script[type=speculationrules]') !== null;",
  ],
  [
    'preload',
    "A link that preloads the site's own script",
    ({ own }) => ({
      head: `<link rel="preload" as="script" href="${own('js', '')}" onload="window.labDone = true">`,
    }),
    done,
  ],
  [
    'print',
    'Printing',
    () => inline("addEventListener('beforeprint', () => { window.labDone = true; }); print();"),
    done,
  ],
];

export const workingThings: readonly WorkingThing[] = pages.map(([id, sentence, page, works]) => ({
  id: `works/${id}`,
  sentence,
  works,
  page(aim) {
    const made = page(aim);
    const markup = typeof made === 'string' ? { body: made } : made;
    const token = `<script>window.labToken = '${aim.token}';</script>`;
    return { ...markup, head: `${token}\n${markup.head ?? ''}` };
  },
}));

/** As the lab takes it: one page, one token. */
export function asVector({ id, sentence, page }: WorkingThing): Vector {
  return { id, sentence, leak: 'requested', alone: true, page };
}
