// SPDX-License-Identifier: MIT
/** The part of the script that loads on use: nothing that is held depends on it. */
import type { RunningPage } from '../running-page.ts';
import { hasEmbed, onChange } from '../seldom.ts';
import { choose, chooserOf } from './choice.ts';
import { declare } from './declare.ts';
import { returnRules } from './foreign-rules.ts';
import { asksForInspector, inspect, showEmbeds } from './inspect.ts';
import { laterData } from './later-data.ts';
import { notePath } from './noted-paths.ts';
import { observePage } from './observe.ts';
import { readRefusals } from './refusals.ts';
import { settle } from './settle.ts';

export { answerPage, choose, chooserOf, inspect, notePath, observePage, settle };

/** What `import()` of akkoord-later.js gives. */
export interface Later {
  readonly answerPage: typeof answerPage;
  readonly choose: typeof choose;
  readonly chooserOf: typeof chooserOf;
  readonly inspect: typeof inspect;
  readonly notePath: typeof notePath;
  readonly observePage: typeof observePage;
  readonly settle: typeof settle;
}

/** Called once: answers what was met on the page so far, and what will be. */
function answerPage(page: RunningPage): void {
  Object.assign(page.data.text, laterData().text);
  let hasPlaceholders = false;
  const meetEmbed = (): void => {
    if (!hasPlaceholders && page.data.embeds) showEmbeds(page);
    hasPlaceholders = true;
  };
  const look = (): void => {
    if (!hasPlaceholders && hasEmbed(page.data)) meetEmbed();
    declare(page).catch(({ message }) => {
      page.warn(
        `the cookie declaration can't be loaded (${message}). Upload all that compile wrote.`,
      );
    });
  };
  readRefusals(page, meetEmbed);
  returnRules(page);
  const lookOn = (): void => onChange(look);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', lookOn);
  else lookOn();
  if (asksForInspector()) inspect(page);
}
