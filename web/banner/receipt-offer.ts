// SPDX-License-Identifier: MIT
/** Offers visitors the proof of their own consent as a file, in the settings and in the declaration. */
import { button, element } from './element.ts';

/** What became of asking for it: `later` where it can't be had now, `unknown` where there is none. */
export type ReceiptOutcome = 'saved' | 'later' | 'unknown';

/** Words of it: in `settings` of consent-config/languages. */
export interface ReceiptText {
  readonly receipt: string;
  readonly receipt_saved: string;
  readonly receipt_later: string;
  readonly receipt_unknown: string;
}

export function receiptOffer(text: ReceiptText, save: () => Promise<ReceiptOutcome>): HTMLElement {
  const status = element('p', { role: 'status' });
  let isAsking = false;
  const ask = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    status.textContent = '';
    status.textContent = text[`receipt_${await save()}`];
    status.scrollIntoView({ block: 'nearest' }); // below the fold of a small dialog, perhaps
    isAsking = false;
  };
  return element('div', { class: 'receipt' }, button(text.receipt, ask, 'receipt'), status);
}
