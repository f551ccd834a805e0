// SPDX-License-Identifier: MIT
/** Facebook's like button: a script that turns the page's marks into frames. */

import { pillPage } from './embed-page.ts';
import { type PageTools, pageScript } from './page-script.ts';
import { day_s, reply, type Vendor, visitorId } from './vendor.ts';

export const facebookPlugins: Vendor = {
  hosts: ['connect.facebook.net', 'www.facebook.com'],
  answer({ host, path }) {
    if (host === 'connect.facebook.net') {
      return path.endsWith('/sdk.js') ? reply('script', pageScript(drawButtons)) : null;
    }
    if (!path.startsWith('/plugins/')) return null;
    const domain = 'facebook.com';
    return reply('page', pillPage('Like', 'Like', '#4a6ea9'), [
      { name: 'datr', value: visitorId(), lifetime_s: 400 * day_s, domain },
      { name: 'fr', value: visitorId(), lifetime_s: 90 * day_s, domain },
      { name: 'sb', value: visitorId(), lifetime_s: 400 * day_s, domain },
    ]);
  },
};

function drawButtons(tools: PageTools): void {
  for (const place of document.querySelectorAll('.fb-like')) {
    const page = place.getAttribute('data-href') ?? location.href;
    const url = `https://www.facebook.com/plugins/like.php?href=${encodeURIComponent(page)}`;
    tools.frame(place, url, 70, 28, 'Like on Facebook');
  }
}
