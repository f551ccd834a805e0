// SPDX-License-Identifier: MIT
/** What a page offers whoever reads it, and where it leads. */
import { everyElement, isShown, styleOf, upFrom, wordsIn } from './tree.ts';

/** Read by cli/lint/seen.cc under these names. */
export interface SeenPage {
  readonly language: string;
  /** Scheme, host and path alone. */
  readonly url: string;
  readonly title: string;
  readonly words: number;
  readonly headings: readonly string[];
  /** Something lies over the page or keeps it from being scrolled. */
  readonly is_covered: boolean;
  /** Pages of the same origin that it links to, without query. */
  readonly links: readonly string[];
  readonly ahead: readonly { readonly rel: string; readonly href: string }[];
  readonly speaks_of_gpc: boolean;
}

const mostLinks = 200;
const files = /\.(?:pdf|jpe?g|png|gif|webp|svg|zip|docx?|xlsx?|mp[34]|ics|xml|json|css|js)$/i;
const leavesVisit = /log-?out|sign-?out|uitloggen|abmelden|deconnexion/i;

export function seenPage(): SeenPage {
  const { body } = document;
  return {
    language: document.documentElement.lang,
    url: `${location.origin}${location.pathname}`,
    title: document.title.slice(0, 200),
    words: (body?.innerText ?? '').split(/\s+/).filter(Boolean).length,
    headings: headings(),
    is_covered: isCovered(),
    links: links(),
    ahead: ahead(),
    speaks_of_gpc: /global privacy control|\bGPC\b|opt-out preference signal/i.test(
      body ? wordsIn(body) : '',
    ),
  };
}

function headings(): string[] {
  return [...document.querySelectorAll('h1,h2,h3')]
    .filter((one) => isShown(one) && !isPartOfALayer(one))
    .map((one) => (one.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 80))
    .filter(Boolean)
    .slice(0, 60);
}

function isPartOfALayer(element: Element): boolean {
  return [...upFrom(element)].some((one) => /fixed|sticky/.test(styleOf(one).position));
}

/** Whether, where a visitor would read, something fixed is met that fills most of the window. */
function isCovered(): boolean {
  const points = [0.3, 0.5, 0.7].map((share) => [innerWidth / 2, innerHeight * share] as const);
  const covered = points.filter(([x, y]) => {
    const met = document.elementFromPoint(x, y);
    if (!met) return false;
    return [...upFrom(met)].some((one) => {
      if (one.matches('html,body') || styleOf(one).position !== 'fixed') return false;
      const { width, height } = one.getBoundingClientRect();
      return width * height > innerWidth * innerHeight * 0.6;
    });
  });
  const locked = [document.documentElement, document.body].some(
    (one) => one && /hidden|clip/.test(styleOf(one).overflowY),
  );
  const isLong = document.documentElement.scrollHeight > innerHeight * 1.2;
  return covered.length === points.length || (locked && isLong);
}

function links(): string[] {
  const found = new Set<string>();
  const add = (href: string): void => {
    if (found.size >= mostLinks) return;
    try {
      const { origin, pathname, protocol } = new URL(href, document.baseURI);
      if (origin !== location.origin || !/^https?:$/.test(protocol)) return;
      if (!files.test(pathname) && !leavesVisit.test(pathname)) found.add(`${origin}${pathname}`);
    } catch {
      // No address.
    }
  };
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[hreflang][href]'))
    add(link.href);
  for (const element of everyElement()) {
    if (element.matches('a[href],area[href]')) add((element as HTMLAnchorElement).href);
  }
  return [...found];
}

function ahead(): { rel: string; href: string }[] {
  const kinds = /^(?:preconnect|dns-prefetch|prefetch|prerender)$/i;
  return [...document.querySelectorAll<HTMLLinkElement>('link[rel][href]')]
    .flatMap(({ rel, href }) =>
      rel
        .split(/\s+/)
        .flatMap((one) => (kinds.test(one) ? [{ rel: one.toLowerCase(), href }] : [])),
    )
    .slice(0, 100);
}
