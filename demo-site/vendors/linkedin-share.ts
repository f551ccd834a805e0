// SPDX-License-Identifier: MIT
/** LinkedIn's share button. */

import { pillPage } from './embed-page.ts';
import { type PageTools, pageScript } from './page-script.ts';
import { day_s, reply, type Vendor, visitorId } from './vendor.ts';

export const linkedinShare: Vendor = {
  hosts: ['platform.linkedin.com', 'www.linkedin.com'],
  answer({ path }) {
    if (path === '/in.js') return reply('script', pageScript(drawButtons));
    if (!path.startsWith('/embed/share')) return null;
    const domain = 'linkedin.com';
    return reply('page', pillPage('Share', 'Share', '#2d5f8a'), [
      { name: 'bcookie', value: `v=2&${visitorId()}`, lifetime_s: 365 * day_s, domain },
      { name: 'lidc', value: visitorId(), lifetime_s: day_s, domain },
      { name: 'lang', value: 'v=2&lang=en-us', lifetime_s: 0, domain },
    ]);
  },
};

function drawButtons(tools: PageTools): void {
  for (const place of document.querySelectorAll('script[type="IN/Share"]')) {
    const url = `https://www.linkedin.com/embed/share?url=${encodeURIComponent(location.href)}`;
    tools.frame(place, url, 84, 28, 'Share on LinkedIn');
  }
}
