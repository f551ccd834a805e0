// SPDX-License-Identifier: MIT
/** A vector: one way in which a page reaches a vendor, runs its code or stores something for it. */
import type { EngineName } from '../engines/engine.ts';
import type { Install } from '../installs.ts';

/** What a vector does when nothing holds it. A vendor's code that runs was requested, too. */
export type Leak = 'requested' | 'ran' | 'stored';

/** What a URL of the lab answers with. */
export type Kind =
  | 'js'
  | 'mjs'
  | 'css'
  | 'gif'
  | 'svg'
  | 'html'
  | 'json'
  | 'txt'
  | 'xml'
  | 'woff2'
  | 'mp4'
  | 'vtt'
  | 'sse'
  | 'ws'
  | 'webmanifest'
  | 'rules';

/** Where a vector's vendor is, for one run: every URL carries a token that no other vector knows. */
export interface Aim {
  readonly token: string;
  /** For names of cookies, items, databases and caches: the vendor's prefix and the token. */
  readonly name: string;
  /** At the vendor; `query` without its question mark. */
  url(kind: Kind, query?: string): string;
  /** The same without its scheme. */
  bare(kind: Kind): string;
  /** At the site's own path that proxies the vendor: a path. */
  path(kind: Kind): string;
  /** At the host of the site's domain whose CNAME is the vendor's. */
  cloak(kind: Kind): string;
  /** At a host that no service of the policy names. */
  undeclared(kind: Kind): string;
  /** At the site itself, nothing to hold: answers with `body` as `kind`. */
  own(kind: Kind, body: string): string;
  /** At the site itself or another host, leading on to `to`. */
  hop(to: string, host?: string, status?: number): string;
  /** At the site itself: a harmless picture whose answer sets `cookie`. */
  setsCookie(cookie: string): string;
  /** An address on loopback that counts a packet of WebRTC as the vendor's. */
  readonly stun: string;
}

/** How the server sends a page: at once, in small late pieces, or behind a slow script of the site. */
export type Pace = 'at-once' | 'streamed' | 'slow-script';

export interface Markup {
  readonly head?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Clicked once the page has loaded. */
  readonly click?: string;
}

export interface Vector {
  /** The family and a word or two: `parser/script-src`. */
  readonly id: string;
  readonly sentence: string;
  readonly leak: Leak;
  readonly pace?: Pace;
  /** Needs a page to itself: it replaces the page, leads away, or disturbs what comes later. */
  readonly alone?: true;
  /** Where an engine asks ahead of the parser, and no script can be sooner. */
  readonly scanned?: true;
  /** Where it exists at all; every engine unless given. */
  readonly engines?: readonly EngineName[];
  /** Why an install can't hold it, by install or `install engine`. */
  readonly impossible?: Readonly<Partial<Record<Install | `${Install} ${EngineName}`, string>>>;
  /** Why consent to the vendor does not let it through. */
  readonly never?: string;
  page(aim: Aim): string | Markup;
}

/** What most vectors are: a sentence and markup for the page's body. */
export type Row = readonly [
  word: string,
  sentence: string,
  page: (aim: Aim) => string | Markup,
  more?: Partial<Omit<Vector, 'id' | 'sentence' | 'page'>>,
];

export function family(name: string, leak: Leak, rows: readonly Row[]): readonly Vector[] {
  return rows.map(([word, sentence, page, more]) => ({
    ...{ id: `${name}/${word}`, sentence, leak, page },
    ...more,
  }));
}

/** Code of the site, inline; what it throws disturbs nobody. */
export function inline(code: string): string {
  return `<script>(async () => { ${code} })().catch(() => {});</script>\n`;
}
