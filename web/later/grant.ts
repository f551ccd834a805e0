// SPDX-License-Identifier: MIT
/**
 * A grant: a page's policy can't be widened, so what has been granted beyond it needs the page anew; at once, or
 * where the visitor would lose something by that, with the next page.
 *
 * A reload follows records that differ from those that the page was made from, and nothing else: it can't loop.
 */
import type { RunningPage } from '../running-page.ts';
import { laterData } from './later-data.ts';

/** Whether a grant loads this page again: where the policy says so for its route, and nothing would be lost. */
export function reloadsOnGrant({ typed }: RunningPage): boolean {
  const { on_grant, routes = {} } = laterData();
  const [route = ''] = Object.keys(routes)
    .filter((prefix) => location.pathname.startsWith(prefix))
    .sort((a, b) => b.length - a.length);
  return (routes[route] ?? on_grant) === 'reload' && !wouldLose(typed);
}

/** Whether loading the page again would take something from the visitor. */
export function wouldLose(typed: RunningPage['typed']): boolean {
  return (
    [...typed].some(isChanged) ||
    // What was changed before anyone listened.
    [...document.querySelectorAll(':user-valid,:user-invalid')].some(isChanged) ||
    [...document.querySelectorAll<HTMLMediaElement>('video,audio')].some(isHeard) ||
    // A visitor opened what plays in it: "show once".
    [...document.querySelectorAll('akkoord-embed')].some(({ shadowRoot }) =>
      shadowRoot?.querySelector('iframe'),
    ) ||
    [...document.querySelectorAll<HTMLElement>('dialog[open],[aria-modal="true"]')].some(isSeen)
  );
}

function isChanged(target: EventTarget): boolean {
  if (!(target instanceof HTMLElement) || !target.isConnected || !isSeen(target)) return false;
  if (target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLInputElement) {
    return target.value !== target.defaultValue || target.checked !== target.defaultChecked;
  }
  if (target instanceof HTMLTextAreaElement) return target.value !== target.defaultValue;
  return target.isContentEditable;
}

function isHeard({ paused, ended, muted, volume }: HTMLMediaElement): boolean {
  return !paused && !ended && !muted && volume > 0;
}

function isSeen(element: HTMLElement): boolean {
  return element.getClientRects().length > 0;
}
