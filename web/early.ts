// SPDX-License-Identifier: MIT
/**
 * Inline, ahead of the deferred script where a server sends the page policy: holds until then what that policy
 * can't see and no sweep undoes, and keeps in mind what it refuses. Where a policy of the site's own forbids inline
 * code, nothing else breaks.
 */
import { holdEarly } from './guard/hold.ts';

/** Whether the site's own pages call by WebRTC. */
declare const AKKOORD_CALLS: boolean;

window.akkoord ??= holdEarly(AKKOORD_CALLS);
