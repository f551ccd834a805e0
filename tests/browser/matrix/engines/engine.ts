// SPDX-License-Identifier: MIT
/**
 * A browser as the matrix drives it, whichever protocol its engine speaks.
 *
 * Every engine meets the lab on plain http, on the hosts' own names without a port: Chromium by resolving all
 * names to the lab, Firefox and WebKit through the lab as their forward proxy (http://127.0.0.1:PORT; requests
 * in absolute form, CONNECT for web sockets). Nothing else may be reached: no proxy exceptions, no calls home.
 * Where the engine has a switch for it, http://www.clinic-lab.test counts as secure, so that what needs a
 * secure page (service workers, cookieStore, Cache) exists there.
 */
export type EngineName = 'chromium' | 'firefox' | 'webkit';

export const engineNames: readonly EngineName[] = ['chromium', 'firefox', 'webkit'];

/** The page host, and the only origin that counts as secure. */
export const secureOrigin = 'http://www.clinic-lab.test';

export interface EngineCookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly path: string;
}

/** One visitor with a profile of their own: nothing is shared with other visitors. */
export interface EngineVisitor {
  /**
   * Loads `url` until its load event; a load that takes longer than 15 s, or is led elsewhere, is no error.
   * Windows that pages have opened are closed first: a page behind them may be held back.
   */
  open(url: string): Promise<void>;
  /** What `body`, the body of an async function, returns in the page, through JSON; ends after 15 s. */
  evaluate<T>(body: string): Promise<T>;
  /** A real click (with user activation) on the first element that matches. */
  click(selector: string): Promise<void>;
  /** A real press of a key, or of several together: `Tab`, `Shift+Tab`, `Enter`, `Space`, `Escape`. */
  press(keys: string): Promise<void>;
  /** Gives the page so much room, in CSS pixels. */
  resize(width_px: number, height_px: number): Promise<void>;
  /** All cookies that the page at hand would send or its site has set, HttpOnly ones too. */
  cookies(): Promise<readonly EngineCookie[]>;
  /** Another page of the same visitor; closing it leaves the others open. */
  tab(): Promise<EngineVisitor>;
  /** Ends the visitor with all pages, popups too. */
  close(): Promise<void>;
}

export interface Engine {
  readonly name: EngineName;
  /** As the browser tells it: "Chromium 156.0". */
  readonly version: string;
  visitor(): Promise<EngineVisitor>;
  close(): Promise<void>;
}

/** Starts a browser that meets the lab on `port`; what each engine's file exports as launchNAME. */
export type Launch = (port: number) => Promise<Engine>;
