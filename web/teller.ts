// SPDX-License-Identifier: MIT
/** Loads what tells the collector, where the policy has one: the banner is shown, or something waits since another page. */
import type { RunningPage } from './running-page.ts';

export function loadTeller(page: RunningPage, isShown: boolean): void {
  try {
    // When there is something to do stands first there (tell/waiting.ts).
    if (isShown || localStorage['akkoord_tell'].split(' ')[0] < Date.now()) {
      setTimeout(() =>
        import(page.fileUrl('akkoord-tell.js')).then(
          (module) => module.tell(page, isShown),
          page.warn,
        ),
      );
    }
  } catch {
    // Nothing waits, or nothing can be stored.
  }
}
