// SPDX-License-Identifier: MIT
/**
 * The bootstrap: inline, first in head. Writes the page policy that the records allow before anything else is
 * parsed, and keeps cookie and storage writes back until the script has come and the core has decided.
 *
 * Whatever goes wrong here ends with nothing granted.
 */
import { hold } from './guard/hold.ts';
import { writePolicy } from './guard/page-policy.ts';
import type { Table } from './hand-over.ts';
import { quickPolicy } from './quick-decision.ts';
import { restoreReferrer } from './referrer.ts';

declare const AKKOORD_TABLE: Table;

function start(table: Table): void {
  let cookies = '';
  try {
    cookies = document.cookie;
    restoreReferrer();
  } catch {
    // A browser that refuses cookies keeps no consent, and no referrer either.
  }
  const handOver = hold(table.r, table.w, table.m);
  window.akkoord = handOver;
  handOver.c = cookies;
  handOver.p = quickPolicy(
    table,
    cookies,
    location.pathname,
    navigator.globalPrivacyControl,
    Date.now() / 1000,
    (grants) => {
      handOver.g = grants;
      table.g?.(handOver, table.q);
    },
  );
  writePolicy(handOver.p);
  addEventListener('load', () => {
    if (window.akkoord === handOver) {
      console.warn(
        'Akkoord: akkoord.js did not load: tags stay held. Check its address, upload it whole.',
      );
    }
  });
}

if (!window.akkoord) start(AKKOORD_TABLE);
