// SPDX-License-Identifier: MIT
/**
 * The bootstrap: inline, first in head. Writes the page policy that the records allow before anything else is
 * parsed, and keeps cookie and storage writes back until the script has come and the core has decided.
 *
 * Whatever goes wrong here ends with nothing granted.
 */
import { gateCookieWrites } from './guard/cookie-writes.ts';
import { writePolicy } from './guard/page-policy.ts';
import { gateStorageWrites } from './guard/storage-writes.ts';
import { closedGate } from './guard/write-gate.ts';
import type { HandOver, Table } from './hand-over.ts';
import { quickPolicy } from './quick-decision.ts';
import { restoreReferrer } from './referrer.ts';

declare const AKKOORD_TABLE: Table;

const maxViolations = 200;

function start(table: Table): void {
  let cookies = '';
  try {
    cookies = document.cookie;
  } catch {
    // A browser that refuses cookies keeps no consent.
  }
  const policy = quickPolicy(
    table,
    cookies,
    location.pathname,
    navigator.globalPrivacyControl,
    Date.now() / 1000,
  );
  writePolicy(policy);

  const free = [table.m, ...table.n].join(' ').split(' ');
  const violations: SecurityPolicyViolationEvent[] = [];
  const handOver: HandOver = {
    // "_pk_id*" stands for what begins like it.
    ...closedGate((name) =>
      free.some((one) => one === name || one === `${name.slice(0, one.length - 1)}*`),
    ),
    r: table.r,
    p: policy,
    v: violations,
  };
  window.akkoord = handOver;
  document.addEventListener('securitypolicyviolation', (event) => {
    if (handOver.v.length < maxViolations) handOver.v.push(event);
  });
  addEventListener('load', () => {
    if (window.akkoord === handOver) {
      console.warn('Akkoord: optional tags stay held: akkoord.js did not load. Check its address.');
    }
  });
  try {
    gateCookieWrites(handOver);
    restoreReferrer();
    gateStorageWrites(handOver);
  } catch {
    // Nor is there a storage to keep back from.
  }
}

if (!window.akkoord) start(AKKOORD_TABLE);
