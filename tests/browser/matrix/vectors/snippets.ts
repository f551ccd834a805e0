// SPDX-License-Identifier: MIT
/** Inline snippets in the manner of vendors: written anew, each with the trick that its kind is known for. */
import { family, type Vector } from './vector.ts';

export const snippetVectors: readonly Vector[] = family('snippet', 'ran', [
  [
    'queue-and-async',
    'A queue, and an async script beside it (statistics)',
    ({ url }) => `<script async src="${url('js', 'id=LAB-1')}"></script>
<script>window.labLayer = window.labLayer || []; function labTag() { labLayer.push(arguments); } labTag('config', 'LAB-1');</script>`,
    { scanned: true },
  ],
  [
    'before-first-script',
    'A function that puts a script before the first one (tag manager)',
    ({ url }) =>
      `<script>(function (w, d, tag, layer) { w[layer] = w[layer] || []; w[layer].push({ start: Date.now() });
var first = d.getElementsByTagName(tag)[0], made = d.createElement(tag); made.async = true; made.src = '${url('js')}';
first.parentNode.insertBefore(made, first); })(window, document, 'script', 'labManager');</script>`,
  ],
  [
    'stub-with-queue',
    'A stub that queues calls until its script is there (pixel)',
    ({ url }) =>
      `<script>!(function (w, d) { if (w.labPixel) return; var stub = w.labPixel = function () { stub.call ? stub.queue.push(arguments) : 0; };
stub.queue = []; stub.version = '1'; var made = d.createElement('script'); made.async = !0; made.src = '${url('js')}';
d.head.appendChild(made); })(window, document); labPixel('init', '1'); labPixel('track', 'View');</script>`,
  ],
  [
    'noscript-pixel',
    "A pixel's picture in noscript, drawn out by a script",
    ({ url }) =>
      `<noscript class="lab-pixel"><img src="${url('gif')}" alt=""></noscript><script>{ const last = [...document.querySelectorAll('.lab-pixel')].pop(); const drawn = document.createElement('div'); drawn.innerHTML = last.textContent; document.body.append(drawn); }</script>`,
    { leak: 'requested' },
  ],
  [
    'settings-object',
    'A settings object and a script in head (session replay)',
    ({ url }) =>
      `<script>(function (w, d) { w.labReplay = { id: 7, version: 6 }; var head = d.getElementsByTagName('head')[0], made = d.createElement('script');
made.async = 1; made.src = '${url('js')}?v=' + w.labReplay.version; head.appendChild(made); })(window, document);</script>`,
  ],
  [
    'on-load',
    'A script that waits for load (chat)',
    ({ url }) =>
      `<script>window.addEventListener('load', function () { var made = document.createElement('script'); made.src = '${url('js')}'; document.body.appendChild(made); });</script>`,
  ],
  [
    'idle',
    'A script that waits for an idle moment',
    ({ url }) =>
      `<script>(window.requestIdleCallback || setTimeout)(function () { var made = document.createElement('script'); made.src = '${url('js')}'; document.head.appendChild(made); });</script>`,
  ],
  [
    'image-beacon',
    'A picture without a place in the page',
    ({ url }) => `<script>(new Image(1, 1)).src = '${url('gif', 'event=view')}';</script>`,
    { leak: 'requested' },
  ],
  [
    'frame-of-manager',
    "A tag manager's frame",
    ({ url }) =>
      `<iframe src="${url('html')}" height="0" width="0" style="display:none;visibility:hidden" title=""></iframe>`,
    { scanned: true },
  ],
  [
    'json-with-padding',
    'A script that calls back (JSONP)',
    ({ url }) =>
      `<script>{ const made = document.createElement('script'); made.src = '${url('js', 'callback=labCall')}'; document.body.append(made); }</script>`,
  ],
  [
    'scheme-by-page',
    "An address after the page's scheme",
    ({ bare }) =>
      `<script>document.write(unescape("%3Cscript src='" + (location.protocol == 'https:' ? 'https:' : 'http:') + "${bare('js')}'%3E%3C/script%3E"));</script>`,
    { scanned: true },
  ],
  [
    'decoded',
    'An address that is decoded at run time',
    ({ url }) =>
      `<script>{ const made = document.createElement('script'); made.src = atob('${Buffer.from(url('js')).toString('base64')}'); document.head.append(made); }</script>`,
  ],
]);
