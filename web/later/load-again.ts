// SPDX-License-Identifier: MIT
/** Loads the page again, and hands on what the new one can't know. */
import { keepReferrer } from '../referrer.ts';

/** `left`: names of cookies that no page can delete, which the page that comes tells of. */
export function loadAgain(left: readonly string[] = []): void {
  try {
    keepReferrer();
    if (left.length) sessionStorage.setItem('akkoord-undeletable', left.join(' '));
  } catch {
    // Without storage the referrer becomes the page itself.
  }
  location.reload();
}
