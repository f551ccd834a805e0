// SPDX-License-Identifier: MIT
/** Links, and what style sheets fetch. */
import { family, inline, type Row, type Vector } from './vector.ts';

const scanned = { scanned: true } as const;

/** A style of an element of its own. */
function styled(word: string, sentence: string, style: (url: string) => string): Row {
  return [
    word,
    sentence,
    ({ url, token }) =>
      `<style>#s-${token} { ${style(url('gif'))} }</style><p id="s-${token}">a</p>`,
  ];
}

export const styleVectors: readonly Vector[] = family('style', 'requested', [
  [
    'stylesheet',
    'A style sheet',
    ({ url }) => ({ head: `<link rel="stylesheet" href="${url('css')}">` }),
    scanned,
  ],
  [
    'stylesheet-in-body',
    'A style sheet in body',
    ({ url }) => `<link rel="stylesheet" href="${url('css')}">`,
    scanned,
  ],
  [
    'alternate-stylesheet',
    'An alternate style sheet',
    ({ url }) => ({ head: `<link rel="alternate stylesheet" title="Other" href="${url('css')}">` }),
    scanned,
  ],
  [
    'stylesheet-print',
    'A style sheet for print, made general once loaded',
    ({ url }) => ({
      head: `<link rel="stylesheet" media="print" onload="this.media='all'" href="${url('css')}">`,
    }),
    scanned,
  ],
  [
    'import',
    'An @import',
    ({ url }) => ({ head: `<style>@import url("${url('css')}");</style>` }),
    scanned,
  ],
  [
    'import-in-own-sheet',
    "An @import in the site's own style sheet",
    ({ own, url }) => ({
      head: `<link rel="stylesheet" href="${own('css', `@import "${url('css')}";`)}">`,
    }),
    { scanned: true },
  ],
  [
    'background-in-own-sheet',
    "A background in the site's own style sheet",
    ({ own, url, token }) => ({
      head: `<link rel="stylesheet" href="${own('css', `#o-${token} { background: url(${url('gif')}) }`)}">`,
      body: `<p id="o-${token}">a</p>`,
    }),
  ],
  [
    'processing-instruction',
    'A style sheet named by an XML page in a frame',
    ({ own, url }) =>
      `<iframe src="${own('xml', `<?xml-stylesheet type="text/css" href="${url('css')}"?><html xmlns="http://www.w3.org/1999/xhtml"><body>a</body></html>`)}" title=""></iframe>`,
    {
      impossible: {
        snippet: 'an XML page of the site has neither snippet nor policy: the header holds it',
        tag: 'an XML page of the site has neither script nor policy: the header holds it',
      },
    },
  ],
  styled('background', 'A background', (url) => `background: url(${url})`),
  styled(
    'background-escaped',
    'A background whose address is escaped',
    (url) => `background: u\\72l("${url.replace('http', '\\68ttp')}")`,
  ),
  styled(
    'image-set',
    'A background by image-set',
    (url) => `background-image: image-set("${url}" 1x)`,
  ),
  styled(
    'cross-fade',
    'A background that fades',
    (url) => `background-image: -webkit-cross-fade(url(${url}), url(data:,), 50%)`,
  ),
  styled('cursor', 'A cursor', (url) => `cursor: url(${url}), auto`),
  styled('list-style', 'A list mark', (url) => `display: list-item; list-style-image: url(${url})`),
  styled('mask', 'A mask', (url) => `-webkit-mask-image: url(${url}); mask-image: url(${url})`),
  styled('border-image', 'A border', (url) => `border: 3px solid; border-image: url(${url}) 1`),
  styled('shape-outside', 'A shape', (url) => `float: left; shape-outside: url(${url})`),
  styled('filter', 'A filter', (url) => `filter: url(${url.replace('.gif', '.svg')}#f)`),
  styled(
    'clip-path',
    'A clipping path',
    (url) => `clip-path: url(${url.replace('.gif', '.svg')}#m)`,
  ),
  styled('content', 'Content', (url) => `content: url(${url})`),
  styled(
    'variable',
    'An address in a variable',
    (url) => `--lab: url(${url}); background: var(--lab)`,
  ),
  [
    'content-before',
    'Content ahead of an element',
    ({ url, token }) =>
      `<style>#b-${token}::before { content: url(${url('gif')}) }</style><p id="b-${token}">a</p>`,
  ],
  [
    'style-attribute',
    'A style attribute',
    ({ url }) => `<p style="background-image: url('${url('gif')}')">a</p>`,
  ],
  [
    'font-face',
    'A font',
    ({ url, token }) =>
      `<style>@font-face { font-family: f${token}; src: url(${url('woff2')}) } #f-${token} { font-family: f${token} }</style><p id="f-${token}">a</p>`,
  ],
  [
    'svg-style',
    'A style in SVG',
    ({ url, token }) =>
      `<svg width="9" height="9"><style>#v-${token} { background: url(${url('gif')}) }</style></svg><p id="v-${token}">a</p>`,
  ],
  [
    'link-by-script',
    'A style sheet that a script puts in',
    ({ url }) =>
      inline(
        `document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '${url('css')}' }));`,
      ),
  ],
  [
    'insert-rule',
    'A rule put into a style sheet',
    ({ url, token }) =>
      `<style class="lab-rules"></style><p id="i-${token}">a</p>${inline(`[...document.querySelectorAll('.lab-rules')].pop().sheet.insertRule('#i-${token} { background: url(${url('gif')}) }');`)}`,
  ],
  [
    'style-property',
    'A property of an element',
    ({ url }) =>
      inline(
        `document.body.append(Object.assign(document.createElement('p'), { textContent: 'a' })); document.body.lastChild.style.backgroundImage = 'url(${url('gif')})';`,
      ),
  ],
  [
    'icon',
    "The site's icon",
    ({ url }) => ({ head: `<link rel="icon" href="${url('gif')}">` }),
    { alone: true },
  ],
  [
    'manifest',
    'A manifest',
    ({ url }) => ({ head: `<link rel="manifest" href="${url('webmanifest')}">` }),
    { alone: true },
  ],
  [
    'stylesheet-header',
    'A style sheet in a Link header',
    ({ url }) => ({ headers: { Link: `<${url('css')}>; rel=stylesheet` } }),
    { alone: true, scanned: true },
  ],
]);
