// SPDX-License-Identifier: MIT
/** Addresses of the site, or of a host that it declares, that lead on to the vendor. */
import { declaredHost } from '../policy.ts';
import { family, inline, type Vector } from './vector.ts';

const scanned = { scanned: true } as const;
const led =
  'asked for ahead of the policy, and led on; the engine checks what it then reuses by its first address alone';
const reused = {
  ...scanned,
  impossible: {
    'tag firefox': led,
    'tag webkit': led,
  },
} as const;

export const redirectVectors: readonly Vector[] = [
  ...family('redirect', 'ran', [
    [
      'script',
      "A script at the site's own address",
      ({ hop, url }) => `<script src="${hop(url('js'))}"></script>`,
      reused,
    ],
    [
      'script-declared',
      'A script at a declared host',
      ({ hop, url }) => `<script src="${hop(url('js'), declaredHost)}"></script>`,
      reused,
    ],
    [
      'script-twice',
      'A script that is led on twice',
      ({ hop, url }) => `<script src="${hop(hop(url('js'), declaredHost))}"></script>`,
      reused,
    ],
    [
      'frame',
      "A frame at the site's own address",
      ({ hop, url }) => `<iframe src="${hop(url('html'))}" title=""></iframe>`,
      scanned,
    ],
    [
      'module',
      "A module at the site's own address",
      ({ hop, url }) => `<script type="module" src="${hop(url('mjs'))}"></script>`,
      reused,
    ],
    [
      'worker-import',
      'importScripts of an own address',
      ({ hop, url }) =>
        inline(
          `new Worker(URL.createObjectURL(new Blob(["importScripts('${hop(url('js'))}')"])));`,
        ),
    ],
  ]),
  ...family('redirect', 'requested', [
    [
      'image',
      "A picture at the site's own address",
      ({ hop, url }) => `<img src="${hop(url('gif'))}" alt="">`,
      scanned,
    ],
    [
      'image-declared-307',
      'A picture at a declared host, led on with 307',
      ({ hop, url }) => `<img src="${hop(url('gif'), declaredHost, 307)}" alt="">`,
      scanned,
    ],
    [
      'fetch',
      'fetch of an own address',
      ({ hop, url }) => inline(`await fetch('${hop(url('json'))}');`),
    ],
    [
      'fetch-308',
      'fetch of an own address, led on with 308',
      ({ hop, url }) =>
        inline(
          `await fetch('${hop(url('json'), undefined, 308)}', { method: 'POST', body: 'a' });`,
        ),
    ],
    [
      'beacon',
      'sendBeacon to an own address',
      ({ hop, url }) => inline(`navigator.sendBeacon('${hop(url('txt'), undefined, 307)}', 'a');`),
    ],
    [
      'stylesheet',
      "A style sheet at the site's own address",
      ({ hop, url }) => `<link rel="stylesheet" href="${hop(url('css'))}">`,
      scanned,
    ],
    [
      'font',
      "A font at the site's own address",
      ({ hop, url, token }) =>
        `<style>@font-face { font-family: r${token}; src: url("${hop(url('woff2'))}") } #r-${token} { font-family: r${token} }</style><p id="r-${token}">a</p>`,
    ],
    [
      'event-source',
      'EventSource at an own address',
      ({ hop, url }) =>
        inline(
          `const source = new EventSource('${hop(url('sse'))}'); source.onerror = () => source.close();`,
        ),
    ],
    [
      'video',
      "A video at the site's own address",
      ({ hop, url }) => `<video preload="auto" src="${hop(url('mp4'))}"></video>`,
      scanned,
    ],
  ]),
];
