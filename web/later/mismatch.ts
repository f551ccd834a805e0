// SPDX-License-Identifier: MIT
/** A service that the records grant is refused by a policy that is not ours: the developer must know whose. */
import { admitsMore } from '../guard/page-policy.ts';
import type { RunningPage } from '../running-page.ts';
import { loadAgain } from './load-again.ts';

/** Whether it is one, and was told. */
export function tellMismatch(
  page: RunningPage,
  id: string,
  ours: string,
  refusing: string,
): boolean {
  const [sources = ''] = ours.split(';');
  // Ours may refuse a URL of a granted service too: one that waits for another service's grant.
  if (!admitsMore(sources, refusing)) return false;
  // Fetched ahead for former records, with a header of then: asked for anew, it is as the visitor has chosen.
  if (wasFetchedAhead()) {
    loadAgain();
    return true;
  }
  const note = `${id} is granted, but another policy of this page refuses it: a header made from another revision than ${page.data.r}, or the site's own. Write the header anew with akkoord headers, or add the service to the site's policy.`;
  page.notes.push(note);
  page.warn(note);
  return true;
}

/** A page that was loaded again was not, so this can't go round in circles. */
function wasFetchedAhead(): boolean {
  const navigations: readonly (PerformanceEntry & { readonly deliveryType?: string })[] =
    performance.getEntriesByType('navigation');
  return navigations[0]?.deliveryType === 'navigational-prefetch';
}
