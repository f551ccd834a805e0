// SPDX-License-Identifier: MIT
/** Debian's Chromium, as all tests start it: without calls of its own. */

/** The engine without a browser's window, menus and services around it: a page takes a third of the time in it. */
export const executablePath = '/usr/bin/chromium-headless-shell';
/** The whole browser, where one of those counts: pages that it fetches or renders ahead, say. */
export const wholeChromium = '/usr/bin/chromium';
export const quietly: readonly string[] = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
