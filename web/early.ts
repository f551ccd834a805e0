// SPDX-License-Identifier: MIT
/**
 * Inline, ahead of the deferred script where a server sends the page policy: holds until then what that policy
 * can't see and no sweep undoes. Where a policy of the site's own forbids inline code, nothing else breaks.
 */
import { refuseCalls } from './guard/calls.ts';
import { holdSpeculationRules } from './guard/speculation-rules.ts';
import type { EarlyHandOver } from './hand-over.ts';

/** Whether the site's own pages call by WebRTC. */
declare const AKKOORD_CALLS: boolean;

if (!window.akkoord) {
  const early: EarlyHandOver = { u: [] };
  window.akkoord = early;
  if (!AKKOORD_CALLS) refuseCalls();
  holdSpeculationRules(early);
}
