// SPDX-License-Identifier: MIT
/** Hosts that the site declares, and sites to which it leads. */
import { declaredHost, fontHost, payHost } from '../policy.ts';
import { type Aim, inline } from '../vectors/vector.ts';
import { done, type Row } from './row.ts';

/** The lab's address of a declared host, counted like a vendor's. */
function declared({ token }: Aim, kind: string, host = declaredHost): string {
  return `http://${host}/t/${token}.${kind}`;
}

const counted = "return Number(await (await fetch('/asked/' + window.labToken)).text()) > 0;";
const ran = "return Number(await (await fetch('/reported/' + window.labToken)).text()) > 0;";

export const declaredHosts: readonly Row[] = [
  [
    'declared-web-socket',
    'A WebSocket to a host that the site declares',
    () =>
      inline(
        `const socket = new WebSocket('ws://${declaredHost}/socket'); socket.onmessage = ({ data }) => { window.labDone = data === 'hi'; };`,
      ),
    done,
  ],
  [
    'payment-form',
    'A form to a declared host',
    () =>
      `<form id="own" method="post" action="http://${payHost}/left"></form>${inline("addEventListener('load', () => document.getElementById('own').submit());")}`,
    `return location.hostname === '${payHost}';`,
  ],
  [
    'payment-redirect',
    "A form to the site's own address that leads to a declared host",
    ({ hop }) =>
      `<form id="own" method="post" action="${hop(`http://${payHost}/left`, undefined, 303)}"></form>${inline("addEventListener('load', () => document.getElementById('own').submit());")}`,
    `return location.hostname === '${payHost}';`,
  ],
  [
    'link-away',
    'A link to another site, which the visitor follows',
    () => ({ body: `<a id="own" href="http://${payHost}/left">Away</a>`, click: '#own' }),
    `return location.hostname === '${payHost}';`,
  ],
  [
    'declared-script',
    'A script of a declared host',
    (aim) => `<script src="${declared(aim, 'js')}"></script>`,
    ran,
  ],
  [
    'declared-image',
    'A picture of a declared host',
    (aim) => `<img id="own" src="${declared(aim, 'gif')}" alt="">`,
    "return document.getElementById('own').naturalWidth === 1;",
  ],
  [
    'declared-fetch',
    'fetch of a declared host',
    (aim) => inline(`window.labDone = (await fetch('${declared(aim, 'json')}')).ok;`),
    done,
  ],
  [
    'declared-style',
    'A style sheet of a declared host',
    (aim) => `<link id="own" rel="stylesheet" href="${declared(aim, 'css')}">`,
    "return !!document.getElementById('own').sheet;",
  ],
  [
    'declared-font',
    'A web font of a declared host',
    (aim) =>
      `<style>@font-face { font-family: own; src: url(${declared(aim, 'woff2', fontHost)}) } h1 { font-family: own }</style>`,
    counted,
  ],
  [
    'declared-frame',
    'A frame of a declared host',
    (aim) => `<iframe src="${declared(aim, 'html')}" title=""></iframe>`,
    ran,
  ],
  [
    'declared-redirect',
    "A picture at the site's own address that leads to a declared host",
    (aim) => `<img id="own" src="${aim.hop(declared(aim, 'gif'))}" alt="">`,
    "return document.getElementById('own').naturalWidth === 1;",
  ],
];
