// SPDX-License-Identifier: MIT
/** The visitor's own receipt: asked for by the record cookies, and given as a file. */
import type { ReceiptOutcome } from '../banner/receipt-offer.ts';
import { sendWaiting } from './sending.ts';
import type { TellData } from './tell-data.ts';

/** How long a browser may take to begin a download. */
const download_ms = 60_000;

export async function saveReceipt(data: TellData): Promise<ReceiptOutcome> {
  try {
    await sendWaiting(data); // it may be this very choice
    const answer = await fetch(`${data.endpoint}/receipt`, {
      method: 'POST',
      credentials: 'same-origin',
      referrerPolicy: 'origin',
    });
    const type = answer.headers.get('Content-Type') ?? '';
    if (answer.status === 404) return 'unknown';
    if (answer.status !== 200 || !type.startsWith('application/ld+json')) return 'later';
    save(await answer.blob(), `consent-receipt-${new Date().toISOString().slice(0, 10)}.json`);
    return 'saved';
  } catch {
    return 'later';
  }
}

function save(content: Blob, name: string): void {
  const href = URL.createObjectURL(content);
  const link = Object.assign(document.createElement('a'), { href, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(href), download_ms);
}
