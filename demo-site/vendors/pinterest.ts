// SPDX-License-Identifier: MIT
/** Pinterest: draws the Save button and reports that it was seen. */
import { type PageTools, pageScript } from './page-script.ts';
import { day_s, pixel, reply, type Vendor, visitorId } from './vendor.ts';

export const pinterest: Vendor = {
  hosts: ['assets.pinterest.com', 'log.pinterest.com', 'www.pinterest.com'],
  answer({ host, path }) {
    if (path.startsWith('/js/pinit')) return reply('script', pageScript(drawButtons));
    if (host !== 'log.pinterest.com') return null;
    const domain = 'pinterest.com';
    return pixel([
      { name: '_pinterest_sess', value: visitorId(), lifetime_s: 365 * day_s, domain },
      { name: '_auth', value: '0', lifetime_s: 365 * day_s, domain },
    ]);
  },
};

function drawButtons(tools: PageTools): void {
  for (const link of document.querySelectorAll<HTMLElement>('a[data-pin-do="buttonBookmark"]')) {
    link.textContent = 'Save';
    link.style.cssText =
      'display:inline-flex;align-items:center;height:28px;padding:0 12px;border-radius:14px;' +
      'background:#a8323e;color:#fff;font-weight:600;font-size:13px;line-height:1;text-decoration:none';
  }
  const page = encodeURIComponent(location.href);
  tools.beacon(`https://log.pinterest.com/?type=pidget&event=init&via=${page}`);
}
