// SPDX-License-Identifier: MIT
/** What the preload scanner may ask for ahead of the parser: behind a slow script, and in a page sent in pieces. */
import { family, type Pace, type Row, type Vector } from './vector.ts';

/** Fills a chunk, so that what follows comes in a later one. */
const filler = `<!--${'.'.repeat(1400)}-->\n`;

function rows(pace: Pace): readonly Row[] {
  const how = pace === 'streamed' ? 'in a page sent in pieces' : 'behind a slow script of the site';
  const late: readonly [string, string, Row[2]][] = [
    ['script', 'A script', ({ url }) => `<script src="${url('js')}"></script>`],
    ['module', 'A module', ({ url }) => `<script type="module" src="${url('mjs')}"></script>`],
    ['stylesheet', 'A style sheet', ({ url }) => `<link rel="stylesheet" href="${url('css')}">`],
    ['image', 'An image', ({ url }) => `<img src="${url('gif')}" alt="">`],
    ['srcset', 'An image by srcset', ({ url }) => `<img srcset="${url('gif')} 1x" alt="">`],
    [
      'picture',
      'An image by picture',
      ({ url }) => `<picture><source srcset="${url('gif')}"><img src="data:," alt=""></picture>`,
    ],
    [
      'input-image',
      'An image button',
      ({ url }) => `<input type="image" src="${url('gif')}" alt="">`,
    ],
    ['poster', "A video's poster", ({ url }) => `<video poster="${url('gif')}"></video>`],
    ['iframe', 'A frame', ({ url }) => `<iframe src="${url('html')}" title=""></iframe>`],
    ['style-import', 'An @import', ({ url }) => `<style>@import url("${url('css')}");</style>`],
    ...(['script', 'style', 'image', 'font', 'fetch'] as const).map(
      (as): [string, string, Row[2]] => [
        `preload-${as}`,
        `A link that preloads (${as})`,
        ({ url }) => `<link rel="preload" as="${as}" crossorigin href="${url('js')}">`,
      ],
    ),
    [
      'preload-imagesrcset',
      'A link that preloads by imagesrcset',
      ({ url }) => `<link rel="preload" as="image" imagesrcset="${url('gif')} 1x">`,
    ],
    [
      'modulepreload',
      'A link that preloads a module',
      ({ url }) => `<link rel="modulepreload" href="${url('mjs')}">`,
    ],
    [
      'prefetch',
      'A link that fetches ahead',
      ({ url }) => `<link rel="prefetch" href="${url('html')}">`,
    ],
    [
      'document-write',
      'A script by document.write',
      ({ url }) => `<script>document.write('<script src="${url('js')}"><\\/script>');</script>`,
    ],
  ];
  return late.map(([word, sentence, page]) => [
    `${pace}-${word}`,
    `${sentence}, ${how}`,
    (aim) => `${pace === 'streamed' ? filler : ''}${page(aim) as string}`,
    { pace, scanned: true },
  ]);
}

export const preloadVectors: readonly Vector[] = [
  ...family('preload', 'requested', rows('slow-script')),
  ...family('preload', 'requested', rows('streamed')),
  ...family('preload', 'requested', [
    [
      'link-header',
      'A Link header that preloads',
      ({ url }) => ({ headers: { Link: `<${url('css')}>; rel=preload; as=style` } }),
      {
        alone: true,
        scanned: true,
        impossible: {
          snippet: "the site's own server orders the fetch in a header, ahead of the page",
          tag: "the site's own server orders the fetch in a header, ahead of the page",
        },
      },
    ],
    [
      'by-script',
      'A link that a script puts in',
      ({ url }) =>
        `<script>document.head.append(Object.assign(document.createElement('link'), { rel: 'preload', as: 'script', href: '${url('js')}' }));</script>`,
    ],
    [
      'prefetch-by-script',
      'A link that fetches ahead, put in by a script',
      ({ url }) =>
        `<script>document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href: '${url('html')}' }));</script>`,
    ],
  ]),
];
