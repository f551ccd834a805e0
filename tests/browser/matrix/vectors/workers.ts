// SPDX-License-Identifier: MIT
/** Workers of every kind: what runs in them, and what they ask for. */
import { family, inline, type Vector } from './vector.ts';

/** A worker's code as a blob's address. */
function blob(code: string): string {
  return `URL.createObjectURL(new Blob([${JSON.stringify(code)}], { type: 'text/javascript' }))`;
}

const ownFile =
  "a worker from a file of the site heeds the policy of that file's answer, never the page's: send the header";
const impossible = { snippet: ownFile, tag: ownFile } as const;

export const workerVectors: readonly Vector[] = [
  ...family('worker', 'requested', [
    [
      'blob-fetch',
      'A worker from a blob that fetches',
      ({ url }) => inline(`new Worker(${blob(`fetch('${url('json')}')`)});`),
    ],
    [
      'blob-xhr',
      'A worker from a blob that asks by XMLHttpRequest',
      ({ url }) =>
        inline(
          `new Worker(${blob(`const asked = new XMLHttpRequest(); asked.open('GET', '${url('json')}', false); asked.send();`)});`,
        ),
    ],
    [
      'blob-web-socket',
      'A worker from a blob that opens a WebSocket',
      ({ url }) => inline(`new Worker(${blob(`new WebSocket('${url('ws')}')`)});`),
    ],
    [
      'blob-event-source',
      'A worker from a blob that opens an EventSource',
      ({ url }) => inline(`new Worker(${blob(`new EventSource('${url('sse')}')`)});`),
    ],
    [
      'data-fetch',
      'A worker from a data: address that fetches',
      ({ url }) =>
        inline(`new Worker("data:text/javascript,fetch('${url('json')}',{mode:'no-cors'})");`),
    ],
    [
      'nested',
      'A worker in a worker that fetches',
      ({ url }) =>
        inline(
          `new Worker(${blob(`new Worker(URL.createObjectURL(new Blob(["fetch('${url('json')}')"])))`)});`,
        ),
    ],
    [
      'own-file-fetch',
      "A worker from the site's own file that fetches",
      ({ own, url }) => inline(`new Worker('${own('js', `fetch('${url('json')}')`)}');`),
      { impossible },
    ],
    [
      'own-module-fetch',
      "A module worker from the site's own file that fetches",
      ({ own, url }) =>
        inline(`new Worker('${own('mjs', `fetch('${url('json')}')`)}', { type: 'module' });`),
      { impossible },
    ],
    [
      'own-shared-fetch',
      "A shared worker from the site's own file that fetches",
      ({ own, url }) => inline(`new SharedWorker('${own('js', `fetch('${url('json')}')`)}');`),
      { impossible },
    ],
    [
      'shared-blob-fetch',
      'A shared worker from a blob that fetches',
      ({ url }) => inline(`new SharedWorker(${blob(`fetch('${url('json')}')`)});`),
    ],
    [
      'service-worker-fetch',
      "A service worker of the site's own that fetches",
      ({ own, url }) =>
        inline(
          `await navigator.serviceWorker.register('${own('js', `fetch('${url('json')}')`)}');`,
        ),
      { alone: true, impossible },
    ],
  ]),
  ...family('worker', 'ran', [
    [
      'blob-import-scripts',
      'A worker from a blob that imports scripts',
      ({ url }) => inline(`new Worker(${blob(`importScripts('${url('js')}')`)});`),
    ],
    [
      'blob-module-import',
      'A module worker from a blob that imports',
      ({ url }) => inline(`new Worker(${blob(`import '${url('mjs')}';`)}, { type: 'module' });`),
    ],
    [
      'blob-dynamic-import',
      'A worker from a blob that imports on the way',
      ({ url }) => inline(`new Worker(${blob(`import('${url('mjs')}')`)}, { type: 'module' });`),
    ],
    [
      'own-file-import-scripts',
      "A worker from the site's own file that imports scripts",
      ({ own, url }) => inline(`new Worker('${own('js', `importScripts('${url('js')}')`)}');`),
      { impossible },
    ],
    [
      'own-module-import',
      "A module worker from the site's own file that imports",
      ({ own, url }) =>
        inline(`new Worker('${own('mjs', `import '${url('mjs')}';`)}', { type: 'module' });`),
      { impossible },
    ],
    [
      'shared-import-scripts',
      'A shared worker from a blob that imports scripts',
      ({ url }) => inline(`new SharedWorker(${blob(`importScripts('${url('js')}')`)});`),
    ],
    [
      'own-shared-import-scripts',
      "A shared worker from the site's own file that imports scripts",
      ({ own, url }) =>
        inline(`new SharedWorker('${own('js', `importScripts('${url('js')}')`)}');`),
      { impossible },
    ],
    [
      'service-worker-import-scripts',
      "A service worker of the site's own that imports scripts",
      ({ own, url }) =>
        inline(
          `await navigator.serviceWorker.register('${own('js', `importScripts('${url('js')}')`)}');`,
        ),
      { alone: true, impossible },
    ],
  ]),
];
