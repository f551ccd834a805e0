// SPDX-License-Identifier: MIT
/**
 * Holds requests to the site's own paths that stand in for a service: 'self' admits them to every page policy.
 *
 * A URL under such a path is exchanged for one that no policy admits, so the browser refuses it in its own way and
 * tells of it. Only policies with such paths carry this code: it stands in their table and their data.
 */
import type { HandOver } from '../hand-over.ts';
import { noHost } from './no-host.ts';

/** The path as servers read it: characters that need no escape written out, slashes in a row folded. */
function plainPath({ pathname }: URL): string {
  const plain = pathname
    .replace(/%[2-7][\da-f]/gi, (hex) => String.fromCharCode(Number(`0x${hex.slice(1)}`)))
    .replace(/\/{2,}/g, '/');
  return new URL(plain, location.origin).pathname;
}

/** `services`: by path, those behind it; where it ends in '/', behind all below. */
export function gatePaths(
  handOver: HandOver,
  services: Readonly<Record<string, string>> = {},
): void {
  const patterns = Object.keys(services).sort((a, b) => b.length - a.length);
  handOver.h = (path) => {
    const fitting = patterns.find(
      (pattern) => path === pattern || (pattern.endsWith('/') && path.startsWith(pattern)),
    );
    return fitting !== undefined && !handOver.g?.(`${services[fitting]}`);
  };
  const held = (address: unknown): string => {
    try {
      const url = new URL(`${address}`, document.baseURI);
      if (url.host === location.host && handOver.h?.(plainPath(url))) {
        url.host = noHost;
        return url.href;
      }
    } catch {
      // No URL asks for nothing.
    }
    return `${address}`;
  };
  const heldAttribute = (name: string, value: unknown): string =>
    name.endsWith('srcset') ? `${value}`.replace(/[^\s,]\S*/g, held) : held(value);

  /** Exchanges the argument at `at` of each call. */
  const wrap = (owner: object, name: string, at: number): void => {
    const native = Reflect.get(owner, name);
    Reflect.set(owner, name, function (this: unknown, ...words: unknown[]) {
      const word = words[at];
      const url = word instanceof Request ? word.url : word;
      const other = held(url);
      if (other !== `${url}`) words[at] = other;
      return native.apply(this, words);
    });
  };
  wrap(window, 'fetch', 0);
  wrap(XMLHttpRequest.prototype, 'open', 1);
  wrap(Navigator.prototype, 'sendBeacon', 0);
  for (const name of ['WebSocket', 'EventSource', 'Worker', 'SharedWorker']) {
    const native = Reflect.get(window, name);
    if (!native) continue;
    Reflect.set(
      window,
      name,
      new Proxy(native, {
        construct: (target, [url, ...words]) => Reflect.construct(target, [held(url), ...words]),
      }),
    );
  }

  const names = ['src', 'srcset', 'imagesrcset', 'href', 'data', 'poster'];
  const isLink = (element: Element): boolean => /^(a|area|base)$/.test(element.localName);
  for (const type of Object.getOwnPropertyNames(window)) {
    const owner = /^HTML(?!Anchor|Area|Base).*Element$/.test(type) && Reflect.get(window, type);
    for (const name of names) {
      const { set, ...rest } =
        (owner && Object.getOwnPropertyDescriptor(owner.prototype, name)) || {};
      if (!set) continue;
      Object.defineProperty(owner.prototype, name, {
        ...rest,
        set(value) {
          set.call(this, heldAttribute(name, value));
        },
      });
    }
  }
  for (const [way, at] of [
    ['setAttribute', 0],
    ['setAttributeNS', 1],
  ] as const) {
    const native = Element.prototype[way] as (...words: unknown[]) => void;
    Reflect.set(Element.prototype, way, function (this: Element, ...words: unknown[]) {
      const name = `${words[at]}`.toLowerCase().replace('xlink:', '');
      if (names.includes(name) && !isLink(this)) words[at + 1] = heldAttribute(name, words[at + 1]);
      native.apply(this, words);
    });
  }

  // A parser's script is met before it runs, and most of what else it makes before it asks.
  const look = (element: Element): void => {
    for (const name of names) {
      const value = element.getAttribute(name);
      if (value === null || isLink(element)) continue;
      const other = heldAttribute(name, value);
      if (other !== value) element.setAttribute(name, other);
    }
  };
  new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        look(node);
        for (const name of names) node.querySelectorAll(`[${name}]`).forEach(look);
      }
    }
  }).observe(document, { childList: true, subtree: true });
}
