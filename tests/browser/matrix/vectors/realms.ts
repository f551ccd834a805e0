// SPDX-License-Identifier: MIT
/** Fresh realms: documents and windows that a page makes, where nothing is hooked. */
import { family, inline, type Vector } from './vector.ts';

/** A frame that code of the page reaches into as `fresh`. */
function inFrame(code: string, attributes = ''): string {
  return inline(
    `const frame = document.createElement('iframe'); ${attributes} document.body.append(frame); const fresh = frame.contentWindow; ${code}`,
  );
}

function loads(url: string): string {
  return `<script src="${url}"></script>`;
}

/** Text within an attribute in double quotes. */
function quoted(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
}

/** A script element within a string of an inline script. */
function escaped(text: string): string {
  return JSON.stringify(text).replace(/<\//g, '<\\/');
}

const bare =
  'a document of the site without the snippet has no policy: the header covers every answer';

export const realmVectors: readonly Vector[] = [
  ...family('realm', 'ran', [
    [
      'srcdoc',
      'A frame with srcdoc',
      ({ url }) => `<iframe srcdoc="${quoted(loads(url('js')))}" title=""></iframe>`,
    ],
    [
      'srcdoc-by-script',
      'A frame whose srcdoc a script sets',
      ({ url }) => inFrame('', `frame.srcdoc = ${escaped(loads(url('js')))};`),
    ],
    [
      'srcdoc-nested',
      'A frame with srcdoc in another',
      ({ url }) =>
        `<iframe srcdoc="${quoted(`<iframe srcdoc="${quoted(loads(url('js')))}"></iframe>`)}" title=""></iframe>`,
      {
        never:
          "in Firefox a frame with srcdoc in another has no 'self', so no report of it comes back",
      },
    ],
    [
      'srcdoc-sandbox',
      'A frame with srcdoc in a sandbox',
      ({ url }) =>
        `<iframe sandbox="allow-scripts" srcdoc="${quoted(loads(url('js')))}" title=""></iframe>`,
    ],
    [
      'about-blank-append',
      'A script put into an empty frame',
      ({ url }) =>
        inFrame(
          `fresh.document.body.append(Object.assign(fresh.document.createElement('script'), { src: '${url('js')}' }));`,
        ),
    ],
    [
      'about-blank-write',
      'document.write in an empty frame',
      ({ url }) =>
        inFrame(`fresh.document.write(${escaped(loads(url('js')))}); fresh.document.close();`),
    ],
    [
      'data-frame',
      'A frame at a data: address',
      ({ url }) =>
        `<iframe src="data:text/html,${encodeURIComponent(loads(url('js')))}" title=""></iframe>`,
    ],
    [
      'blob-frame',
      'A frame at a blob: address',
      ({ url }) =>
        inFrame(
          '',
          `frame.src = URL.createObjectURL(new Blob([${escaped(loads(url('js')))}], { type: 'text/html' }));`,
        ),
    ],
    [
      'javascript-frame',
      'A frame at a javascript: address',
      ({ url }) =>
        inFrame('', `frame.src = ${escaped(`javascript:${JSON.stringify(loads(url('js')))}`)};`),
    ],
    [
      'object-data',
      'An object at a data: address',
      ({ url }) =>
        `<object type="text/html" data="data:text/html,${encodeURIComponent(loads(url('js')))}"></object>`,
    ],
    [
      'svg-document',
      'A drawing at a blob: address, with a script',
      ({ url }) =>
        inFrame(
          '',
          `frame.src = URL.createObjectURL(new Blob([${escaped(`<svg xmlns="http://www.w3.org/2000/svg"><script href="${url('js')}"/></svg>`)}], { type: 'image/svg+xml' }));`,
        ),
    ],
    [
      'window-open',
      'A window that the page opens and writes into',
      ({ url }) =>
        inline(
          `const fresh = open('about:blank'); fresh.document.write(${escaped(loads(url('js')))}); fresh.document.close();`,
        ),
      { alone: true },
    ],
    [
      'window-open-blob',
      'A window at a blob: address',
      ({ url }) =>
        inline(
          `open(URL.createObjectURL(new Blob([${escaped(loads(url('js')))}], { type: 'text/html' })));`,
        ),
      { alone: true },
    ],
    [
      'window-open-javascript',
      'A window at a javascript: address',
      ({ url }) => inline(`open(${escaped(`javascript:${JSON.stringify(loads(url('js')))}`)});`),
      { alone: true },
    ],
    [
      'document-open',
      'The page itself, opened and written anew',
      ({ url }) =>
        inline(
          `addEventListener('load', () => { document.open(); document.write(${escaped(`<!doctype html><p>New</p>${loads(url('js'))}`)}); document.close(); });`,
        ),
      { alone: true },
    ],
    [
      'document-open-at-once',
      'The page itself, opened and written anew by a timer',
      ({ url }) =>
        inline(
          `addEventListener('load', () => setTimeout(() => { document.open(); document.write(${escaped(`<!doctype html><script>document.head.append(Object.assign(document.createElement('script'),{src:'${url('js')}'}))</script>`)}); document.close(); }));`,
        ),
      { alone: true },
    ],
    [
      'javascript-navigation',
      'The page itself, replaced by a javascript: address',
      ({ url }) =>
        inline(
          `addEventListener('load', () => { location = ${escaped(`javascript:${JSON.stringify(loads(url('js')))}`)}; });`,
        ),
      { alone: true },
    ],
  ]),
  ...family('realm', 'requested', [
    [
      'about-blank-fetch',
      'fetch of an empty frame',
      ({ url }) => inFrame(`fresh.fetch('${url('json')}');`),
    ],
    [
      'about-blank-xhr',
      'XMLHttpRequest of an empty frame',
      ({ url }) =>
        inFrame(
          `const asked = new fresh.XMLHttpRequest(); asked.open('GET', '${url('json')}'); asked.send();`,
        ),
    ],
    [
      'about-blank-beacon',
      'sendBeacon of an empty frame',
      ({ url }) => inFrame(`fresh.navigator.sendBeacon('${url('txt')}', 'a');`),
    ],
    [
      'about-blank-image',
      'Image of an empty frame',
      ({ url }) => inFrame(`new fresh.Image().src = '${url('gif')}';`),
    ],
    [
      'about-blank-web-socket',
      'WebSocket of an empty frame',
      ({ url }) => inFrame(`new fresh.WebSocket('${url('ws')}');`),
    ],
    [
      'about-blank-worker',
      'A worker of an empty frame',
      ({ url }) =>
        inFrame(
          `new fresh.Worker(fresh.URL.createObjectURL(new Blob(["fetch('${url('json')}')"])));`,
        ),
    ],
    [
      'window-open-fetch',
      'fetch of a window that the page opens',
      ({ url }) => inline(`open('about:blank').fetch('${url('json')}');`),
      { alone: true },
    ],
    [
      'own-picture-frame',
      "fetch of a frame that shows the site's own text file",
      ({ own, url }) =>
        inFrame(
          `frame.onload = () => fresh.fetch('${url('json')}');`,
          `frame.src = '${own('txt', 'a')}';`,
        ),
      { impossible: { snippet: bare, tag: bare } },
    ],
    [
      'own-missing-page',
      'fetch of a frame that shows an error page of the site',
      ({ token, url }) =>
        inFrame(
          `frame.onload = () => fresh.fetch('${url('json')}');`,
          `frame.src = '/own/${token}/404.html';`,
        ),
      { impossible: { snippet: bare, tag: bare } },
    ],
  ]),
];
