// SPDX-License-Identifier: MIT
/** What records that differ from those that a page was made from ask of it: to load again, now or later. */
import type { Settled } from '../banner/chooser.ts';
import { outcome } from '../page-module.ts';
import type { RunningPage } from '../running-page.ts';
import { renewRules } from './foreign-rules.ts';
import { reloadsOnGrant, wouldLose } from './grant.ts';
import { loadAgain } from './load-again.ts';
import { deleteStored } from './withdrawal.ts';

/**
 * `ended`: ids of services that were withdrawn. `made`: the choice was made in another tab, so this one may be in the
 * middle of something; or while nobody saw this page, which is as good as the next one then.
 */
export async function settle(
  page: RunningPage,
  ended: readonly string[],
  made?: 'elsewhere' | 'unseen',
): Promise<Settled> {
  const { core, guard } = page;
  document.dispatchEvent(new CustomEvent('akkoord:change', { detail: page.state() }));
  const isWidened = core.ids.some(
    (_, service) => core.outcome(service) === outcome.granted && !guard.runs(service),
  );
  if (!ended.length && !isWidened) return 'saved';
  let left: readonly string[] = [];
  if (ended.length) {
    left = await deleteStored(page, ended);
    if (left.length) {
      page.warn(
        `these cookies can't be deleted by a page and may be left: ${left.join(', ')}. Let the server delete them.`,
      );
    }
    if (made && wouldLose(page.typed)) return staysHere();
  } else if (made === 'unseen' ? wouldLose(page.typed) : !reloadsOnGrant(page)) return staysHere();
  loadAgain(left);
  return 'reloads';
}

/** The choice holds from the next page on: one that the browser has fetched ahead for the former choice is none. */
function staysHere(): Settled {
  renewRules();
  return 'saved_next_page';
}
