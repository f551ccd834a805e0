// SPDX-License-Identifier: MIT
/** Requests by a page's code. */
import { family, inline, type Vector } from './vector.ts';

export const networkVectors: readonly Vector[] = family('network', 'requested', [
  ['fetch', 'fetch', ({ url }) => inline(`await fetch('${url('json')}');`)],
  [
    'fetch-no-cors',
    'fetch without CORS',
    ({ url }) => inline(`await fetch('${url('gif')}', { mode: 'no-cors' });`),
  ],
  [
    'fetch-request',
    'fetch of a Request that was made elsewhere',
    ({ url }) =>
      inline(`await fetch(new Request('${url('json')}', { method: 'POST', body: 'a=1' }));`),
  ],
  [
    'fetch-keepalive',
    'fetch that outlives its page',
    ({ url }) =>
      inline(
        `await fetch('${url('json')}', { method: 'POST', body: 'a', keepalive: true, mode: 'no-cors' });`,
      ),
  ],
  [
    'fetch-preflight',
    'fetch that asks first (CORS preflight)',
    ({ url }) =>
      inline(`await fetch('${url('json')}', { method: 'PUT', headers: { 'X-Lab': '1' } });`),
  ],
  [
    'fetch-later',
    'fetchLater',
    ({ url }) => inline(`fetchLater('${url('json')}', { activateAfter: 0 });`),
    { alone: true },
  ],
  [
    'xhr',
    'XMLHttpRequest',
    ({ url }) =>
      inline(
        `const asked = new XMLHttpRequest(); asked.open('GET', '${url('json')}'); asked.send();`,
      ),
  ],
  [
    'xhr-sync',
    'XMLHttpRequest that the page waits for',
    ({ url }) =>
      inline(
        `const asked = new XMLHttpRequest(); asked.open('GET', '${url('json')}', false); asked.send();`,
      ),
  ],
  ['beacon', 'sendBeacon', ({ url }) => inline(`navigator.sendBeacon('${url('txt')}', 'a=1');`)],
  [
    'beacon-at-leave',
    'sendBeacon as the page is left',
    ({ url }) =>
      inline(`addEventListener('pagehide', () => navigator.sendBeacon('${url('txt')}', 'a=1'));`),
    { alone: true },
  ],
  [
    'image-at-leave',
    'A picture as the page is left',
    ({ url }) =>
      inline(`addEventListener('beforeunload', () => { new Image().src = '${url('gif')}'; });`),
    { alone: true, engines: ['chromium', 'webkit'] }, // Firefox sends it now and then
  ],
  ['web-socket', 'WebSocket', ({ url }) => inline(`new WebSocket('${url('ws')}');`)],
  [
    'web-socket-http',
    'WebSocket at an http: address',
    ({ url }) => inline(`new WebSocket('${url('ws').replace('ws:', 'http:')}');`),
  ],
  [
    'event-source',
    'EventSource',
    ({ url }) =>
      inline(
        `const source = new EventSource('${url('sse')}'); source.onerror = () => source.close();`,
      ),
  ],
  [
    'ping',
    'The ping of a link that is followed',
    ({ url, token }) =>
      `<a id="ping-${token}" href="#${token}" ping="${url('txt')}">On</a>${inline(`addEventListener('load', () => document.getElementById('ping-${token}').click());`)}`,
  ],
  [
    'font-face',
    'A FontFace that is loaded',
    ({ url }) => inline(`await new FontFace('lab', 'url(${url('woff2')})').load();`),
  ],
  [
    'paint-worklet',
    'A paint worklet',
    ({ url }) => inline(`await CSS.paintWorklet.addModule('${url('mjs')}');`),
  ],
  [
    'audio-worklet',
    'An audio worklet',
    ({ url }) => inline(`await new AudioContext().audioWorklet.addModule('${url('mjs')}');`),
  ],
  ['media-source', 'An Audio object', ({ url }) => inline(`new Audio('${url('mp4')}').load();`)],
  [
    'wasm-streaming',
    'WebAssembly that is compiled as it comes',
    ({ url }) => inline(`await WebAssembly.compileStreaming(fetch('${url('txt')}'));`),
  ],
  [
    'cache-add',
    'Cache.add',
    ({ url }) => inline(`await (await caches.open('own_network')).add('${url('txt')}');`),
  ],
  [
    'css-fetch-by-cssom',
    'A constructed style sheet with a picture',
    ({ url, token }) =>
      inline(
        `const sheet = new CSSStyleSheet(); sheet.replaceSync('#c-${token} { background: url(${url('gif')}) }'); document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; document.body.append(Object.assign(document.createElement('p'), { id: 'c-${token}', textContent: 'a' }));`,
      ),
  ],
  [
    'import-meta-worker-json',
    'A JSON module',
    ({ url }) => inline(`await import('${url('json')}', { with: { type: 'json' } });`),
  ],
  [
    'reporting-endpoint',
    "Reports that the page's own header sends to the vendor",
    ({ url }) => ({
      headers: {
        'Content-Security-Policy-Report-Only': `img-src 'self' data:; report-uri ${url('json')}`,
      },
      body: '<img src="http://cdn.clinic-lab.test/nothing.gif" alt="">',
    }),
    {
      alone: true,
      impossible: {
        header: "the site's own header orders the report: no policy governs where reports go",
        snippet: "the site's own header orders the report: no policy governs where reports go",
        tag: "the site's own header orders the report: no policy governs where reports go",
      },
    },
  ],
]);
