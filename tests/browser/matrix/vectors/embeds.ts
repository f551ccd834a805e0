// SPDX-License-Identifier: MIT
/** What stands in the markup and shows something of another site. */
import { family, type Vector } from './vector.ts';

const scanned = { scanned: true } as const;

export const embedVectors: readonly Vector[] = [
  ...family('embed', 'ran', [
    ['iframe', 'A frame', ({ url }) => `<iframe src="${url('html')}" title=""></iframe>`, scanned],
    [
      'iframe-lazy',
      'A frame that loads when it is near',
      ({ url }) => `<iframe loading="lazy" src="${url('html')}" title=""></iframe>`,
      scanned,
    ],
    [
      'iframe-sandbox',
      'A frame in a sandbox',
      ({ url }) => `<iframe sandbox="allow-scripts" src="${url('html')}" title=""></iframe>`,
      scanned,
    ],
    [
      'iframe-credentialless',
      'A frame without credentials',
      ({ url }) => `<iframe credentialless src="${url('html')}" title=""></iframe>`,
      scanned,
    ],
    [
      'object',
      'An object that is a page',
      ({ url }) => `<object type="text/html" data="${url('html')}"></object>`,
    ],
    [
      'embed',
      'An embed that is a page',
      ({ url }) => `<embed type="text/html" src="${url('html')}">`,
    ],
    [
      'frameset',
      'A frame in a frameset',
      ({ own, url }) =>
        `<iframe src="${own('html', `<frameset cols="*"><frame src="${url('html')}"></frameset>`)}" title=""></iframe>`,
    ],
    [
      'frame-in-own-frame',
      "A frame in a frame of the site's own",
      ({ own, url }) =>
        `<iframe src="${own('html', `<iframe src="${url('html')}"></iframe>`)}" title=""></iframe>`,
      scanned,
    ],
  ]),
  ...family('embed', 'requested', [
    ['image', 'A picture', ({ url }) => `<img src="${url('gif')}" alt="">`, scanned],
    [
      'image-lazy',
      'A picture that loads when it is near',
      ({ url }) => `<img loading="lazy" width="1" height="1" src="${url('gif')}" alt="">`,
      scanned,
    ],
    ['image-alias', 'The element <image>', ({ url }) => `<image src="${url('gif')}">`, scanned],
    [
      'image-srcset',
      'A picture by srcset',
      ({ url }) => `<img srcset="${url('gif')} 1x, ${url('gif')} 2x" alt="">`,
      scanned,
    ],
    [
      'picture-source',
      "A picture's source",
      ({ url }) => `<picture><source srcset="${url('gif')}"><img src="data:," alt=""></picture>`,
      scanned,
    ],
    [
      'input-image',
      'An image button',
      ({ url }) => `<input type="image" src="${url('gif')}" alt="">`,
      scanned,
    ],
    [
      'video',
      'A video',
      ({ url }) => `<video preload="auto" src="${url('mp4')}"></video>`,
      scanned,
    ],
    [
      'video-source',
      "A video's source",
      ({ url }) => `<video preload="auto"><source src="${url('mp4')}" type="video/mp4"></video>`,
    ],
    [
      'video-poster',
      "A video's poster",
      ({ url }) => `<video poster="${url('gif')}"></video>`,
      scanned,
    ],
    ['audio', 'A sound', ({ url }) => `<audio preload="auto" src="${url('mp4')}"></audio>`],
    [
      'track',
      "A video's subtitles",
      ({ url }) =>
        `<video crossorigin src="data:video/mp4,"><track default kind="captions" src="${url('vtt')}"></video>`,
    ],
    [
      'object-image',
      'An object that is a picture',
      ({ url }) => `<object type="image/gif" data="${url('gif')}"></object>`,
    ],
    [
      'embed-image',
      'An embed that is a picture',
      ({ url }) => `<embed type="image/gif" src="${url('gif')}">`,
    ],
    [
      'body-background',
      'A background of a table cell',
      ({ url }) => `<table><tr><td background="${url('gif')}">1</td></tr></table>`,
    ],
    [
      'svg-image',
      'A picture in SVG',
      ({ url }) =>
        `<svg width="9" height="9"><image href="${url('gif')}" width="9" height="9"/></svg>`,
      scanned,
    ],
    [
      'svg-image-xlink',
      'A picture in SVG, by xlink',
      ({ url }) =>
        `<svg width="9" height="9"><image xlink:href="${url('gif')}" width="9" height="9"/></svg>`,
      scanned,
    ],
    [
      'svg-fe-image',
      'A picture in a filter of SVG',
      ({ url, token }) =>
        `<svg width="9" height="9"><filter id="fe-${token}"><feImage href="${url('gif')}"/></filter><rect width="9" height="9" filter="url(#fe-${token})"/></svg>`,
      scanned,
    ],
    [
      'math-image',
      'A picture within MathML',
      ({ url }) => `<math><mtext><img src="${url('gif')}" alt=""></mtext></math>`,
      scanned,
    ],
    [
      'noscript-image',
      'A picture in noscript, where scripting is off (a frame in a sandbox)',
      ({ own, url }) =>
        `<iframe sandbox="allow-same-origin" src="${own('html', `<noscript><img src="${url('gif')}"></noscript>`)}" title=""></iframe>`,
      {
        impossible: {
          snippet: 'without scripting nothing can write a policy: the header holds it',
          tag: 'without scripting nothing can write a policy: the header holds it',
        },
        never: 'without scripting the snippet lets nothing through',
      },
    ],
  ]),
];
