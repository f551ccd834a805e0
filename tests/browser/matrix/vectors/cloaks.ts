// SPDX-License-Identifier: MIT
/** Vendors under the clinic's own name: paths that its server proxies, and a host by CNAME. */
import { family, inline, type Vector } from './vector.ts';

const scanned = { scanned: true } as const;
const served =
  "the site's own address is 'self' to every policy, and markup asks ahead of scripts: the server must refuse the path (403), as with the header install";
const impossible = { snippet: served, tag: served } as const;

export const cloakVectors: readonly Vector[] = [
  ...family('cloak', 'requested', [
    ['path-fetch', 'fetch of a path', ({ path }) => inline(`await fetch('${path('json')}');`)],
    [
      'path-fetch-request',
      'fetch of a Request with the full address',
      ({ path }) =>
        inline(
          `await fetch(new Request(new URL('${path('json')}', location), { method: 'POST', body: 'a' }));`,
        ),
    ],
    [
      'path-xhr',
      'XMLHttpRequest of a path',
      ({ path }) =>
        inline(
          `const asked = new XMLHttpRequest(); asked.open('POST', '${path('json')}'); asked.send('a');`,
        ),
    ],
    [
      'path-beacon',
      'sendBeacon to a path',
      ({ path }) => inline(`navigator.sendBeacon('${path('txt')}', 'a');`),
    ],
    [
      'path-image-object',
      'new Image at a path',
      ({ path }) => inline(`new Image().src = '${path('gif')}';`),
    ],
    [
      'path-image-attribute',
      'A picture whose attribute a script sets',
      ({ path }) =>
        inline(
          `const made = document.createElement('img'); made.setAttribute('src', '${path('gif')}');`,
        ),
    ],
    [
      'path-image-html',
      'A picture by innerHTML',
      ({ path }) =>
        inline(`document.createElement('div').innerHTML = '<img src="${path('gif')}" alt="">';`),
      { impossible },
    ],
    [
      'path-event-source',
      'EventSource at a path',
      ({ path }) =>
        inline(
          `const source = new EventSource('${path('sse')}'); source.onerror = () => source.close();`,
        ),
    ],
    [
      'path-web-socket',
      'WebSocket at a path',
      ({ path }) => inline(`new WebSocket('ws://' + location.host + '${path('ws')}');`),
    ],
    [
      'path-image',
      'A picture in the markup',
      ({ path }) => `<img src="${path('gif')}" alt="">`,
      { ...scanned, impossible },
    ],
    [
      'path-stylesheet',
      'A style sheet in the markup',
      ({ path }) => `<link rel="stylesheet" href="${path('css')}">`,
      { ...scanned, impossible },
    ],
    [
      'path-realm-fetch',
      'fetch of an empty frame, of a path',
      ({ path }) =>
        inline(
          `const frame = document.createElement('iframe'); document.body.append(frame); frame.contentWindow.fetch('${path('json')}');`,
        ),
      { impossible },
    ],
    [
      'path-encoded',
      'fetch of a path with encoded letters',
      ({ path }) => inline(`await fetch('${path('json').replace('proxy', '%70roxy')}');`),
    ],
    [
      'path-dots',
      'fetch of a path with dots',
      ({ path }) => inline(`await fetch('/own/../.${path('json')}');`),
    ],
    [
      'path-redirect',
      'fetch of an own address that leads to a path',
      ({ hop, path }) => inline(`await fetch('${hop(path('json'))}');`),
      { impossible },
    ],
    [
      'cname-image',
      'A picture at the CNAME host',
      ({ cloak }) => `<img src="${cloak('gif')}" alt="">`,
      scanned,
    ],
    [
      'cname-fetch',
      'fetch of the CNAME host',
      ({ cloak }) => inline(`await fetch('${cloak('json')}', { credentials: 'include' });`),
    ],
    [
      'cname-beacon',
      'sendBeacon to the CNAME host',
      ({ cloak }) => inline(`navigator.sendBeacon('${cloak('txt')}', 'a');`),
    ],
    [
      'undeclared-image',
      'A picture at a host that no service names',
      ({ undeclared }) => `<img src="${undeclared('gif')}" alt="">`,
      { ...scanned, never: 'a host that no service names stays held' },
    ],
    [
      'undeclared-fetch',
      'fetch of a host that no service names',
      ({ undeclared }) => inline(`await fetch('${undeclared('json')}');`),
      { never: 'a host that no service names stays held' },
    ],
  ]),
  ...family('cloak', 'ran', [
    [
      'path-script',
      'A script in the markup',
      ({ path }) => `<script src="${path('js')}"></script>`,
      { ...scanned, impossible },
    ],
    [
      'path-script-element',
      'A script element that a bundle makes',
      ({ path }) =>
        inline(
          `document.head.append(Object.assign(document.createElement('script'), { src: '${path('js')}' }));`,
        ),
    ],
    [
      'path-script-attribute',
      'A script element whose attribute a bundle sets',
      ({ path }) =>
        inline(
          `const made = document.createElement('script'); made.setAttribute('src', '${path('js')}'); document.head.append(made);`,
        ),
    ],
    [
      'path-import',
      'import() of a path',
      ({ path }) => inline(`await import('${path('mjs')}');`),
      { impossible },
    ],
    [
      'path-frame',
      'A frame in the markup',
      ({ path }) => `<iframe src="${path('html')}" title=""></iframe>`,
      { ...scanned, impossible },
    ],
    [
      'path-frame-element',
      'A frame that a bundle makes',
      ({ path }) =>
        inline(
          `document.body.append(Object.assign(document.createElement('iframe'), { src: '${path('html')}' }));`,
        ),
    ],
    ['path-worker', 'A worker at a path', ({ path }) => inline(`new Worker('${path('js')}');`)],
    [
      'path-eval',
      'Code fetched from a path, then run',
      ({ path }) => inline(`(0, eval)(await (await fetch('${path('js')}')).text());`),
    ],
    [
      'cname-script',
      'A script at the CNAME host',
      ({ cloak }) => `<script src="${cloak('js')}"></script>`,
      scanned,
    ],
    [
      'cname-element',
      'A script element at the CNAME host',
      ({ cloak }) =>
        inline(
          `document.head.append(Object.assign(document.createElement('script'), { src: '${cloak('js')}' }));`,
        ),
    ],
    [
      'cname-frame',
      'A frame at the CNAME host',
      ({ cloak }) => `<iframe src="${cloak('html')}" title=""></iframe>`,
      scanned,
    ],
  ]),
];
