// SPDX-License-Identifier: MIT
/** Scripts that stand in the page's markup, in every kind and spelling. */
import { family, inline, type Vector } from './vector.ts';

/** `text` as character references. */
function entities(text: string): string {
  return [...text].map((letter) => `&#x${letter.charCodeAt(0).toString(16)};`).join('');
}

const scanned = { scanned: true } as const;

export const parserVectors: readonly Vector[] = family('parser', 'ran', [
  ['script', 'A script element', ({ url }) => `<script src="${url('js')}"></script>`, scanned],
  [
    'script-in-head',
    'A script element in head',
    ({ url }) => ({ head: `<script src="${url('js')}"></script>` }),
    scanned,
  ],
  [
    'async',
    'A script with async',
    ({ url }) => `<script async src="${url('js')}"></script>`,
    scanned,
  ],
  [
    'defer',
    'A script with defer',
    ({ url }) => `<script defer src="${url('js')}"></script>`,
    scanned,
  ],
  [
    'module',
    'A module script',
    ({ url }) => `<script type="module" src="${url('mjs')}"></script>`,
    scanned,
  ],
  [
    'module-async',
    'A module script with async',
    ({ url }) => `<script type="module" async src="${url('mjs')}"></script>`,
    scanned,
  ],
  [
    'module-static-import',
    'An inline module that imports',
    ({ url }) => `<script type="module">import '${url('mjs')}';</script>`,
  ],
  [
    'module-dynamic-import',
    'An inline module that imports on the way',
    ({ url }) => `<script type="module">await import('${url('mjs')}');</script>`,
  ],
  [
    'import-map',
    'An import map that names the vendor',
    ({ url, token }) =>
      `<script type="importmap">{"imports":{"lab-${token}":"${url('mjs')}"}}</script><script type="module">import 'lab-${token}';</script>`,
    { alone: true },
  ],
  [
    'upper-case',
    'Element and attribute in capitals',
    ({ url }) => `<SCRIPT SRC='${url('js')}'></SCRIPT>`,
    scanned,
  ],
  [
    'unquoted',
    'An address without quotes',
    ({ url }) => `<script src=${url('js')} ></script>`,
    scanned,
  ],
  [
    'entities',
    'An address in character references',
    ({ url }) => `<script src="${entities(url('js'))}"></script>`,
    scanned,
  ],
  [
    'line-breaks',
    'An address broken by tabs and line breaks',
    ({ url }) => `<script\n\tsrc = "\n ${url('js').replace('//', '/\t/')} \n"></script>`,
    scanned,
  ],
  [
    'backslashes',
    'An address with backslashes',
    ({ url }) =>
      `<script src="${url('js').replace('http://', '\\\\').replace(/\//g, '\\')}"></script>`,
    scanned,
  ],
  [
    'protocol-relative',
    'An address without a scheme',
    ({ bare }) => `<script src="${bare('js')}"></script>`,
    scanned,
  ],
  [
    'host-in-capitals',
    'A host in capitals',
    ({ url }) =>
      `<script src="${url('js').replace(/\/\/[^/]+/, (host) => host.toUpperCase())}"></script>`,
    scanned,
  ],
  [
    'user-and-port',
    'A host behind a user name, with its port',
    ({ url }) =>
      `<script src="${url('js').replace('//', '//www.clinic-lab.test@').replace('.test/', '.test:80/')}"></script>`,
    scanned,
  ],
  [
    'trailing-dot',
    'A host with a dot at its end',
    ({ url }) => `<script src="${url('js').replace('.test/', '.test./')}"></script>`,
    { ...scanned, never: 'no source names a host with a dot at its end' },
  ],
  [
    'duplicate-src',
    'An element with two addresses: the first counts',
    ({ url }) => `<script src="${url('js')}" src="/own.js"></script>`,
    scanned,
  ],
  [
    'slash-between',
    'A slash in place of blanks',
    ({ url }) => `<script/src="${url('js')}"/></script>`,
    scanned,
  ],
  [
    'type-empty',
    'An empty type',
    ({ url }) => `<script type="" src="${url('js')}"></script>`,
    scanned,
  ],
  [
    'type-javascript-1.5',
    'An old type',
    ({ url }) => `<script type="text/javascript1.5" src="${url('js')}"></script>`,
    scanned,
  ],
  [
    'type-ecmascript',
    'A rare type, in mixed case',
    ({ url }) => `<script type="Text/ECMAScript" src="${url('js')}"></script>`,
    scanned,
  ],
  [
    'language',
    'A language in place of a type',
    ({ url }) => `<script language="JavaScript" src="${url('js')}"></script>`,
    scanned,
  ],
  [
    'nomodule-on-module',
    'A module that says nomodule',
    ({ url }) => `<script type="module" nomodule src="${url('mjs')}"></script>`,
    scanned,
  ],
  [
    'crossorigin',
    'A script fetched with CORS',
    ({ url }) => `<script crossorigin="anonymous" src="${url('js')}"></script>`,
    scanned,
  ],
  [
    'svg-script-href',
    'A script in SVG',
    ({ url }) => `<svg><script href="${url('js')}"></script></svg>`,
    scanned,
  ],
  [
    'svg-script-xlink',
    'A script in SVG, by xlink',
    ({ url }) => `<svg><script xlink:href="${url('js')}"></script></svg>`,
    scanned,
  ],
  [
    'base-href',
    'A short address behind a base at the vendor',
    ({ url, token }) => ({
      head: `<base href="${new URL('/', url('js')).href}">`,
      body: `<script src="/t/${token}.js"></script>`,
    }),
    { alone: true, ...scanned },
  ],
  [
    'base-by-script',
    'A base that a script puts in',
    ({ url, token }) => ({
      body: `${inline(`const base = document.createElement('base'); base.href = '${new URL('/', url('js')).href}'; document.head.prepend(base);`)}<script src="/t/${token}.js"></script>`,
    }),
    { alone: true },
  ],
  [
    'document-write',
    'A script written by document.write',
    ({ url }) => `<script>document.write('<script src="${url('js')}"><\\/script>');</script>`,
    scanned,
  ],
  [
    'document-write-in-parts',
    'A script written in several parts',
    ({ url }) =>
      `<script>for (const part of ['<scr', 'ipt sr', 'c="${url('js')}">', '</scr', 'ipt>']) document.write(part);</script>`,
    scanned,
  ],
  [
    'document-writeln',
    'A script by document.writeln, one inside another',
    ({ url }) =>
      `<script>document.writeln('<script>document.writeln("<script src=${url('js')}><\\\\/script>")<\\/script>');</script>`,
    scanned,
  ],
  [
    'inline-data-script',
    'A script at a data: address that loads the vendor',
    ({ url }) =>
      `<script src="data:text/javascript,document.head.append(Object.assign(document.createElement('script'),{src:'${url('js')}'}))"></script>`,
  ],
  [
    'event-attribute',
    'An inline handler that loads the vendor',
    ({ url }) =>
      `<img src="data:," alt="" onerror="document.head.append(Object.assign(document.createElement('script'),{src:'${url('js')}'}))">`,
  ],
  [
    'after-body',
    'A script behind the end of body',
    ({ url }) => `</body><script src="${url('js')}"></script>`,
    { alone: true, ...scanned },
  ],
  [
    'in-table',
    'A script among table rows',
    ({ url }) => `<table><tr><script src="${url('js')}"></script><td>1</td></tr></table>`,
    scanned,
  ],
  [
    'unclosed',
    'A script that is the last of the file, broken off',
    ({ url }) => `<script src="${url('js')}"></script><p`,
    { alone: true, ...scanned },
  ],
  [
    'link-header-then-script',
    'A script that a Link header preloads',
    ({ url }) => ({
      headers: { Link: `<${url('js')}>; rel=preload; as=script` },
      body: `<script src="${url('js')}"></script>`,
    }),
    {
      alone: true,
      ...scanned,
      impossible: {
        snippet:
          "the site's own server orders the fetch in a header, ahead of the page: send the policy there, too",
        tag: "the site's own server orders the fetch in a header, ahead of the page: send the policy there, too",
      },
    },
  ],
]);
