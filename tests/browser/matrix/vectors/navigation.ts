// SPDX-License-Identifier: MIT
/** Forms, and pages that lead to the vendor. */
import { family, inline, type Vector } from './vector.ts';

const never =
  "a form goes to the hosts that the policy's site.forms names, whatever the visitor chose";
const leads = 'no policy of a page governs where it leads: the visitor sees the address change';
const impossible = { header: leads, snippet: leads, tag: leads } as const;

export const navigationVectors: readonly Vector[] = family('navigation', 'requested', [
  [
    'form-action',
    'A form that a script sends into a frame',
    ({ url, token }) =>
      `<iframe name="f-${token}" title=""></iframe><form id="form-${token}" method="post" target="f-${token}" action="${url('html')}"><input name="a" value="1"></form>${inline(`document.getElementById('form-${token}').submit();`)}`,
    { never },
  ],
  [
    'form-get',
    'A form sent by GET',
    ({ url, token }) =>
      `<iframe name="g-${token}" title=""></iframe><form id="get-${token}" target="g-${token}" action="${url('html')}"><input name="a" value="1"></form>${inline(`document.getElementById('get-${token}').requestSubmit();`)}`,
    { never },
  ],
  [
    'form-action-top',
    'A form that replaces the page',
    ({ url, token }) =>
      `<form id="top-${token}" method="post" action="${url('html')}"></form>${inline(`addEventListener('load', () => document.getElementById('top-${token}').submit());`)}`,
    { never, alone: true },
  ],
  [
    'formaction',
    'A button with an address of its own',
    ({ url, token }) =>
      `<iframe name="b-${token}" title=""></iframe><form target="b-${token}" action="/left"><button id="button-${token}" formmethod="post" formaction="${url('html')}">Send</button></form>${inline(`document.getElementById('button-${token}').click();`)}`,
    { never },
  ],
  [
    'form-redirect',
    "A form to the site's own address, which leads to the vendor",
    ({ hop, url, token }) =>
      `<iframe name="r-${token}" title=""></iframe><form id="redirect-${token}" method="post" target="r-${token}" action="${hop(url('html'))}"></form>${inline(`document.getElementById('redirect-${token}').submit();`)}`,
    { never },
  ],
  [
    'frame-location',
    'A frame whose address a script sets',
    ({ url }) =>
      inline(
        `const frame = document.createElement('iframe'); document.body.append(frame); frame.contentWindow.location = '${url('html')}';`,
      ),
  ],
  [
    'link-into-frame',
    'A link into a frame',
    ({ url, token }) =>
      `<iframe name="l-${token}" title=""></iframe><a id="link-${token}" target="l-${token}" href="${url('html')}">On</a>${inline(`document.getElementById('link-${token}').click();`)}`,
  ],
  [
    'open-into-frame',
    'window.open into a frame',
    ({ url, token }) =>
      `<iframe name="o-${token}" title=""></iframe>${inline(`open('${url('html')}', 'o-${token}');`)}`,
  ],
  [
    'refresh-of-frame',
    'A refresh in a frame with srcdoc',
    ({ url }) =>
      `<iframe srcdoc="<meta http-equiv='refresh' content='0;url=${url('html')}'>" title=""></iframe>`,
  ],
  [
    'meta-refresh',
    'A refresh in the page itself',
    ({ url }) => ({ head: `<meta http-equiv="refresh" content="0;url=${url('html')}">` }),
    { alone: true, impossible },
  ],
  [
    'refresh-header',
    "A refresh in the page's header",
    ({ url }) => ({ headers: { Refresh: `0;url=${url('html')}` } }),
    { alone: true, impossible },
  ],
  [
    'location',
    'A script that sets the address of its own page',
    ({ url }) => inline(`addEventListener('load', () => { location.href = '${url('html')}'; });`),
    { alone: true, impossible },
  ],
  [
    'window-open',
    'A script that opens a window at the vendor',
    ({ url }) => inline(`open('${url('html')}');`),
    { alone: true, impossible },
  ],
  [
    'link-click',
    'A script that clicks a link out of the page',
    ({ url, token }) =>
      `<a id="out-${token}" href="${url('html')}">On</a>${inline(`addEventListener('load', () => document.getElementById('out-${token}').click());`)}`,
    { alone: true, impossible },
  ],
  [
    'base-target-link',
    'A script that clicks a link into a new window',
    ({ url, token }) =>
      `<a id="blank-${token}" target="_blank" href="${url('html')}">On</a>${inline(`addEventListener('load', () => document.getElementById('blank-${token}').click());`)}`,
    { alone: true, impossible },
  ],
]);
