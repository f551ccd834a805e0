// SPDX-License-Identifier: MIT
/**
 * A grant: a page's policy can't be widened, so what has been granted beyond it needs the page anew.
 *
 * The reload follows a written choice and nothing else, so it can't loop.
 */
import { outcome, type PageModule } from './page-module.ts';
import { keepReferrer } from './referrer.ts';

/** Whether the records now grant a service that the page was made without. */
export function isWidened(core: PageModule, runs: (service: number) => boolean): boolean {
  return core.ids.some((_, service) => core.outcome(service) === outcome.granted && !runs(service));
}

export function reloadPage(): void {
  try {
    keepReferrer();
  } catch {
    // Without storage the referrer becomes the page itself.
  }
  location.reload();
}
