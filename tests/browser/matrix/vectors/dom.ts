// SPDX-License-Identifier: MIT
/** Elements that a bundle of the site builds: every way to make, fill, copy and adopt one. */
import { family, inline, type Vector } from './vector.ts';

export const domVectors: readonly Vector[] = family('dom', 'ran', [
  [
    'create-element',
    'createElement, src, append',
    ({ url }) =>
      inline(
        `const made = document.createElement('script'); made.src = '${url('js')}'; document.head.append(made);`,
      ),
  ],
  [
    'create-element-ns',
    'createElementNS',
    ({ url }) =>
      inline(
        `const made = document.createElementNS('http://www.w3.org/1999/xhtml', 'script'); made.setAttribute('src', '${url('js')}'); document.body.appendChild(made);`,
      ),
  ],
  [
    'create-svg-script',
    'A script in SVG by createElementNS',
    ({ url }) =>
      inline(
        `const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg'); const made = document.createElementNS('http://www.w3.org/2000/svg', 'script'); made.setAttribute('href', '${url('js')}'); svg.append(made); document.body.append(svg);`,
      ),
  ],
  [
    'set-attribute-node',
    'An attribute node',
    ({ url }) =>
      inline(
        `const made = document.createElement('script'); const src = document.createAttribute('src'); src.value = '${url('js')}'; made.setAttributeNode(src); document.body.append(made);`,
      ),
  ],
  [
    'set-attribute-ns',
    'setAttributeNS',
    ({ url }) =>
      inline(
        `const made = document.createElement('script'); made.setAttributeNS(null, 'src', '${url('js')}'); document.body.append(made);`,
      ),
  ],
  [
    'src-after-insertion',
    'An address set after the element stands in the page',
    ({ url }) =>
      inline(
        `const made = document.createElement('script'); document.body.append(made); made.src = '${url('js')}';`,
      ),
  ],
  [
    'module-element',
    'A module script element',
    ({ url }) =>
      inline(
        `document.body.append(Object.assign(document.createElement('script'), { type: 'module', src: '${url('mjs')}' }));`,
      ),
  ],
  [
    'dynamic-import',
    'import() in a classic script',
    ({ url }) => inline(`await import('${url('mjs')}');`),
  ],
  [
    'import-of-blob',
    'import() of a blob that imports the vendor',
    ({ url }) =>
      inline(
        `await import(URL.createObjectURL(new Blob(["import '${url('mjs')}'"], { type: 'text/javascript' })));`,
      ),
  ],
  [
    'inner-html-image',
    'innerHTML with a picture',
    ({ url }) =>
      `<div class="lab-inner"></div>${inline(`const place = document.createElement('div'); place.innerHTML = '<img src="${url('gif')}" alt="">'; document.body.append(place);`)}`,
    { leak: 'requested' },
  ],
  [
    'inner-html-frame',
    'innerHTML with a frame',
    ({ url }) =>
      inline(
        `const place = document.createElement('div'); document.body.append(place); place.innerHTML = '<iframe src="${url('html')}"></iframe>';`,
      ),
  ],
  [
    'inner-html-handler',
    'innerHTML with a handler that loads a script',
    ({ url }) =>
      inline(
        `const place = document.createElement('div'); document.body.append(place); place.innerHTML = \`<img src="data:," onerror="document.head.append(Object.assign(document.createElement('script'),{src:'${url('js')}'}))">\`;`,
      ),
  ],
  [
    'outer-html',
    'outerHTML',
    ({ url }) =>
      inline(
        `const place = document.createElement('div'); document.body.append(place); place.outerHTML = '<img src="${url('gif')}" alt="">';`,
      ),
    { leak: 'requested' },
  ],
  [
    'insert-adjacent-html',
    'insertAdjacentHTML',
    ({ url }) =>
      inline(
        `document.body.insertAdjacentHTML('beforeend', '<iframe src="${url('html')}"></iframe>');`,
      ),
  ],
  [
    'insert-adjacent-element',
    'insertAdjacentElement',
    ({ url }) =>
      inline(
        `document.body.insertAdjacentElement('beforeend', Object.assign(document.createElement('script'), { src: '${url('js')}' }));`,
      ),
  ],
  [
    'clone-node',
    'cloneNode of a script that has never run',
    ({ url }) =>
      inline(
        `const made = document.createElement('script'); made.src = '${url('js')}'; document.body.append(made.cloneNode(true));`,
      ),
  ],
  [
    'import-node',
    'importNode from another document',
    ({ url }) =>
      inline(
        `const other = document.implementation.createHTMLDocument(''); const made = other.createElement('script'); made.src = '${url('js')}'; document.body.append(document.importNode(made, true));`,
      ),
  ],
  [
    'adopt-node',
    'adoptNode from another document',
    ({ url }) =>
      inline(
        `const other = document.implementation.createHTMLDocument(''); const made = other.createElement('script'); made.src = '${url('js')}'; document.body.append(document.adoptNode(made));`,
      ),
  ],
  [
    'contextual-fragment',
    'Range.createContextualFragment',
    ({ url }) =>
      inline(
        `document.body.append(document.createRange().createContextualFragment('<script src="${url('js')}"><\\/script>'));`,
      ),
  ],
  [
    'template-content',
    "A template's content",
    ({ url }) =>
      `<template class="lab-template"><img src="${url('gif')}" alt=""></template>${inline(`document.body.append([...document.querySelectorAll('.lab-template')].pop().content.cloneNode(true));`)}`,
    { leak: 'requested', scanned: true },
  ],
  [
    'custom-element',
    'A custom element that loads a script when it is connected',
    ({ url, token }) =>
      `<script>customElements.define('lab-${token}', class extends HTMLElement { connectedCallback() { this.append(Object.assign(document.createElement('script'), { src: '${url('js')}' })); } });</script><lab-${token}></lab-${token}>`,
  ],
  [
    'shadow-root',
    'A script in a shadow tree',
    ({ url }) =>
      inline(
        `const host = document.createElement('div'); document.body.append(host); host.attachShadow({ mode: 'closed' }).append(Object.assign(document.createElement('script'), { src: '${url('js')}' }));`,
      ),
  ],
  [
    'declarative-shadow-root',
    'A picture in a declarative shadow tree',
    ({ url }) =>
      `<div><template shadowrootmode="closed"><img src="${url('gif')}" alt=""></template></div>`,
    { leak: 'requested', scanned: true },
  ],
  [
    'dom-parser',
    'A picture parsed by DOMParser, then adopted',
    ({ url }) =>
      inline(
        `document.body.append(new DOMParser().parseFromString('<img src="${url('gif')}" alt="">', 'text/html').images[0]);`,
      ),
    { leak: 'requested' },
  ],
  [
    'detached-image',
    'A picture that never stands in the page',
    ({ url }) => inline(`document.createElement('img').src = '${url('gif')}';`),
    { leak: 'requested' },
  ],
  [
    'image-srcset',
    'srcset set by a script',
    ({ url }) => inline(`new Image().srcset = '${url('gif')} 2x';`),
    { leak: 'requested' },
  ],
  [
    'replace-children',
    'replaceChildren and a fragment',
    ({ url }) =>
      inline(
        `const place = document.createElement('div'); document.body.append(place); const parts = document.createDocumentFragment(); parts.append(Object.assign(document.createElement('script'), { src: '${url('js')}' })); place.replaceChildren(parts);`,
      ),
  ],
  [
    'mutation-of-text-script',
    'A held script whose type is put right (what other banners do)',
    ({ url }) =>
      `<script type="text/plain" class="lab-plain" data-src="${url('js')}"></script>${inline(`const plain = [...document.querySelectorAll('.lab-plain')].pop(); plain.replaceWith(Object.assign(document.createElement('script'), { src: plain.dataset.src }));`)}`,
  ],
  [
    'inline-text',
    'An inline script that a bundle writes, which loads the vendor',
    ({ url }) =>
      inline(
        `const made = document.createElement('script'); made.textContent = "document.head.append(Object.assign(document.createElement('script'),{src:'${url('js')}'}))"; document.body.append(made);`,
      ),
  ],
  [
    'eval',
    'Code by eval and new Function',
    ({ url }) =>
      inline(
        `(0, eval)("new Function(\\"document.head.append(Object.assign(document.createElement('script'), { src: '${url('js')}' }))\\")()");`,
      ),
  ],
  [
    'fetch-and-eval',
    "The vendor's code fetched as text, then run",
    ({ url }) => inline(`(0, eval)(await (await fetch('${url('js')}')).text());`),
  ],
  [
    'xslt',
    'A style sheet of XSLT that brings a picture',
    ({ url }) =>
      inline(
        `const sheet = new DOMParser().parseFromString('<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><img src="${url('gif')}"/></xsl:template></xsl:stylesheet>', 'text/xml'); const processor = new XSLTProcessor(); processor.importStylesheet(sheet); document.body.append(processor.transformToFragment(new DOMParser().parseFromString('<a/>', 'text/xml'), document));`,
      ),
    { leak: 'requested' },
  ],
]);
