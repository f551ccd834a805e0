// SPDX-License-Identifier: MIT
/** Debian's Chromium, as all tests start it: without calls of its own. */
export const executablePath = '/usr/bin/chromium';
export const quietly: readonly string[] = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
