// SPDX-License-Identifier: MIT
/** The site's own code: scripts in their order, workers, handlers, eval and WebAssembly. */
import { inline } from '../vectors/vector.ts';
import { done, isDone, type Row } from './row.ts';

export const ownCode: readonly Row[] = [
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
];
