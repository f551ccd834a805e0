// SPDX-License-Identifier: MIT
/**
 * Tells the collector of choices, and that the banner was shown; loaded once there is something to tell.
 *
 * No choice waits for it: what was chosen holds whether it comes or not.
 */
import type { ReceiptOutcome } from '../banner/receipt-offer.ts';
import type { RunningPage } from '../running-page.ts';
import { saveReceipt } from './receipt.ts';
import { renewRecords, renewWhenDue } from './renewal.ts';
import { completed, send, sendWaiting, sendWhenDue } from './sending.ts';
import { tellShown, whenSeen } from './shown.ts';
import type { TellData } from './tell-data.ts';
import type { Waiting } from './waiting.ts';

declare const AKKOORD_TELL: TellData;
const data = AKKOORD_TELL;

/** What `import()` of akkoord-tell.js gives. */
export interface TellModule {
  tell(page: RunningPage, isShown: boolean): Teller;
}

export interface Teller {
  /** Sends all that waits; and `one`, which the browser does not keep. */
  send(one?: Waiting): void;
  /** Has the records issued again; whether the server did. */
  renew(): Promise<boolean>;
  saveReceipt(): Promise<ReceiptOutcome>;
}

/** After a choice a reload may follow, and the records are the next page's to renew. */
const reload_ms = 2_000;

export function tell(page: RunningPage, isShown: boolean): Teller {
  const renew = (): Promise<void> => renewWhenDue(data, !!page.state().record);
  if (isShown) {
    // This very file was asked for then.
    const [asked] = performance.getEntriesByName(page.fileUrl('akkoord-tell.js'));
    page.shown_ms = asked?.startTime ?? performance.now();
    const isAhead = document.hidden || document.prerendering;
    whenSeen(() => {
      if (isAhead) page.shown_ms = performance.now();
      tellShown(page.data, data);
    });
  }
  if (page.teller) return page.teller;
  page.teller = {
    send(one) {
      const event = one && completed(one, data)?.event;
      if (event) send(event, data);
      sendWaiting(data);
      setTimeout(renew, reload_ms);
    },
    renew: () => renewRecords(data),
    saveReceipt: () => saveReceipt(data),
  };
  whenSeen(() => {
    sendWhenDue(data);
    sendWaiting(data);
    renew();
  });
  addEventListener('online', () => sendWaiting(data));
  return page.teller;
}
