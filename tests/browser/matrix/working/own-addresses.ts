// SPDX-License-Identifier: MIT
/** What the site asks of its own addresses, shows and leads to. */
import { declaredHost } from '../policy.ts';
import { inline } from '../vectors/vector.ts';
import { done, isDone, type Row } from './row.ts';

export const ownAddresses: readonly Row[] = [
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
    'refresh-own',
    "A refresh to the site's own address",
    () => ({ head: '<meta http-equiv="refresh" content="0;url=/left">' }),
    "return location.pathname === '/left';",
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
